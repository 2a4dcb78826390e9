import type { JsonValue } from '../../../src/core/json.js';
import { PASSKEY_FILE_NAMES } from '../../../src/formats/keepass/passkey-file.js';
import { arbitraryTable } from '../arbitrary-keepass-table.js';
import { keepassTableFixtures } from '../fixtures/keepass-tables.js';
import { recordsOf } from '../forms/csv.js';
import { jsonForm } from '../forms/json.js';
import { keepassCsvForm } from '../forms/keepass-csv.js';
import type { LeafKind, Login, Path, Plan } from '../plan.js';
import { at } from '../tree.js';

/** What KeePass calls the columns of KeePassXC. */
const COLUMNS: Readonly<Record<string, string>> = { Account: 'Title', 'Login Name': 'Username', 'Web Site': 'URL', Comments: 'Notes' };
const TOTP = 6;

export const keepassTables: Plan = {
  format: 'keepass',
  samples: ['keepass1', 'keepass2', 'keepassx', 'keepassxc'].map((folder) => ({ folder, endings: ['.csv', '.passkey'] })),
  forms: [keepassCsvForm('csv'), jsonForm('passkey', PASSKEY_FILE_NAMES)],
  fixtures: keepassTableFixtures,
  generated: [{ variant: 'csv', tree: arbitraryTable }],
  refused: {},
  kind: kindOf,
  column: (heading) => COLUMNS[heading] ?? heading,
  usual: (path, value, tree) => {
    const heading = path[0] === 'rows' ? at(tree, ['heading', path[2] ?? 0]) : undefined;
    return (heading === 'Group' && value === 'Root') || (heading === 'Icon' && value === '0');
  },
  unordered: () => false,
  typed: (path) => (path[0] === 'rows' ? Number(path[2]) <= TOTP : PASSKEY_FILE_NAMES.has(String(path[0]))),
  logins: (tree, variant) => (variant === 'csv' ? recordsOf(tree).map(loginOf).filter(isLogin) : urlOf(tree)),
};

/** The relying party names the item too; id and handle are bytes; a key is no text. */
function kindOf(path: Path, value: JsonValue): LeafKind | undefined {
  if (path[0] !== 'rows') {
    const name = String(path[0]);
    if (name === 'privateKey' || name === 'relyingParty') return 'fixed';
    return name === 'credentialId' || name === 'userHandle' ? 'base64url' : undefined;
  }
  if (path[2] !== TOTP || typeof value !== 'string') return undefined;
  if (/^[A-Z2-7]{16}$/.test(value)) return 'base32';
  return /^otpauth:\/\/hotp/.test(value) ? 'text' : undefined;
}

function loginOf(record: Readonly<Record<string, string>>): Login {
  const named = new Map(Object.entries(record).map(([heading, cell]) => [COLUMNS[heading] ?? heading, cell]));
  const cell = (heading: string): string => named.get(heading) ?? '';
  const url = cell('URL');
  return [cell('Title'), cell('Username'), cell('Password'), /^androidapp:\/\/./.test(url) ? '' : url];
}

function isLogin([, username, secret, url]: Login): boolean {
  return username + secret + url !== '';
}

/** A passkey is no login in the sense of this law; its URL is one. */
function urlOf(tree: JsonValue): Login[] {
  const [title, url] = [at(tree, ['relyingParty']), at(tree, ['url'])];
  return typeof title === 'string' && typeof url === 'string' && url !== '' ? [[title, '', '', url]] : [];
}
