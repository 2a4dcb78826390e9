import type { Taker } from '../../core/taker.js';
import { normaliseBase32 } from '../../otp/base32.js';
import { OTP_DEFAULTS, type Otp, STEAM_DIGITS } from '../../otp/otp.js';

/** Takes a `totp` credential. Undefined, with nothing taken, when its secret is no Base32 or its algorithm unknown. */
export function otpOfCredential(credential: Taker): Otp | undefined {
  const { secret, algorithm } = credential.value;
  const canonical = typeof secret === 'string' ? normaliseBase32(secret) : undefined;
  const known = typeof algorithm === 'string' ? algorithmOf(algorithm) : undefined;
  if (canonical === undefined || known === undefined) return undefined;
  credential.settle('secret', 'algorithm');
  const issuer = credential.text('issuer');
  const username = credential.text('username');
  const digits = known.kind === 'steam' ? STEAM_DIGITS : credential.number('digits');
  // Steam's codes have five characters whatever is said: another number is left for the report.
  if (known.kind === 'steam' && credential.value['digits'] === STEAM_DIGITS) credential.settle('digits');
  return {
    ...known,
    secret: canonical,
    period: credential.number('period') ?? OTP_DEFAULTS.period,
    digits: digits ?? OTP_DEFAULTS.digits,
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
