import { fromAnyBase64, toBase64Url } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import type { Fido2Extensions } from '../../cxf/schema/fido2-extensions.js';
import { readPem, toBase64, writePem } from '../../keys/pem.js';
import { derivedSeed, keyAlgorithm, passkeyKey } from '../../passkey/index.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { LEGACY, PASSKEY, type PasskeyPart } from './names.js';
import type { StringField, Strings } from './read-strings.js';
import type { Reading } from './reading.js';

const SEED_BYTES = 32;
const SUFFIXED = new RegExp(`^${PASSKEY.credentialId}(_[0-9]+)$`);

/**
 * `KPEX_PASSKEY_*` → passkeys: those of an entry and of what was split from it, and those that other tools number (`_1`). What CXF has no member for (the backup flags, a
 * number) is carried; a passkey that lacks something stays a set of fields.
 */
export async function readPasskeys(entries: readonly Strings[], item: ItemBuilder, reading: Reading): Promise<void> {
  const carried: Carried = { details: [], settings: [] };
  for (const strings of entries) await readFrom(strings, carried, item, reading);
  if (carried.details.length > 0) item.extend('cx-passkey-details', { entries: carried.details });
  if (carried.settings.length > 0) item.setting('passkeys', carried.settings);
}

interface Carried {
  readonly details: JsonValue[];
  readonly settings: JsonValue[];
}

async function readFrom(strings: Strings, { details, settings }: Carried, item: ItemBuilder, reading: Reading): Promise<void> {
  const suffixes = strings.rest.flatMap(({ key }) => SUFFIXED.exec(key)?.[1] ?? []);
  for (const suffix of ['', ...new Set(suffixes)]) {
    const parts = partsOf(strings, suffix);
    if (!parts.get('credentialId')?.value && !parts.get('privateKey')?.value) continue;
    const read = await readPasskey(parts);
    const at = (parts.get('privateKey') ?? parts.get('credentialId'))?.pointer ?? '';
    if (!read) {
      reading.findings.warning('keepass.passkey-incomplete', at);
      continue;
    }
    const { credentialId, respelled } = read;
    const text = (part: PasskeyPart): string => use(part)?.value ?? '';
    const use = (part: PasskeyPart): StringField | undefined => {
      const field = parts.get(part);
      if (field) strings.use(field);
      return field;
    };
    for (const { part, code } of respelled) reading.findings.change(code, parts.get(part)?.pointer ?? at);
    for (const part of ['credentialId', 'privateKey'] as const) use(part);
    const fido2Extensions = await readPrf(parts.get('prf'), reading);
    if (fido2Extensions) use('prf');
    if (read.userHandle !== undefined || parts.get('userHandle')?.value === '') use('userHandle');
    const passkey = {
      type: 'passkey',
      credentialId,
      rpId: text('relyingParty'),
      username: text('username'),
      userDisplayName: text('displayName'),
      userHandle: read.userHandle ?? '',
      key: toBase64Url(read.pkcs8),
      ...(fido2Extensions && { fido2Extensions }),
    };
    item.add(passkey);
    reading.origins.set(passkey, at);
    const rpName = text('rpName');
    const creationDate = text('creationDate');
    if (rpName + creationDate !== '')
      details.push({ credentialId, ...(rpName !== '' && { rpName }), ...(creationDate !== '' && { creationDate }) });
    const flags = [use('backupEligible')?.value ?? null, use('backupState')?.value ?? null];
    const names = [...parts].flatMap(([part, { key }]) => (key === PASSKEY[part] + suffix ? [] : [[part, key]]));
    const isUsual = flags.every((flag) => flag === '1') && names.length === 0 && suffix === '';
    if (!isUsual) settings.push({ credentialId, flags, ...(names.length > 0 && { names }), ...(suffix !== '' && { suffix }) });
  }
}

type Parts = ReadonlyMap<PasskeyPart, StringField>;

const PARTS: readonly PasskeyPart[] = [
  'username',
  'credentialId',
  'privateKey',
  'relyingParty',
  'userHandle',
  'backupEligible',
  'backupState',
  'prf',
  'displayName',
  'rpName',
  'creationDate',
];

/** The strings of one passkey: the present name, else the older one. */
function partsOf(strings: Strings, suffix: string): Parts {
  const found = new Map<PasskeyPart, StringField>();
  for (const part of PARTS) {
    const legacy = suffix === '' ? LEGACY[part] : undefined;
    const field = strings.find(PASSKEY[part] + suffix) ?? (legacy === undefined ? undefined : strings.find(legacy));
    if (field) found.set(part, field);
  }
  return found;
}

interface Usable {
  readonly credentialId: string;
  readonly userHandle: string | undefined;
  readonly pkcs8: Uint8Array;
  /** Parts whose text is another than the one that would be written. */
  readonly respelled: readonly { readonly part: PasskeyPart; readonly code: 'value.normalised' | 'passkey.key-normalised' }[];
}

/** Undefined when no login could be made with it. */
async function readPasskey(parts: Parts): Promise<Usable | undefined> {
  const idText = parts.get('credentialId')?.value;
  const keyText = parts.get('privateKey')?.value;
  const id = idText === undefined ? undefined : fromAnyBase64(idText);
  const key = !keyText ? undefined : await readKey(keyText);
  if (!id?.length || !key || !parts.get('relyingParty')?.value) return undefined;
  const handleText = parts.get('userHandle')?.value;
  const handle = !handleText ? undefined : fromAnyBase64(handleText);
  const userHandle = handle && toBase64Url(handle);
  return {
    credentialId: toBase64Url(id),
    userHandle,
    pkcs8: key.pkcs8,
    respelled: [
      ...(toBase64Url(id) === idText ? [] : [{ part: 'credentialId', code: 'value.normalised' } as const]),
      ...(userHandle === undefined || userHandle === handleText ? [] : [{ part: 'userHandle', code: 'value.normalised' } as const]),
      ...(key.code === undefined ? [] : [{ part: 'privateKey', code: key.code } as const]),
    ],
  };
}

interface ReadKey {
  readonly pkcs8: Uint8Array;
  /** How it differs from what would be written. */
  readonly code: 'value.normalised' | 'passkey.key-normalised' | undefined;
}

/** The bytes of the PEM where they are PKCS#8, whatever its layout; any other shape of a private key becomes PKCS#8. */
async function readKey(text: string): Promise<ReadKey | undefined> {
  const pem = readPem(text);
  if (pem?.label === 'PRIVATE KEY' && !pem.locked && keyAlgorithm(pem.bytes) !== undefined) {
    return { pkcs8: pem.bytes, code: writePem('PRIVATE KEY', pem.bytes, 64) === text ? undefined : 'value.normalised' };
  }
  try {
    return { pkcs8: (await passkeyKey(text)).pkcs8, code: 'passkey.key-normalised' };
  } catch {
    // What is wrong with it makes no difference here: it stays a field.
    return undefined;
  }
}

/** One seed, base64; CXF wants two. The one that is missing is derived, which the writer knows to leave out again. */
async function readPrf(field: StringField | undefined, { findings }: Reading): Promise<Fido2Extensions | undefined> {
  if (!field) return undefined;
  const seed = fromAnyBase64(field.value);
  if (seed?.length !== SEED_BYTES) {
    findings.warning('passkey.prf-invalid', field.pointer);
    return undefined;
  }
  if (toBase64(seed) !== field.value) findings.change('value.normalised', field.pointer);
  findings.info('passkey.prf-derived', field.pointer);
  const credWithoutUV = toBase64Url(await derivedSeed(seed));
  return { hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: toBase64Url(seed), credWithoutUV } };
}
