import { type Bytes, equal } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { Ask } from '../format.js';

/**
 * Asks for the password of an input until `open` gives something for it; undefined from `open` means that the password was wrong. Throws
 * `secret.missing` when there is none at all, `secret.wrong` when there is no other one, and what `open` throws.
 */
export async function unlock<T>(ask: Ask, open: (password: Bytes) => Promise<T | undefined>): Promise<T> {
  let last: Bytes | undefined;
  for (let attempt = 1; ; attempt++) {
    const answer = await ask({ role: 'input', kind: 'password', attempt });
    if (!answer) throw new CxError(last ? 'secret.wrong' : 'secret.missing');
    const password = new Uint8Array(answer);
    // A host that knows one answer only gives it again and again.
    if (last && equal(last, password)) throw new CxError('secret.wrong');
    const opened = await open(password);
    if (opened !== undefined) return opened;
    last = password;
  }
}
