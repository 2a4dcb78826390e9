import { createHmac, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { JsonObject } from '../../src/core/json.js';
import { fillIn, isRecord, list, text } from './json.js';

/*
 * Bitwarden's own SDK (npm @bitwarden/sdk-internal, Rust compiled to WebAssembly) without a server: a made-up account with a fresh key,
 * which encrypts what it takes in and decrypts what it gives out. It is installed in this folder only: it is GPL and large.
 */

/** True when `npm install --prefix test/judges` has run. */
export const sdkInstalled = existsSync(new URL('node_modules/@bitwarden/sdk-internal/package.json', import.meta.url));

/** An encrypted entry, or what import_cxf wraps it in. Nobody looks inside but the SDK. */
type Sealed = JsonObject;

interface Ciphers {
  encrypt(view: object): Promise<{ readonly cipher: Sealed }>;
  set_fido2_credentials(view: object, credentials: readonly object[]): object;
}

interface Client {
  crypto(): { initialize_user_crypto(request: object): Promise<void> };
  exporters(): {
    import_cxf(account: string): readonly { readonly cipher: Sealed }[];
    export_cxf(account: object, ciphers: readonly Sealed[]): string;
    export_vault(
      folders: readonly Sealed[],
      ciphers: readonly Sealed[],
      format: 'Json' | 'Csv' | { EncryptedJson: { password: string } },
    ): Promise<string>;
  };
  vault(): {
    ciphers(): Ciphers;
    folders(): { encrypt(view: object): Sealed };
    totp(): { generate_totp(key: string, milliseconds: number): { readonly code: string; readonly period: number } };
  };
}

interface Module {
  readonly LogLevel: { readonly Error: number };
  init_sdk(level: number): void;
  readonly ManagedSettingsClient: new () => object;
  readonly PasswordManagerClient: new (tokens: object, settings: object, managed: object) => Client;
  readonly PureCrypto: {
    make_user_key_aes256_cbc_hmac(): Uint8Array;
    rsa_generate_keypair(): Uint8Array;
    wrap_decapsulation_key(key: Uint8Array, by: Uint8Array): string;
    derive_kdf_material(password: Uint8Array, salt: Uint8Array, kdf: SdkKdf): Uint8Array;
    symmetric_decrypt_string(encString: string, key: Uint8Array): string;
  };
}

/** How the SDK is told to derive a key; memory in MiB. */
export type SdkKdf =
  | { readonly pBKDF2: { readonly iterations: number } }
  | { readonly argon2id: { readonly iterations: number; readonly memory: number; readonly parallelism: number } };

const USER = '11111111-1111-4111-8111-111111111111';

/** What the SDK says to our files. A document that it refuses makes every method throw the SDK's own words. */
export interface Judge {
  /** Imports every account of a CXF document, and gives the plain JSON export of what Bitwarden then holds. */
  holds(document: string): Promise<JsonObject>;
  /** The same as Bitwarden's CSV export. */
  csv(document: string): Promise<string>;
  /** The CXF document that Bitwarden itself makes of a plain JSON export. Passkeys with a counter are not in it. */
  exportCxf(bitwardenJson: string): Promise<JsonObject>;
  /** A plain JSON export, taken in and exported again. */
  again(bitwardenJson: string): Promise<JsonObject>;
  /** A plain JSON export, taken in and exported again under a password, which the key of the account's KDF protects. */
  protectedExport(bitwardenJson: string, password: string): Promise<string>;
  /** The plain export in a protected one: key and EncStrings by the SDK. Its methods throw when the password is another. */
  opened(protectedJson: string, password: string): string;
  /** The code that Bitwarden shows for a `login.totp` at a time (UNIX seconds); undefined when it shows none. */
  code(totp: string, seconds: number): string | undefined;
}

/** Opens the SDK. Slow (a second, mostly the WebAssembly and an RSA key): once for a file of tests. */
export async function openJudge(kdfParams: SdkKdf = { pBKDF2: { iterations: 600_000 } }): Promise<Judge> {
  const sdk: Module = createRequire(import.meta.url)('@bitwarden/sdk-internal');
  sdk.init_sdk(sdk.LogLevel.Error);
  // Nothing listens on the discard port: what works here works without a network.
  const nowhere = 'http://127.0.0.1:9';
  const client = new sdk.PasswordManagerClient(
    { get_access_token: async () => '' },
    { apiUrl: nowhere, identityUrl: nowhere, userAgent: 'credential-exchange', deviceType: 'SDK' },
    new sdk.ManagedSettingsClient(),
  );
  const key = sdk.PureCrypto.make_user_key_aes256_cbc_hmac();
  await client.crypto().initialize_user_crypto({
    userId: USER,
    email: 'judge@example.com',
    kdfParams,
    accountCryptographicState: { V1: { private_key: sdk.PureCrypto.wrap_decapsulation_key(sdk.PureCrypto.rsa_generate_keypair(), key) } },
    method: { decryptedKey: { decrypted_user_key: Buffer.from(key).toString('base64') } },
  });

  /** The server would give the ids. */
  function importCxf(document: string): Sealed[] {
    return accountsOf(document).flatMap((account) =>
      client
        .exporters()
        .import_cxf(JSON.stringify(account))
        .map(({ cipher }) => ({ ...cipher, id: randomUUID() })),
    );
  }

  async function encryptAll(bitwardenJson: string): Promise<{ readonly ciphers: Sealed[]; readonly folders: Sealed[] }> {
    const root: unknown = JSON.parse(bitwardenJson);
    const ciphers: Sealed[] = [];
    for (const item of list(root, 'items')) ciphers.push(await encryptItem(client.vault().ciphers(), item));
    const folders = list(root, 'folders').map(({ id, name }) => client.vault().folders().encrypt({ id, name, revisionDate: NOW }));
    return { ciphers, folders };
  }

  return {
    holds: async (document) => record(await client.exporters().export_vault([], importCxf(document), 'Json')),
    csv: (document) => client.exporters().export_vault([], importCxf(document), 'Csv'),
    exportCxf: async (bitwardenJson) => {
      const { ciphers } = await encryptAll(bitwardenJson);
      const account = client.exporters().export_cxf({ id: USER, email: 'judge@example.com', name: undefined }, ciphers);
      return record(account);
    },
    again: async (bitwardenJson) => {
      const { ciphers, folders } = await encryptAll(bitwardenJson);
      return record(await client.exporters().export_vault(folders, ciphers, 'Json'));
    },
    protectedExport: async (bitwardenJson, password) => {
      const { ciphers, folders } = await encryptAll(bitwardenJson);
      return client.exporters().export_vault(folders, ciphers, { EncryptedJson: { password } });
    },
    opened: (protectedJson, password) => {
      const file = record(protectedJson);
      const [iterations = 0, memory = 0, parallelism = 0] = ['kdfIterations', 'kdfMemory', 'kdfParallelism'].map((name) =>
        Number(file[name]),
      );
      const kdf = file['kdfType'] === 0 ? { pBKDF2: { iterations } } : { argon2id: { iterations, memory, parallelism } };
      const master = sdk.PureCrypto.derive_kdf_material(Buffer.from(password), Buffer.from(text(file['salt'])), kdf);
      // The SDK does not offer this one step (HKDF-Expand) by itself.
      const key = Buffer.concat(['enc', 'mac'].map((info) => createHmac('sha256', master).update(`${info}\x01`).digest()));
      const unsealed = (name: string): string => sdk.PureCrypto.symmetric_decrypt_string(text(file[name]), key);
      unsealed('encKeyValidation_DO_NOT_EDIT');
      return unsealed('data');
    },
    code: (totp, seconds) => {
      try {
        return client
          .vault()
          .totp()
          .generate_totp(totp, seconds * 1000).code;
      } catch {
        return undefined;
      }
    },
  };
}

/** The accounts of a document, as an importer gets them: one at a time. */
function accountsOf(document: string): readonly JsonObject[] {
  return list(JSON.parse(document), 'accounts');
}

const NOW = '2026-01-01T00:00:00.000Z';

/** What Bitwarden's client does with an item of an export: a view of it, encrypted; passkeys separately. */
async function encryptItem(ciphers: Ciphers, item: JsonObject): Promise<Sealed> {
  const login = item['login'];
  const sshKey = item['sshKey'];
  const view = fillIn({
    ...item,
    id: item['id'] ?? randomUUID(),
    collectionIds: [],
    organizationId: null,
    name: item['name'] ?? '',
    favorite: item['favorite'] ?? false,
    reprompt: item['reprompt'] ?? 0,
    organizationUseTotp: false,
    edit: true,
    viewPassword: true,
    creationDate: item['creationDate'] ?? NOW,
    revisionDate: item['revisionDate'] ?? NOW,
    ...(item['type'] === 2 && { secureNote: { type: 0 } }),
    ...(isRecord(login) && { login: { ...login, fido2Credentials: null } }),
    ...(isRecord(sshKey) && { sshKey: { ...sshKey, fingerprint: sshKey['keyFingerprint'] } }),
    passwordHistory: list(item, 'passwordHistory').map((entry) => ({ lastUsedDate: NOW, ...entry })),
  });
  const passkeys = list(login, 'fido2Credentials').map((passkey) => fillIn({ ...passkey, counter: text(passkey['counter']) || '0' }));
  const complete = passkeys.length > 0 ? ciphers.set_fido2_credentials(view, passkeys) : view;
  return (await ciphers.encrypt(complete)).cipher;
}

function record(json: string): JsonObject {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value)) throw new Error('the SDK gave no object');
  return value;
}
