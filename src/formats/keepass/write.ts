import { CxError } from '../../core/errors.js';
import { checkArgon2Cost } from '../../core/kdf-argon2.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import type { KdbxKey } from './kdbx/kdbx.js';
import { DEFAULT_SETTINGS, type KdbxSettings, writeKdbx } from './kdbx/write.js';
import { buildDatabase } from './write-database.js';
import { plainXml } from './write-xml.js';

/** Writes KDBX 4.1. Throws `secret.missing`, `kdf.parameters-invalid`, `limit.exceeded`; reading the output what `writeKdbx` throws. */
export async function writeDatabase(vault: Vault, context: Context): Promise<WriteResult> {
  const settings = settingsFor(context);
  const { findings, ...content } = await buildDatabase(vault, context, 'kdbx');
  const report = writeReport('keepass', 'kdbx', vault.document, findings.list);
  const key = await newKey(context);
  return { output: writeKdbx(content, key, settings, context), report };
}

/** Writes the XML that KeePass exports and imports: nothing in it is encrypted. */
export async function writePlainXml(vault: Vault, context: Context): Promise<WriteResult> {
  const { root, binaries, findings } = await buildDatabase(vault, context, 'xml');
  return { output: plainXml(root, binaries), report: writeReport('keepass', 'xml', vault.document, findings.list) };
}

/** The cost of the key; another than Argon2id only where the owner chose none. */
function settingsFor({ policy: { kdf }, limits }: Context): KdbxSettings {
  if (!kdf) return DEFAULT_SETTINGS;
  if (kdf.kind !== 'argon2id') throw new CxError('kdf.parameters-invalid', { hint: 'A KeePass database takes Argon2id.' });
  checkArgon2Cost(kdf, limits);
  return { ...DEFAULT_SETTINGS, kdf: { ...kdf, version: 0x13 } };
}

/** A password, a key file, or both. */
async function newKey({ ask }: Context): Promise<KdbxKey> {
  const keyFile = await ask({ role: 'output', kind: 'key-file', attempt: 1 });
  let password: Uint8Array | undefined;
  try {
    password = await ask({ role: 'output', kind: 'password', attempt: 1 });
  } catch (error) {
    if (!keyFile || !(error instanceof CxError) || error.code !== 'secret.missing') throw error;
  }
  if (!password && !keyFile) throw new CxError('secret.missing');
  const hasPassword = password && (password.length > 0 || !keyFile);
  return { ...(hasPassword && { password: new Uint8Array(password ?? []) }), ...(keyFile && { keyFile: new Uint8Array(keyFile) }) };
}
