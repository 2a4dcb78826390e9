import type { Pointer } from '../../core/pointer.js';
import { carry } from '../carry/names.js';
import { CREDENTIALS } from '../schema/credential.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { TotpCredential } from '../schema/credentials/totp.js';
import type { EditableField } from '../schema/field.js';
import { MOVED, type Shaping } from './shaping.js';

const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512']);
const LABEL = 'One-time password';

/**
 * Bitwarden and others hold period and digits in 8 bits and read an unknown algorithm as SHA-1, which makes wrong codes: such an entry
 * becomes a concealed field with its otpauth URI. Steam is a totp of the algorithm `steam` where the importer knows that. Undefined for one
 * that no URI can hold, because it has members of its own or a name with a lone surrogate. `index`: its place in the item.
 */
export function shapeTotp(
  credential: TotpCredential,
  index: number,
  pointer: Pointer,
  shaping: Shaping,
): TotpCredential | CustomFieldsCredential | undefined {
  const { algorithm, period, digits } = credential;
  const known = ALGORITHMS.has(algorithm) || (algorithm === 'steam' && shaping.options.importer === 'bitwarden');
  const fitsByte = [period, digits].every((number) => number >= 1 && number <= 255);
  if (known && fitsByte) return credential;
  if (!isTextable(credential)) return undefined;
  shaping.findings.change('field.moved', shaping.place(credential, pointer));
  const field: EditableField = {
    fieldType: 'concealed-string',
    value: uriOfTotp(credential),
    label: LABEL,
    extensions: [carry(shaping.exporter, 'cx-member', 'cxf', { member: 'totp', credential: index })],
  };
  const section: CustomFieldsCredential = { type: 'custom-fields', fields: [field] };
  MOVED.add(section);
  return section;
}

function isTextable(credential: TotpCredential): boolean {
  const members = Object.entries(credential).filter(([, value]: [string, unknown]) => value !== undefined);
  return members.every(([name, value]: [string, unknown]) => Object.hasOwn(MEMBERS, name) && !/\p{Cs}/u.test(String(value)));
}

const MEMBERS = { type: true, ...CREDENTIALS.totp.members };

/** An otpauth URI that says every member, whatever its value, so that `totpOfUri` gives the same members. */
function uriOfTotp({ secret, period, digits, username, algorithm, issuer }: TotpCredential): string {
  const query = new URLSearchParams({ secret, period: String(period), digits: String(digits), algorithm });
  if (issuer !== undefined) query.set('issuer', issuer);
  return `otpauth://totp/${encodeURIComponent(username ?? '')}?${query}`;
}

/** The other direction, for URIs that this file wrote. Undefined for any other text. */
export function totpOfUri(uri: string): TotpCredential | undefined {
  const query = new URLSearchParams(uri.slice(uri.indexOf('?') + 1));
  const [secret, period, digits, algorithm] = ['secret', 'period', 'digits', 'algorithm'].map((name) => query.get(name));
  if (typeof secret !== 'string' || typeof algorithm !== 'string' || !isUint16(period) || !isUint16(digits)) return undefined;
  const issuer = query.get('issuer');
  const username = nameOf(uri);
  return {
    type: 'totp',
    secret,
    period: Number(period),
    digits: Number(digits),
    ...(username !== undefined && { username }),
    algorithm,
    ...(issuer !== null && { issuer }),
  };
}

/** The label of a URI; undefined when it is none, or not percent-encoded as this file does. */
function nameOf(uri: string): string | undefined {
  const label = /^otpauth:\/\/totp\/([^?]+)\?/.exec(uri)?.[1];
  try {
    return label === undefined ? undefined : decodeURIComponent(label);
  } catch {
    return undefined;
  }
}

function isUint16(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535;
}
