import type { Pointer } from '../../core/pointer.js';
import { fromBase32 } from '../../otp/base32.js';
import { carry } from '../carry/names.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { TotpCredential } from '../schema/credentials/totp.js';
import type { EditableField } from '../schema/field.js';
import { type Importer, MOVED, type Shaping } from './shaping.js';

const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512']);
const LABEL = 'One-time password';

/**
 * A secret that is no Base32 breaks a MUST (CXF §3.3.16). Bitwarden and others hold period and digits in 8 bits and read an unknown algorithm as SHA-1, which makes wrong codes: such an entry
 * becomes a concealed field with its otpauth URI. Steam is a totp of the algorithm `steam` where the importer knows that. Undefined when no
 * URI can say what stands there. `index` is that of the credential in its item, for the way back.
 */
export function shapeTotp(
  credential: TotpCredential,
  index: number,
  pointer: Pointer,
  shaping: Shaping,
): TotpCredential | CustomFieldsCredential | undefined {
  const { importer } = shaping.options;
  if (fromBase32(credential.secret) && credential.secret !== '' && (importer === 'spec' || isCommon(credential, importer)))
    return credential;
  const uri = uriOfTotp(credential);
  if (uri === undefined) return undefined;
  shaping.findings.change('field.moved', shaping.place(credential, pointer));
  const field: EditableField = {
    fieldType: 'concealed-string',
    value: uri,
    label: LABEL,
    extensions: [carry(shaping.exporter, 'cx-member', 'cxf', { member: 'totp', index })],
  };
  const section: CustomFieldsCredential = { type: 'custom-fields', fields: [field] };
  MOVED.add(section);
  return section;
}

function isCommon({ algorithm, period, digits }: TotpCredential, importer: Importer): boolean {
  const known = ALGORITHMS.has(algorithm) || (algorithm === 'steam' && importer === 'bitwarden');
  return known && [period, digits].every((number) => number >= 1 && number <= 255);
}

/** Half of a surrogate pair: a URI cannot say it. */
const LONE = /\p{Surrogate}/u;

/** An otpauth URI that says every member, whatever its value, so that `totpOfUri` gives the same members. */
function uriOfTotp({ secret, period, digits, username, algorithm, issuer, ...more }: TotpCredential): string | undefined {
  if ([secret, username, algorithm, issuer].some((text) => text !== undefined && LONE.test(text))) return undefined;
  // Members that the specification does not know have no place in a URI.
  if (Object.keys(more).length > 1) return undefined;
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
