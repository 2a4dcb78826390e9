import type { JsonValue } from '../../../src/core/json.js';
import { BITWARDEN_NAMES } from '../../../src/formats/bitwarden/names.js';
import { arbitraryExport } from '../arbitrary-bitwarden.js';
import { list, text } from '../association.js';
import { bitwardenFixtures } from '../fixtures/bitwarden.js';
import { csvForm, recordsOf } from '../forms/csv.js';
import { jsonForm } from '../forms/json.js';
import { protectedJsonForm } from '../forms/protected-json.js';
import { zipForm } from '../forms/zip.js';
import type { LeafKind, Login, Path, Plan } from '../plan.js';
import { at } from '../tree.js';

/** Texts that mean something only to machines. */
const MACHINE: ReadonlySet<string> = new Set(
  'id organizationId externalId folderId collectionIds key lastUsedDate passwordRevisionDate rpName keyType keyAlgorithm keyCurve creationDate revisionDate deletedDate archivedDate counter discoverable uriChecksum autofillOnPageLoad match linkedId reprompt'.split(
    ' ',
  ),
);
const FIXED: ReadonlySet<string> = new Set(
  'expMonth expYear counter discoverable keyType keyAlgorithm keyCurve country state issuingCountry issuingState nationality dateOfBirth issueDate expirationDate passportType privateKey publicKey keyFingerprint fingerprint keyValue userHandle folderId collectionIds lastUsedDate passwordRevisionDate archivedDate deletedDate'.split(
    ' ',
  ),
);
/** What a member holds when it says nothing of its own. */
const USUAL: Readonly<Record<string, JsonValue>> = {
  encrypted: false,
  favorite: false,
  reprompt: 0,
  counter: '0',
  discoverable: 'true',
  keyType: 'public-key',
  keyAlgorithm: 'ECDSA',
  keyCurve: 'P-256',
  linkedId: 0,
};

export const bitwarden: Plan = {
  format: 'bitwarden',
  forms: [
    jsonForm('json', BITWARDEN_NAMES),
    protectedJsonForm('json-encrypted', BITWARDEN_NAMES),
    zipForm('zip', 'data.json', BITWARDEN_NAMES),
    csvForm('csv'),
  ],
  fixtures: bitwardenFixtures,
  generated: [{ variant: 'json', tree: arbitraryExport }],
  refused: {
    'b2kp-test_encrypted.json': 'bitwarden.account-restricted',
    'clients-account-encrypted-empty.json': 'bitwarden.account-restricted',
    // Nobody published its password.
    'clients-password-protected-shape.json': 'secret.wrong',
    'cxporter-encrypted.json': 'bitwarden.account-restricted',
    'stratum-bitwarden.encrypted.accountrestricted.json': 'bitwarden.account-restricted',
  },
  // As the tests beside the samples say.
  passwords: {
    'kpxc-bitwarden_encrypted_argon2id_export.json': 'a',
    'kpxc-bitwarden_encrypted_export.json': 'a',
    'stratum-bitwarden.encrypted.pbkdf2.json': 'rud9^5S6$^Ewmr%d',
  },
  kind: kindOf,
  usual: (path, value) => {
    const name = nameOf(path);
    if (path[0] === 'rows') return value === '0' || value === 'login';
    if (name === 'type' && value === 0 && (path.includes('fields') || path.includes('secureNote'))) return true;
    // Public key and fingerprint are derived where they are missing.
    return USUAL[name] === value || ((name === 'publicKey' || name === 'keyFingerprint') && path.includes('sshKey'));
  },
  // The collections of an item are a set.
  unordered: (path) => path.includes('collectionIds'),
  typed: (path) =>
    path.every((token) => typeof token === 'number' || known(path, token)) &&
    !path.some((token) => MACHINE.has(String(token))) &&
    !path.includes('passwordHistory'),
  logins: (tree, variant) => {
    if (variant === 'csv') return recordsOf(tree).map(loginOfRecord).filter(isLogin);
    return list(at(variant === 'zip' ? at(tree, ['json']) : tree, ['items']))
      .map(loginOf)
      .filter(isLogin);
  },
};

function known(path: Path, token: string): boolean {
  return path[0] === 'rows' || path[0] === 'files' || token === 'json' || BITWARDEN_NAMES.has(token);
}

function nameOf(path: Path): string {
  return String(path.findLast((token) => typeof token === 'string') ?? '');
}

/** Columns of a CSV are told by the value; those of the JSON by the name. */
function kindOf(path: Path, value: JsonValue): LeafKind | undefined {
  const name = nameOf(path);
  if (path[0] === 'rows') return typeof value === 'string' && /^(?:login|note|[01])$/.test(value) ? 'fixed' : csvKind(path, value);
  if (name === 'credentialId' && typeof value === 'string' && !/-/.test(value)) return 'base64url';
  if (name === 'totp' && typeof value === 'string' && !/:/.test(value)) return /^[A-Za-z2-7]+$/.test(value) ? 'base32' : 'fixed';
  return FIXED.has(name) || path.includes('files') ? (path[0] === 'files' ? 'text' : 'fixed') : undefined;
}

function csvKind(path: Path, value: JsonValue): LeafKind | undefined {
  const isCode = typeof value === 'string' && (/^[A-Z2-7]{16,}$/.test(value) || (value.includes(',') && value.includes('://')));
  return isCode || (typeof value === 'string' && /^(?:[^:]+: .*\n?)+$/.test(value)) ? 'fixed' : path[2] === 0 ? 'fixed' : undefined;
}

function loginOf(item: JsonValue): Login {
  const uris = list(at(item, ['login', 'uris'])).map((uri) => text(at(uri, ['uri'])));
  const url = uris.find((uri) => uri !== '' && !/^androidapp:\/\/./.test(uri)) ?? '';
  return [text(at(item, ['name'])), text(at(item, ['login', 'username'])), text(at(item, ['login', 'password'])), url];
}

function loginOfRecord(record: Readonly<Record<string, string>>): Login {
  const uri = record['login_uri'] ?? '';
  const parts = uri.split(',');
  const uris = parts.every((part) => /^[a-z][a-z0-9+.-]*:\/\//i.test(part)) ? parts : [uri];
  const url = uris.find((one) => !/^androidapp:\/\/./.test(one)) ?? '';
  return [record['name'] ?? '', record['login_username'] ?? '', record['login_password'] ?? '', url];
}

function isLogin([, username, secret, url]: Login): boolean {
  return username + secret + url !== '';
}
