import { IMPORTER_DIGITS } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import { normaliseBase32 } from '../../otp/base32.js';
import { carry } from '../carry/names.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { TotpCredential } from '../schema/credentials/totp.js';
import type { EditableField } from '../schema/field.js';
import { MOVED, type Shaping } from './shaping.js';

const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512']);
const LABEL = 'One-time password';

/**
 * Bitwarden and others hold the period in 8 bits, read an unknown algorithm as SHA-1 and drop what is no Base32 from a secret, which makes
 * wrong codes, or refuse it with the whole account: such an entry becomes a concealed field with its otpauth URI. Steam is a totp of the algorithm `steam` where the importer knows that.
 */
export function shapeTotp(credential: TotpCredential, pointer: Pointer, shaping: Shaping): TotpCredential | CustomFieldsCredential {
  const { algorithm, period, digits, secret } = credential;
  const known = ALGORITHMS.has(algorithm) || (algorithm === 'steam' && shaping.options.importer === 'bitwarden');
  const fits = period >= 1 && period <= 255 && digits >= 1 && digits <= IMPORTER_DIGITS && normaliseBase32(secret) !== undefined;
  if (known && fits) return credential;
  shaping.findings.change('field.moved', shaping.place(credential, pointer));
  const field: EditableField = {
    fieldType: 'concealed-string',
    value: uriOfTotp(credential),
    label: LABEL,
    extensions: [carry(shaping.exporter, 'cx-member', 'cxf', { member: 'totp' })],
  };
  const section: CustomFieldsCredential = { type: 'custom-fields', fields: [field] };
  MOVED.add(section);
  return section;
}

/** An otpauth URI that says every member, whatever its value, so that `totpOfUri` gives the same members. */
function uriOfTotp({ secret, period, digits, username, algorithm, issuer }: TotpCredential): string {
  const label = [issuer, username]
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join(':');
  const query = new URLSearchParams({ secret, period: String(period), digits: String(digits), algorithm });
  if (issuer !== undefined) query.set('issuer', issuer);
  if (username !== undefined) query.set('username', username);
  return `otpauth://totp/${label}?${query}`;
}

/** The other direction, for URIs that this file wrote. Undefined for any other text. */
export function totpOfUri(uri: string): TotpCredential | undefined {
  const query = new URLSearchParams(uri.slice(uri.indexOf('?') + 1));
  const [secret, period, digits, algorithm] = ['secret', 'period', 'digits', 'algorithm'].map((name) => query.get(name));
  if (typeof secret !== 'string' || typeof algorithm !== 'string' || !isUint16(period) || !isUint16(digits)) return undefined;
  const issuer = query.get('issuer');
  const username = query.get('username');
  return {
    type: 'totp',
    secret,
    period: Number(period),
    digits: Number(digits),
    ...(username !== null && { username }),
    algorithm,
    ...(issuer !== null && { issuer }),
  };
}

function isUint16(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535;
}
