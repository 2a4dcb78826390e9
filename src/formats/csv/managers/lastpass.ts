import type { CsvManager } from '../table.js';
import { PASSWORD, USERNAME } from '../table.js';
import { WITH_NOTES } from './losses.js';

/** LastPass: `lastpass-cli` (the order of columns, `http://sn`, the templates of notes); real exports of 2015 to 2026. */
export const lastpass: CsvManager = {
  id: 'lastpass',
  label: 'LastPass',
  file: 'LastPass CSV',
  columns: [
    { heading: 'url', place: { to: 'url' } },
    { heading: 'username', place: USERNAME },
    { heading: 'password', place: PASSWORD },
    // None before 2022.
    { heading: 'totp', place: { to: 'otp' } },
    { heading: 'extra', place: { to: 'note' } },
    { heading: 'name', place: { to: 'title' } },
    { heading: 'grouping', place: { to: 'folder', separator: '\\', none: ['(none)', '(keine)'] } },
    { heading: 'fav', place: { to: 'favorite', yes: '1', no: '0' } },
  ],
  signatures: [{ required: ['url', 'username', 'password', 'extra', 'name', 'grouping', 'fav'], optional: ['totp'], closed: true }],
  why: 'the columns of LastPass',
  layout: { lineEnd: '\n' },
  needs: [],
  oneRow: true,
  exactWidth: true,
  entities: true,
  typedNotes: true,
  placeholders: { note: 'http://sn', login: 'http://' },
  folderRow: 'http://group',
  lacks: ['passkeys', 'counters', 'prf', 'files', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'history'],
  cannotHold: ['passkeys', 'attachments', 'password history'],
  expectedLosses: WITH_NOTES,
};
