import { type Bytes, textOf, utf8 } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import { toBase64 } from '../../keys/pem.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { encrypt } from './enc-string.js';
import { envelopeJson } from './envelope.js';
import { checkCost, exportKeys, kdfForWriting } from './export-key.js';
import { uuidOf } from './ids.js';
import { buildExport } from './write.js';

/**
 * Writes the JSON export protected by a password, which Bitwarden imports into any account. Throws `secret.missing`,
 * `bitwarden.password-unusable`, `kdf.parameters-invalid`, `limit.exceeded`; reading the output what deriving a key throws.
 */
export async function writeProtected(vault: Vault, context: Context): Promise<WriteResult> {
  const kdf = kdfForWriting(context.policy.kdf);
  checkCost(kdf, context);
  const { root, findings } = await buildExport(vault, context);
  const password = await newPassword(context);
  const report = writeReport('bitwarden', 'json-encrypted', vault.document, findings.list);

  async function* output(): AsyncGenerator<Uint8Array> {
    // 16 bytes as text: the text is the salt.
    const salt = toBase64(context.random(16));
    const keys = await exportKeys(password, salt, kdf, context);
    const check = await encrypt(keys, utf8(randomUuid(context)), context.random(16));
    const data = await encrypt(keys, utf8(plainText(root)), context.random(16));
    yield utf8(`${JSON.stringify(envelopeJson({ salt, kdf }, check, data), null, 2)}\n`);
  }
  return { output: output(), report };
}

function plainText(root: JsonObject): string {
  return JSON.stringify(root, null, 2);
}

/** Bitwarden's importer takes no blank password, and people type text (`isNullOrWhitespace` in its protected importer). */
async function newPassword(context: Context): Promise<Bytes> {
  const answer = await context.ask({ role: 'output', kind: 'password', attempt: 1 });
  if (!answer) throw new CxError('secret.missing');
  const password = new Uint8Array(answer);
  if (!textOf(password)?.trim()) throw new CxError('bitwarden.password-unusable');
  return password;
}

/** UUID version 4 (RFC 9562 §5.4). */
function randomUuid({ random }: Context): string {
  const bytes = random(16);
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  return uuidOf(bytes);
}
