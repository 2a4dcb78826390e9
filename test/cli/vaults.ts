import { generateKeyPairSync } from 'node:crypto';

/** A private key as every passkey of these fixtures has one. */
export const PASSKEY_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'der' })
  .toString('base64url');

/** A passkey as Bitwarden writes it. */
export function passkey(facts: Readonly<Record<string, unknown>> = {}): object {
  return {
    credentialId: '1c4f0d1e-7d8a-4f0b-9d51-3a7c1f2e4b66',
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: PASSKEY_KEY,
    rpId: 'example.com',
    userHandle: 'dXNlci1oYW5kbGU',
    userName: 'alice',
    counter: '0',
    rpName: 'Example',
    userDisplayName: 'Alice',
    discoverable: 'true',
    creationDate: '2024-05-01T10:00:00.000Z',
    ...facts,
  };
}

/** A login as Bitwarden writes it. `login` is merged into its login member. */
export function login(name: string, facts: Readonly<Record<string, unknown>> = {}, inside: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: null,
    folderId: null,
    type: 1,
    reprompt: 0,
    name,
    notes: null,
    favorite: false,
    login: { username: 'alice', password: 'correct horse', totp: null, uris: [{ match: null, uri: 'https://example.com/' }], ...inside },
    collectionIds: null,
    ...facts,
  };
}

/** A plain Bitwarden export. */
export function bitwarden(...items: readonly object[]): string {
  return JSON.stringify({ encrypted: false, folders: [], items });
}

/** A CXF document with these items in its one account. */
export function cxfDocument(items: readonly object[], account: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    version: { major: 1, minor: 0 },
    exporterRpId: 'exporter.example',
    exporterDisplayName: 'Exporter',
    timestamp: 1_700_000_000,
    accounts: [{ id: 'YWNjb3VudA', username: 'alice', email: 'a@example.com', collections: [], items, ...account }],
  });
}

/** An item of a CXF document. */
export function item(id: string, title: string, ...credentials: readonly object[]): object {
  return { id, title, credentials };
}

/** A login of a CXF document. */
export function basicAuth(username: string, password: string): object {
  return {
    type: 'basic-auth',
    username: { fieldType: 'string', value: username },
    password: { fieldType: 'concealed-string', value: password },
  };
}
