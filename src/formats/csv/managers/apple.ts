import type { CsvManager } from '../table.js';
import { PASSWORD, USERNAME } from '../table.js';
import { LOGINS_ONLY } from './losses.js';

/**
 * Apple Passwords, Safari and iCloud Passwords for Windows. The headings are those of Apple's page on importing data exported from Safari;
 * older ones (`Url`, no `Notes`, `OTPAuth` before `Notes`) stand in real exports since macOS 11.
 */
export const apple: CsvManager = {
  id: 'apple',
  label: 'Apple Passwords',
  file: 'Apple Passwords CSV',
  columns: [
    { heading: 'Title', place: { to: 'title' } },
    { heading: 'URL', place: { to: 'url' } },
    { heading: 'Username', place: USERNAME },
    { heading: 'Password', place: PASSWORD },
    { heading: 'Notes', place: { to: 'note' } },
    { heading: 'OTPAuth', place: { to: 'otp' } },
  ],
  signatures: [{ required: ['title', 'url', 'username', 'password'], optional: ['notes', 'otpauth'], closed: true }],
  why: 'the columns of Apple Passwords',
  layout: { lineEnd: '\n' },
  needs: ['url', 'password'],
  lacks: ['passkeys', 'counters', 'prf', 'files', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'folders', 'history'],
  cannotHold: ['passkeys', 'cards', 'identities', 'SSH keys', 'attachments', 'folders'],
  instead: 'Apple exports no passkeys to any file: on iOS 26 and macOS 26 they move from app to app.',
  expectedLosses: LOGINS_ONLY.withCodes,
};
