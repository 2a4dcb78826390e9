import { type Bytes, equal } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { Context } from '../format.js';
import type { Kdbx, KdbxKey } from './kdbx/kdbx.js';
import { readFacts, readKdbx } from './kdbx/read.js';

/**
 * Opens a database with what the host is asked for: a key file, which there may be none of, and a password, again while it is wrong.
 * Throws what `readKdbx` throws (`kdbx.wrong-key` or `kdbx.key-or-damage` when there is no other password) and `secret.missing`.
 */
export async function openKdbx(file: Bytes, context: Context): Promise<Kdbx> {
  // Before anybody is asked: a file that no password opens.
  await readFacts(file, context.limits);
  const answer = await context.ask({ role: 'input', kind: 'key-file', attempt: 1 });
  const keyFile = answer && new Uint8Array(answer);
  let password = await firstPassword(keyFile !== undefined, context);
  for (let attempt = 2; ; attempt++) {
    try {
      return await openWith(file, password, keyFile, context);
    } catch (error) {
      if (!isWrongKey(error) || !password) throw error;
      const next = await context.ask({ role: 'input', kind: 'password', attempt });
      // A host that knows one answer only gives it again and again.
      if (!next || equal(next, password)) throw error;
      password = new Uint8Array(next);
    }
  }
}

/** With a key file there may be no password, and nobody to ask for one. */
async function firstPassword(hasKeyFile: boolean, context: Context): Promise<Bytes | undefined> {
  let answer: Uint8Array | undefined;
  try {
    answer = await context.ask({ role: 'input', kind: 'password', attempt: 1 });
  } catch (error) {
    if (!hasKeyFile || !(error instanceof CxError) || error.code !== 'secret.missing') throw error;
  }
  if (!answer && !hasKeyFile) throw new CxError('secret.missing');
  return answer && new Uint8Array(answer);
}

/** Beside a key file, no password and an empty one are two keys, and people answer both with Enter. */
async function openWith(file: Bytes, password: Bytes | undefined, keyFile: Bytes | undefined, context: Context): Promise<Kdbx> {
  const key: KdbxKey = { ...(password && { password }), ...(keyFile && { keyFile }) };
  if (!keyFile || password?.length !== 0) return readKdbx(file, key, context);
  try {
    return await readKdbx(file, { keyFile }, context);
  } catch (error) {
    if (!isWrongKey(error)) throw error;
    return readKdbx(file, key, context);
  }
}

function isWrongKey(error: unknown): boolean {
  return error instanceof CxError && (error.code === 'kdbx.wrong-key' || error.code === 'kdbx.key-or-damage');
}
