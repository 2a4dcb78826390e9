import { CREDENTIALS } from '../src/cxf/schema/credential.js';
import type { MemberSpec } from '../src/cxf/schema/member.js';
import { PASSKEY_KEY } from './cli/vaults.js';

/** Every text that may stand in no output, in the spelling of the vault and decoded. */
export const CANARIES = new Set<string>();
/** Those that `--titles` may show: titles, RP IDs and user names. */
export const SUBJECTS = new Set<string>();

let count = 0;

/** A text like no other. */
export function canary(): string {
  const text = `kanarie${++count}q`;
  CANARIES.add(text);
  return text;
}

function subject(): string {
  const text = canary();
  SUBJECTS.add(text);
  return text;
}

/** Bytes that hold a canary, as base64url. */
function canary64(): string {
  const text = Buffer.from(`${canary()} and more`).toString('base64url');
  CANARIES.add(text);
  return text;
}

/** A canary of Base32 letters. */
function canary32(): string {
  const text = `KANARIEKANARIE${'ABCDEFGHIJ'.charAt(++count % 10)}${'ABCDEFGHIJ'.charAt(Math.floor(count / 10) % 10)}`;
  CANARIES.add(text);
  return text;
}

const url = (): string => `https://${canary()}.example/${canary()}?${canary()}=${canary()}`;
const strange = (): object => ({ [canary()]: canary() });
CANARIES.add(PASSKEY_KEY);

/** A Bitwarden export with every member that a person or a machine fills. */
export function richBitwarden(counter = '5'): object {
  const base = (type: number, facts: object): object => ({
    id: `00000000-0000-4000-8000-0000000000${10 + ++count}`.slice(0, 36),
    folderId: 'f0000000-0000-4000-8000-000000000001',
    type,
    reprompt: 1,
    name: subject(),
    notes: canary(),
    favorite: true,
    fields: [0, 1, 2, 3].map((kind) => ({
      name: canary(),
      value: kind === 2 ? 'true' : canary(),
      type: kind,
      linkedId: kind === 3 ? 100 : null,
    })),
    passwordHistory: [{ lastUsedDate: '2024-01-01T00:00:00.000Z', password: canary() }],
    creationDate: '2024-01-01T00:00:00.000Z',
    revisionDate: '2024-01-02T00:00:00.123Z',
    ...strange(),
    ...facts,
  });
  const passkey = {
    credentialId: '1c4f0d1e-7d8a-4f0b-9d51-3a7c1f2e4b66',
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: PASSKEY_KEY,
    rpId: `${subject()}.example`,
    userHandle: canary64(),
    userName: subject(),
    counter,
    rpName: canary(),
    userDisplayName: canary(),
    discoverable: 'true',
    creationDate: '2024-05-01T10:00:00.000Z',
    ...strange(),
  };
  const texts = (names: string): object => Object.fromEntries(names.split(' ').map((name) => [name, canary()]));
  const login = (totp: string): object => ({
    username: subject(),
    password: canary(),
    totp,
    uris: [
      { match: 4, uri: url() },
      { match: null, uri: canary() },
    ],
    fido2Credentials: [passkey, { ...passkey, credentialId: canary(), keyValue: canary(), counter: canary() }],
    ...strange(),
  });
  return {
    encrypted: false,
    folders: [{ id: 'f0000000-0000-4000-8000-000000000001', name: `${canary()}/${canary()}`, ...strange() }],
    items: [
      base(1, { login: login(canary32()) }),
      base(1, {
        login: login(`otpauth://totp/${canary()}?secret=${canary32()}&issuer=${canary()}`),
        deletedDate: '2024-01-01T00:00:00.000Z',
      }),
      base(1, { login: login(`steam://${canary()}`) }),
      base(2, { secureNote: { type: 0 } }),
      base(3, { card: texts('cardholderName brand number expMonth expYear code') }),
      base(4, {
        identity: texts(
          'title firstName middleName lastName address1 address2 address3 city state postalCode country company email phone ssn username passportNumber licenseNumber',
        ),
      }),
      base(5, { sshKey: texts('privateKey publicKey keyFingerprint') }),
      base(6, { bankAccount: texts('bankName nameOnAccount accountNumber routingNumber pin iban') }),
      base(7, { driversLicense: texts('firstName lastName dateOfBirth licenseNumber') }),
      base(8, { passport: texts('surname givenName dateOfBirth passportNumber') }),
      base(99, { other: strange() }),
    ],
    ...strange(),
  };
}

function memberValue(name: string, spec: MemberSpec, type: string): unknown {
  if (name === 'username' || name === 'rpId') return spec.kind === 'field' ? { fieldType: 'string', value: subject() } : subject();
  if (type === 'totp' && name === 'secret') return canary32();
  if (type === 'totp' && name === 'algorithm') return 'sha1';
  if (name === 'key' && type === 'passkey') return PASSKEY_KEY;
  switch (spec.kind) {
    case 'field':
      return {
        id: canary64(),
        fieldType: spec.fieldTypes[0],
        value: canary(),
        label: canary(),
        extensions: [{ name: canary(), ...strange() }],
        ...strange(),
      };
    case 'fields':
      return ['string', 'concealed-string', 'email', 'strange-type'].map((fieldType) => ({
        fieldType,
        value: canary(),
        label: canary(),
        ...strange(),
      }));
    case 'identifier':
    case 'base64url':
    case 'secret-base64url':
      return canary64();
    case 'uint':
      return 6;
    case 'uint16':
      return 30;
    case 'extensions':
      return [{ name: canary(), ...strange() }];
    case 'linked-item':
      return { item: canary64(), account: canary64(), ...strange() };
    case 'fido2-extensions':
      return {
        hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: canary64(), credWithoutUV: canary64(), ...strange() },
        credBlob: canary64(),
        largeBlob: { uncompressedSize: 1, data: canary64() },
        payments: true,
        ...strange(),
      };
    case 'text':
    case 'secret':
      return canary();
  }
}

/** A CXF document with every member of every type set, and unknown ones beside them. */
export function richDocument(): object {
  const credentials = Object.values(CREDENTIALS).map(({ type, members }) => ({
    type,
    ...Object.fromEntries(Object.entries(members).map(([name, spec]) => [name, memberValue(name, spec, type)])),
    ...strange(),
  }));
  const item = (inside: readonly object[]): object => ({
    id: canary64(),
    creationAt: 1_700_000_000,
    modifiedAt: 1_700_000_001,
    title: subject(),
    subtitle: canary(),
    favorite: true,
    scope: {
      urls: [url(), canary()],
      androidApps: [{ bundleId: canary(), certificate: { fingerprint: canary64(), hashAlg: 'sha256' }, name: canary(), ...strange() }],
      ...strange(),
    },
    credentials: inside,
    tags: [canary()],
    extensions: [{ name: canary(), ...strange() }],
    ...strange(),
  });
  const collection = (inside: readonly object[]): object => ({
    id: canary64(),
    title: canary(),
    subtitle: canary(),
    items: [{ item: canary64(), ...strange() }],
    subCollections: inside,
    extensions: [{ name: canary(), ...strange() }],
    ...strange(),
  });
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: `${canary()}.example`,
    exporterDisplayName: canary(),
    timestamp: 1_700_000_000,
    accounts: [
      {
        id: canary64(),
        username: subject(),
        email: canary(),
        fullName: canary(),
        collections: [collection([collection([])])],
        items: [...credentials.map((credential) => item([credential])), item([...credentials, { type: canary(), ...strange() }])],
        extensions: [{ name: canary(), ...strange() }],
        ...strange(),
      },
    ],
    ...strange(),
  };
}
