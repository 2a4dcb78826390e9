import { codeTable } from './entry.js';

export const bitwardenCodes = codeTable({
  'bitwarden.account-restricted': {
    says: 'This Bitwarden export is encrypted for one account only and cannot be opened outside it.',
    todo: 'Export again and choose "password protected" or plain JSON.',
  },
  'bitwarden.password-protected': {
    says: 'This Bitwarden export is protected by a password, which this version cannot open yet.',
    todo: 'Export again as plain JSON, and delete the file when you are done.',
  },
});
