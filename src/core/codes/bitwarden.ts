import { codeTable } from './entry.js';

export const bitwardenCodes = codeTable({
  'bitwarden.account-restricted': {
    says: 'This Bitwarden export is encrypted for one account only and cannot be opened outside it.',
    todo: 'Export again and choose "password protected" or plain JSON.',
  },
  'bitwarden.password-protected': {
    says: 'A Bitwarden export that is protected by a password lies inside another file, where it is not opened.',
    todo: 'Take it out and convert it by itself.',
  },
  'bitwarden.envelope-invalid': {
    says: 'A member that says how this Bitwarden export is protected is missing or not of its kind.',
    todo: 'The file may be cut short or edited: export it again.',
  },
  'bitwarden.protection-unknown': {
    says: 'This Bitwarden export is protected in a way that this version does not know.',
    todo: 'Export again and choose "password protected" or plain JSON.',
  },
  'bitwarden.data-damaged': {
    says: 'What is sealed in this Bitwarden export was changed or damaged since; the password is not the reason.',
    todo: 'Export it again, or take another copy of the file.',
  },
  'bitwarden.check-damaged': {
    says: 'The password check of this Bitwarden export is damaged; its data is whole, and the password opens it.',
    todo: 'Bitwarden itself will say that the password is wrong: export it again if it must open the file.',
  },
  'bitwarden.password-unusable': {
    says: 'Bitwarden opens no export whose password is blank or is not text.',
    todo: 'Choose another password.',
    exit: 5,
  },
});
