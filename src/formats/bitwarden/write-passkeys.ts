import { fromBase64Url } from '../../core/bytes.js';
import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { keyAlgorithm } from '../../passkey/algorithm.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import { instantOf } from './dates.js';
import { writeCredentialId } from './ids.js';

/**
 * passkeys → `fido2Credentials`. Bitwarden signs with P-256 only and stores counters, but no PRF seeds: those are reported.
 * A passkey it cannot use is left behind whole.
 */
export function writePasskeys(passkeys: readonly Taker[], carries: Carries, createdAt: number | undefined, writing: Writing): JsonValue[] {
  const counters = carries.entries('cx-passkey-counters');
  const details = carries.entries('cx-passkey-details');
  const out: JsonValue[] = [];
  for (const passkey of passkeys) {
    const written = writePasskey(passkey, counters, details, createdAt, writing);
    if (written) out.push(written);
  }
  const ids = new Set(passkeys.map(({ value }) => value['credentialId']));
  if ([...counters, ...details].some((entry) => !ids.has(entry['credentialId']))) writing.stale();
  return out;
}

function writePasskey(
  passkey: Taker,
  counters: readonly JsonObject[],
  details: readonly JsonObject[],
  createdAt: number | undefined,
  writing: Writing,
) {
  const id = passkey.text('credentialId') ?? '';
  const keyValue = passkey.text('key') ?? '';
  const rpId = passkey.text('rpId') ?? '';
  const userName = passkey.text('username') ?? '';
  const pkcs8 = fromBase64Url(keyValue);
  if (pkcs8 === undefined || keyAlgorithm(pkcs8) !== 'ES256') {
    const known = pkcs8 !== undefined && keyAlgorithm(pkcs8) !== undefined;
    passkey.settle(...Object.keys(passkey.value));
    const place = writing.placeOf(passkey.value, passkey.pointer);
    const subject = writing.subject && { ...writing.subject, rpId, username: userName };
    writing.findings.loss(known ? 'passkey.unsupported' : 'passkey.invalid', known ? 'unsupported' : 'invalid-value', place, subject);
    return undefined;
  }
  const detail = details.find((entry) => entry['credentialId'] === id) ?? {};
  const counter = counters.find((entry) => entry['credentialId'] === id)?.['counter'];
  const { credentialId: _, rpName, creationDate, credentialIdPrefixed, ...rest } = detail;
  return {
    credentialId: credentialIdPrefixed === true ? `b64.${id}` : writeCredentialId(id),
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue,
    rpId,
    userHandle: passkey.text('userHandle') ?? null,
    userName: userName === '' ? null : userName,
    counter: typeof counter === 'number' ? String(counter) : '0',
    // Bitwarden's own CXF import does the same: CXF has no name of a relying party.
    rpName: rpName ?? rpId,
    userDisplayName: passkey.text('userDisplayName') ?? null,
    discoverable: 'true',
    creationDate: creationDate ?? instantOf(createdAt ?? 0),
    ...rest,
  };
}
