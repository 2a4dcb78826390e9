import type { Taker } from '../../core/taker.js';
import { normaliseBase32 } from '../../otp/base32.js';
import { type Otp, STEAM_DIGITS } from '../../otp/otp.js';

/**
 * Takes a `totp` credential. Undefined, with nothing taken, when no program could make its codes: the secret is no Base32, the algorithm
 * unknown, digits outside 1–10 or a period of 0.
 */
export function otpOfCredential(credential: Taker): Otp | undefined {
  const { secret, algorithm, period, digits } = credential.value;
  const canonical = typeof secret === 'string' ? normaliseBase32(secret) : undefined;
  const known = typeof algorithm === 'string' ? algorithmOf(algorithm) : undefined;
  if (canonical === undefined || known === undefined || typeof period !== 'number' || typeof digits !== 'number') return undefined;
  if (!(period >= 1 && period <= 65535 && digits >= 1 && digits <= 10)) return undefined;
  credential.settle('secret', 'algorithm', 'period', 'digits');
  const issuer = credential.text('issuer');
  const username = credential.text('username');
  return {
    ...known,
    secret: canonical,
    period,
    digits: known.kind === 'steam' ? STEAM_DIGITS : digits,
    ...(issuer !== undefined && { issuer }),
    ...(username !== undefined && { username }),
  };
}

function algorithmOf(text: string): Pick<Otp, 'kind' | 'algorithm'> | undefined {
  switch (text) {
    case 'steam':
      return { kind: 'steam', algorithm: 'sha1' };
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return { kind: 'totp', algorithm: text };
    default:
      return undefined;
  }
}
