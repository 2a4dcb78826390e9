import type { Bytes } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import { Findings } from '../../core/report.js';
import type { Context } from '../format.js';
import { unlock } from '../reading/unlock.js';
import { decrypt, isSealedBy } from './enc-string.js';
import { CHECK, DATA, type Envelope, readEnvelope } from './envelope.js';
import { checkCost, exportKeys } from './export-key.js';

/** The plain export inside, and what opening it has to tell. */
export interface Opened {
  readonly bytes: Bytes;
  readonly findings: Findings;
}

/**
 * Opens an export that is protected by a password of its own. Throws what `readEnvelope`, `checkCost`, `unlock` and `exportKeys` throw, and
 * `bitwarden.data-damaged` when the password is right and the data is not.
 */
export async function openProtected(json: JsonObject, context: Context): Promise<Opened> {
  const findings = new Findings();
  const envelope = readEnvelope(json, findings);
  checkCost(envelope.kdf, context);
  const bytes = await unlock(context.ask, (password) => openWith(password, envelope, findings, context));
  return { bytes, findings };
}

/** Undefined when neither of the two seals is of this password. */
async function openWith(password: Bytes, envelope: Envelope, findings: Findings, context: Context): Promise<Bytes | undefined> {
  // Bitwarden protects nothing with it, and Argon2 may not take it.
  if (password.length === 0) return undefined;
  const { salt, kdf, check, data } = envelope;
  const keys = await exportKeys(password, salt, kdf, context);
  const [isRight, isWhole] = await Promise.all([isSealedBy(keys, check), isSealedBy(keys, data)]);
  if (!isRight && !isWhole) return undefined;
  const bytes = isWhole ? await decrypt(keys, data) : undefined;
  if (!bytes) throw new CxError('bitwarden.data-damaged', { pointer: `/${DATA}` });
  if (!isRight) findings.warning('bitwarden.check-damaged', `/${CHECK}`);
  return bytes;
}
