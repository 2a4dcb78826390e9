import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/core/json.js';
import { FURTHER_URL } from '../../../src/formats/keepass/names.js';
import { arbitraryDatabase } from '../arbitrary-keepass.js';
import { list, text } from '../association.js';
import { FIXED, keepassFixtures } from '../fixtures/keepass.js';
import { keepassForm } from '../forms/keepass.js';
import type { LeafKind, Login, Path, Plan } from '../plan.js';
import { at } from '../tree.js';

/** Members that mean something only to machines, or only in their shape. */
const SETTINGS: ReadonlySet<string> = new Set(
  'UUID Generator Key CustomIconUUID PreviousParentGroup RecycleBinUUID RecycleBinEnabled EntryTemplatesGroup LastTopVisibleEntry Expires UsageCount IconID QualityCheck IsExpanded'.split(
    ' ',
  ),
);
/** What a member holds when it says nothing of its own. */
const USUAL: Readonly<Record<string, readonly JsonValue[]>> = {
  IconID: ['0', '48'],
  QualityCheck: ['True'],
  Expires: ['False'],
  UsageCount: ['0'],
  IsExpanded: ['True'],
  EnableAutoType: ['null'],
  EnableSearching: ['null'],
  '@ProtectInMemory': ['False'],
};

export const keepass: Plan = {
  format: 'keepass',
  forms: [keepassForm('kdbx'), keepassForm('xml')],
  fixtures: keepassFixtures,
  generated: [{ variant: 'xml', tree: arbitraryDatabase }],
  samples: [
    { folder: 'keepass2', endings: ['.kdbx', '.xml'] },
    { folder: 'keepassxc', endings: ['.kdbx', '.xml'] },
    { folder: 'made', endings: ['.kdbx'] },
  ],
  refused: {
    // Its key file is tried in a test of its own.
    'kdbxweb-Argon2id.kdbx': 'kdbx.wrong-key',
    // Without its root element.
    'clients-keepass2-2.xml': 'detect.unknown',
  },
  passwords: {
    'cxporter-basic.kdbx': 'testpassword123',
    'cxporter-nested_groups.kdbx': 'testpassword123',
    'cxporter-totp.kdbx': 'testpassword123',
    'kdbxweb-AesKdfKdbx4.kdbx': 'demo',
    'kdbxweb-KDBX4.1.kdbx': 'test',
    'pykeepass-argon2d-raworder.kdbx': 'oracle-pw',
    'pykeepass-argon2id-aes256.kdbx': 'oracle-pw',
    'kpxc-Format300.kdbx': 'a',
    'kpxc-Format400.kdbx': 't',
    'kpxc-NewDatabaseBrowser.kdbx': 'a',
    'kpxc-ProtectedStrings.kdbx': 'masterpw',
    'kpxc-RecycleBinWithData.kdbx': '123',
  },
  kind: kindOf,
  // Who wrote a file is not its owner's, and an earlier state is told of as a whole.
  usual: (path, value) => nameOf(path) === 'Generator' || USUAL[nameOf(path)]?.some((one) => one === value) === true,
  unordered: (path) => path.at(-1) === 'String',
  typed: (path) =>
    !path.includes('History') &&
    (path.includes('String') || path.includes('Binary') || (nameOf(path) === 'Tags' && path.includes('Entry')) || isGroupText(path)),
  logins: (tree) =>
    entriesOf(at(tree, ['Root']))
      .map((entry) => loginOf(entry, tree))
      .filter(isLogin),
};

/** What a group below the root group is called. */
function isGroupText(path: Path): boolean {
  return /^(?:Name|Notes)$/.test(nameOf(path)) && path.filter((token) => token === 'Group').length > 1;
}

function nameOf(path: Path): string {
  return String(path.findLast((token) => typeof token === 'string') ?? '');
}

function kindOf(path: Path, value: JsonValue): LeafKind | undefined {
  if (SETTINGS.has(nameOf(path)) || path.includes('History') || typeof value !== 'string') return 'fixed';
  if (/\{REF:|^[0-9]+(?:;[0-9S]+)?$|^HMAC-|^(?:AB:)+|^key=|^[A-Za-z0-9+/]{43}=$|^[0-9a-f]{20}$/.test(value) || FIXED.includes(value))
    return 'fixed';
  if (/^[A-Za-z0-9_-]{22}$/.test(value)) return 'base64url';
  if (/^[A-Z2-7]{16,}$/.test(value)) return 'base32';
  return nameOf(path) === 'Tags' ? 'text' : undefined;
}

function entriesOf(parent: JsonValue | undefined): JsonValue[] {
  if (!isJsonObject(parent)) return [];
  return [...list(parent['Entry']), ...list(parent['Group']).flatMap(entriesOf)];
}

function stringsOf(entry: JsonValue): Map<string, string> {
  const strings = at(entry, ['String']);
  return new Map(
    (isJsonArray(strings) ? strings : []).map((string) => {
      const value = at(string, ['Value']);
      return [text(at(string, ['Key'])), isJsonObject(value) ? text(value['#text']) : text(value)];
    }),
  );
}

function loginOf(entry: JsonValue, tree: JsonValue): Login {
  const strings = stringsOf(entry);
  const of = (key: string): string => (strings.get(key) ?? '').replace(/\{REF:U@I:([0-9A-F]+)\}/, (_, id: string) => userOf(id, tree));
  const urls = ['URL', ...[...strings.keys()].filter((key) => FURTHER_URL.test(key))].map(of);
  return [of('Title'), of('UserName'), of('Password'), urls.find((url) => url !== '' && !/^androidapp:\/\/./.test(url)) ?? ''];
}

function userOf(id: string, tree: JsonValue): string {
  const entry = entriesOf(at(tree, ['Root'])).find(
    (one) =>
      Buffer.from(text(at(one, ['UUID'])), 'base64')
        .toString('hex')
        .toUpperCase() === id,
  );
  return entry === undefined ? '' : (stringsOf(entry).get('UserName') ?? '');
}

function isLogin([, username, secret, url]: Login): boolean {
  return username + secret + url !== '';
}
