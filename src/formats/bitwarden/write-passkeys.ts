import { fromBase64Url } from '../../core/bytes.js';
import type { JsonObject, JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { keyAlgorithm } from '../../passkey/algorithm.js';
import type { Carries } from '../writing/carries.js';
import { leavePasskey } from '../writing/leave.js';
import { takeEntry } from '../writing/passkey-entries.js';
import type { Writing } from '../writing/writing.js';
import { instantOf } from './dates.js';
import { writeCredentialId } from './ids.js';

/** The members that a carry may speak of; the usual values of a passkey made by Bitwarden. */
const USUAL = { keyType: 'public-key', keyAlgorithm: 'ECDSA', keyCurve: 'P-256', discoverable: 'true' } as const;

/**
 * passkeys → `fido2Credentials`. Bitwarden signs with P-256 only and stores counters, but no PRF seeds: those are reported.
 * A passkey it cannot use is left behind whole.
 */
export function writePasskeys(passkeys: readonly Taker[], carries: Carries, createdAt: number | undefined, writing: Writing): JsonValue[] {
  const counters = [...carries.entries('cx-passkey-counters')];
  const details = [...carries.entries('cx-passkey-details')];
  const out: JsonValue[] = [];
  for (const passkey of passkeys) {
    const id = passkey.value['credentialId'];
    const written = writePasskey(passkey, takeEntry(counters, id), takeEntry(details, id), createdAt, writing);
    if (written) out.push(written);
  }
  if (counters.length > 0 || details.length > 0) writing.stale();
  return out;
}

/** Without an identifier or a relying party nobody can log in with it. */
function isNamed({ value }: Taker): boolean {
  return value['credentialId'] !== '' && value['rpId'] !== '';
}

function writePasskey(
  passkey: Taker,
  counted: JsonObject | undefined,
  detail: JsonObject | undefined,
  createdAt: number | undefined,
  writing: Writing,
): JsonObject | undefined {
  const { key } = passkey.value;
  const pkcs8 = typeof key === 'string' ? fromBase64Url(key) : undefined;
  if (!isNamed(passkey) || pkcs8 === undefined || keyAlgorithm(pkcs8) !== 'ES256') {
    leavePasskey(passkey, writing, 'passkey.unsupported');
    return undefined;
  }
  const id = passkey.text('credentialId') ?? '';
  const rpId = passkey.text('rpId') ?? '';
  const counter = counted?.['counter'];
  return {
    credentialId: detail?.['credentialIdPrefixed'] === true ? `b64.${id}` : writeCredentialId(id),
    keyType: detail?.['keyType'] ?? USUAL.keyType,
    keyAlgorithm: detail?.['keyAlgorithm'] ?? USUAL.keyAlgorithm,
    keyCurve: detail?.['keyCurve'] ?? USUAL.keyCurve,
    keyValue: passkey.text('key') ?? '',
    rpId,
    userHandle: passkey.text('userHandle') ?? null,
    userName: passkey.text('username') ?? null,
    counter: typeof counter === 'number' ? String(counter) : '0',
    // Bitwarden's own CXF import does the same: CXF has no name of a relying party.
    rpName: detail ? (detail['rpName'] ?? null) : rpId,
    userDisplayName: passkey.text('userDisplayName') ?? null,
    discoverable: detail?.['discoverable'] ?? USUAL.discoverable,
    creationDate: detail ? (detail['creationDate'] ?? null) : instantOf(createdAt ?? 0),
  };
}
