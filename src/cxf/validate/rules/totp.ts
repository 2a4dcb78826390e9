import { fromBase32 } from '../../../otp/base32.js';
import type { TotpCredential } from '../../schema/credentials/totp.js';
import type { Walk } from '../walk.js';

const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512']);

/** CXF §3.3.16. Period and digits: RFC 6238 §4 needs a time step, RFC 4226 §5.3 knows no more than ten digits. */
export function totpRules({ secret, period, digits, algorithm, username, issuer }: TotpCredential, walk: Walk): void {
  if (secret === '' || !fromBase32(secret)) walk.breach('cxf.totp-secret', 'secret');
  if (!ALGORITHMS.has(algorithm)) walk.breach('cxf.totp-algorithm-unknown', 'algorithm');
  if (period < 1) walk.breach('cxf.totp-numbers', 'period');
  if (digits < 1 || digits > 10) walk.breach('cxf.totp-numbers', 'digits');
  if (!username || !issuer) walk.breach('cxf.totp-unnamed');
}
