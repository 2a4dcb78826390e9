import { asJson } from '../../core/brand.js';
import { textOf, utf8 } from '../../core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { IMPORTER_DIGITS } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import { fromBase32 } from '../../otp/base32.js';
import { carry } from '../carry/names.js';
import { CREDENTIALS } from '../schema/credential.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { TotpCredential } from '../schema/credentials/totp.js';
import type { EditableField } from '../schema/field.js';
import { type Importer, MOVED, type Shaping } from './shaping.js';

const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512']);
const LABEL = 'One-time password';

/**
/**
 * A secret that is no Base32 breaks a MUST (CXF §3.3.16): Bitwarden drops the strange characters, which makes wrong codes, or refuses the
 * account. It and others hold the period in 8 bits, compute ten digits wrongly and read an unknown algorithm as SHA-1: such an entry becomes
 * a concealed field with its otpauth URI. Steam is a totp of the algorithm `steam` where the importer knows that. `index` is its place among
 * the credentials of the item that travel.
 */
export function shapeTotp(
  credential: TotpCredential,
  index: number,
  pointer: Pointer,
  shaping: Shaping,
): TotpCredential | CustomFieldsCredential {
  const { importer } = shaping.options;
  const isBase32 = credential.secret !== '' && fromBase32(credential.secret) !== undefined;
  if (isBase32 && (importer === 'spec' || isCommon(credential, importer))) return credential;
  shaping.findings.change('field.moved', shaping.place(credential, pointer));
  const uri = uriOfTotp(credential);
  const more = unsaid(credential, uri);
  const field: EditableField = {
    fieldType: 'concealed-string',
    value: uri,
    label: LABEL,
    extensions: [carry(shaping.exporter, 'cx-member', 'cxf', { member: 'totp', credential: index, ...(more && { more }) })],
  };
  const section: CustomFieldsCredential = { type: 'custom-fields', fields: [field] };
  MOVED.add(section);
  return section;
}

function isCommon({ algorithm, period, digits }: TotpCredential, importer: Importer): boolean {
  const known = ALGORITHMS.has(algorithm) || (algorithm === 'steam' && importer === 'bitwarden');
  return known && period >= 1 && period <= 255 && digits >= 1 && digits <= IMPORTER_DIGITS;
}

/** An otpauth URI that says every member, whatever its value, so that `totpOfUri` gives the same members. */
function uriOfTotp({ secret, period, digits, username, algorithm, issuer }: TotpCredential): string {
  const query = new URLSearchParams({ secret, period: String(period), digits: String(digits), algorithm });
  if (issuer !== undefined) query.set('issuer', issuer);
  return `otpauth://totp/${encodeURIComponent(wellFormed(username ?? ''))}?${query}`;
}

/** No URI holds lone surrogates. */
function wellFormed(text: string): string {
  return textOf(utf8(text)) ?? '';
}

/** The members that the URI does not say, or says otherwise. */
function unsaid(credential: TotpCredential, uri: string): JsonObject | undefined {
  const says: Readonly<Record<string, unknown>> = { ...totpOfUri(uri) };
  const members = Object.entries(asJson(credential)).filter(([name, value]) => value !== undefined && value !== says[name]);
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** The other direction, for URIs that this file wrote, with the members `more` that it could not say. Undefined for any other text. */
export function totpOfUri(uri: string, more?: JsonValue): TotpCredential | undefined {
  const query = new URLSearchParams(uri.slice(uri.indexOf('?') + 1));
  const [secret, period, digits, algorithm] = ['secret', 'period', 'digits', 'algorithm'].map((name) => query.get(name));
  if (typeof secret !== 'string' || typeof algorithm !== 'string' || !isUint16(period) || !isUint16(digits)) return undefined;
  const issuer = query.get('issuer');
  const username = nameOf(uri);
  const says: TotpCredential = {
    type: 'totp',
    secret,
    period: Number(period),
    digits: Number(digits),
    ...(username !== undefined && { username }),
    algorithm,
    ...(issuer !== null && { issuer }),
  };
  return isJsonObject(more) ? { ...says, ...fitting(more, { ...says }) } : says;
}

/** What may stand beside what the URI says, whoever wrote it: members of others, and texts that no URI holds, while it still says them. */
function fitting(more: JsonObject, says: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(more).filter(([name, value]) =>
      !Object.hasOwn(CREDENTIALS.totp.members, name)
        ? name !== 'type'
        : typeof value === 'string' && wellFormed(value) === (says[name] ?? ''),
    ),
  );
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
