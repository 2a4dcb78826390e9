import { equal, fromBase64Url } from '../../core/bytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { toBase64, writePem } from '../../keys/pem.js';
import { derivedSeed, keyAlgorithm } from '../../passkey/index.js';
import type { Carries } from '../writing/carries.js';
import { leavePasskey } from '../writing/leave.js';
import { takeEntry } from '../writing/passkey-entries.js';
import type { Writing } from '../writing/writing.js';
import { PASSKEY, type PasskeyPart } from './names.js';

/** What the programs sign with (`BrowserPasskeys.cpp` of KeePassXC, `Signature.kt` of KeePassDX). */
const SIGNED: ReadonlySet<string | undefined> = new Set(['ES256', 'EdDSA', 'RS256']);
const ALGORITHM = 'hmac-sha256';

/** One passkey as strings. */
export interface WrittenPasskey {
  readonly strings: readonly (readonly [key: string, value: string])[];
  /** Its number in an entry that held several. */
  readonly suffix: string;
  readonly username: string;
  readonly pointer: string;
}

/** passkeys → `KPEX_PASSKEY_*`. One that no program could use is left behind whole; counters have no place, display names have one of converters. */
export async function writePasskeys(
  passkeys: readonly Taker[],
  carries: Carries,
  pointer: string,
  writing: Writing,
): Promise<WrittenPasskey[]> {
  const carried = carries.setting('passkeys');
  const settings = isJsonArray(carried) ? [...carried.filter(isJsonObject)] : [];
  const counters = [...carries.entries('cx-passkey-counters')];
  const details = [...carries.entries('cx-passkey-details')];
  const out: WrittenPasskey[] = [];
  for (const passkey of passkeys) {
    const id = passkey.value['credentialId'];
    const [setting, counter, detail] = [settings, counters, details].map((list) => takeEntry(list, id));
    const place = writing.placeOf(passkey.value, passkey.pointer);
    const written = await writePasskey(passkey, { setting, detail }, pointer, writing);
    if (!written) continue;
    out.push(written);
    if (Number(counter?.['counter'] ?? 0) > 0) {
      const subject = writing.subject && { ...writing.subject, rpId: String(passkey.value['rpId']), username: written.username };
      writing.findings.loss('passkey.counter-lost', 'target-has-no-place', place, subject);
    }
  }
  if (settings.length + counters.length + details.length > 0) writing.stale();
  return out;
}

interface Beside {
  readonly setting: JsonObject | undefined;
  readonly detail: JsonObject | undefined;
}

async function writePasskey(
  passkey: Taker,
  { setting, detail }: Beside,
  pointer: string,
  writing: Writing,
): Promise<WrittenPasskey | undefined> {
  const { key, credentialId, rpId } = passkey.value;
  const pkcs8 = typeof key === 'string' ? fromBase64Url(key) : undefined;
  const algorithm = pkcs8 && keyAlgorithm(pkcs8);
  if (!pkcs8 || !SIGNED.has(algorithm) || credentialId === '' || rpId === '') {
    leavePasskey(passkey, writing, 'passkey.unsupported');
    return undefined;
  }
  passkey.settle('key');
  const suffix = typeof setting?.['suffix'] === 'string' && /^_[0-9]+$/.test(setting['suffix']) ? setting['suffix'] : '';
  const names = new Map(pairsOf(setting?.['names']));
  const username = passkey.text('username') ?? '';
  const prf = await prfOf(passkey);
  const { credentialId: _, rpName, creationDate, ...more } = detail ?? {};
  if (Object.keys(more).length > 0) writing.loss(`${pointer}/extensions`);
  const flags = isJsonArray(setting?.['flags']) ? setting['flags'] : ['1', '1'];
  const parts: (readonly [PasskeyPart, JsonValue | undefined])[] = [
    ['credentialId', passkey.text('credentialId')],
    ['backupEligible', flags[0]],
    ['backupState', flags[1]],
    ['prf', prf],
    ['privateKey', writePem('PRIVATE KEY', pkcs8, 64)],
    ['relyingParty', passkey.text('rpId')],
    ['username', username],
    ['userHandle', passkey.text('userHandle') ?? ''],
    ['displayName', passkey.text('userDisplayName')],
    ['rpName', rpName],
    ['creationDate', creationDate],
  ];
  const strings = parts.flatMap(([part, value]) =>
    typeof value === 'string' ? [[names.get(part) ?? PASSKEY[part] + suffix, value] as const] : [],
  );
  return { strings, suffix, username, pointer: passkey.pointer };
}

function pairsOf(value: JsonValue | undefined): (readonly [string, string])[] {
  return (isJsonArray(value) ? value : []).flatMap((pair) => {
    const [part, name] = isJsonArray(pair) ? pair : [];
    return typeof part === 'string' && typeof name === 'string' ? [[part, name] as const] : [];
  });
}

/** The seed with user verification; the other one only when it does not follow from it is a loss, and so is all else that sites keep. */
async function prfOf(passkey: Taker): Promise<string | undefined> {
  const hmac = passkey.object('fido2Extensions')?.object('hmacCredentials');
  const { algorithm, credWithUV, credWithoutUV } = hmac?.value ?? {};
  const seed = typeof credWithUV === 'string' ? fromBase64Url(credWithUV) : undefined;
  if (!hmac || seed?.length !== 32) return undefined;
  hmac.settle('credWithUV');
  if (algorithm === ALGORITHM) hmac.settle('algorithm');
  const other = typeof credWithoutUV === 'string' ? fromBase64Url(credWithoutUV) : undefined;
  if (other && equal(other, await derivedSeed(seed))) hmac.settle('credWithoutUV');
  return toBase64(seed);
}
