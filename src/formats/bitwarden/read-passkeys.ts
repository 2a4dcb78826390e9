import { fromAnyBase64, toBase64Url } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { readCredentialId, uuidOfId, writeCredentialId } from './ids.js';
import type { Reading } from './reading.js';

/** What a member holds unless it says otherwise: these values are not worth carrying. */
const USUAL: ReadonlyArray<readonly [member: string, value: string]> = [
  ['keyType', 'public-key'],
  ['keyAlgorithm', 'ECDSA'],
  ['keyCurve', 'P-256'],
  ['discoverable', 'true'],
];

/** `fido2Credentials` → passkeys. The counter, like all that CXF has no member for, is carried beside the credential id. */
export function readPasskeys(login: Taker, item: ItemBuilder, reading: Reading): void {
  const counters: JsonValue[] = [];
  const details: JsonValue[] = [];
  for (const entry of login.objects('fido2Credentials')) {
    const idText = entry.text('credentialId');
    const keyText = entry.text('keyValue');
    const rpId = entry.text('rpId');
    const id = idText === undefined ? undefined : readCredentialId(idText);
    const key = keyText === undefined ? undefined : fromAnyBase64(keyText);
    if (!id || !key || key.length === 0 || rpId === undefined) {
      reading.findings.loss('passkey.invalid', 'invalid-value', entry.pointer);
      settleAll(entry);
      continue;
    }
    const userHandle = readHandle(entry, reading);
    // Where the usual spelling would differ from this one.
    const isPrefixed = id.prefixed && uuidOfId(id.id) !== undefined;
    if (idText !== (isPrefixed ? `b64.${id.id}` : writeCredentialId(id.id)))
      reading.findings.change('value.normalised', entry.at('credentialId'));
    if (keyText !== toBase64Url(key)) reading.findings.change('value.normalised', entry.at('keyValue'));
    const passkey = {
      type: 'passkey',
      credentialId: id.id,
      rpId,
      username: entry.text('userName') ?? '',
      userDisplayName: entry.text('userDisplayName') ?? '',
      userHandle,
      key: toBase64Url(key),
    };
    item.add(passkey);
    reading.origins.set(passkey, entry.pointer);
    const counter = readCounter(entry, reading);
    if (counter !== undefined && counter > 0) counters.push({ credentialId: id.id, counter });
    const detail = readDetails(entry);
    if (isPrefixed) detail['credentialIdPrefixed'] = true;
    // Also when it says nothing: then the name and the date are not there, instead of unknown.
    details.push({ credentialId: id.id, ...detail });
  }
  if (counters.length > 0) item.extend('cx-passkey-counters', { entries: counters });
  if (details.length > 0) item.extend('cx-passkey-details', { entries: details });
}

function readHandle(entry: Taker, reading: Reading): string {
  const text = entry.text('userHandle');
  const bytes = text === undefined ? undefined : fromAnyBase64(text);
  if (text !== undefined && !bytes) entry.leave('userHandle');
  const handle = bytes ? toBase64Url(bytes) : '';
  if (bytes && handle !== text) reading.findings.change('value.normalised', entry.at('userHandle'));
  return handle;
}

/** A decimal text in exports; a number in newer encrypted data. Anything else is left for the report. */
function readCounter(entry: Taker, reading: Reading): number | undefined {
  const number = entry.number('counter');
  if (number !== undefined) reading.findings.change('value.normalised', entry.at('counter'));
  const text = entry.text('counter') ?? number?.toString();
  if (text === undefined) return undefined;
  const counter = /^(?:0|[1-9][0-9]{0,9})$/.test(text) ? Number(text) : undefined;
  if (counter === undefined) entry.leave('counter');
  return counter;
}

function readDetails(entry: Taker): Record<string, JsonValue> {
  const details: Record<string, JsonValue> = {};
  const rpName = entry.text('rpName');
  if (rpName !== undefined) details['rpName'] = rpName;
  const creationDate = entry.text('creationDate');
  if (creationDate !== undefined) details['creationDate'] = creationDate;
  for (const [member, usual] of USUAL) {
    const value = entry.raw(member);
    if (value !== undefined && value !== usual) details[member] = value;
  }
  return details;
}

/** The loss of the whole passkey has been reported: its members need no findings of their own. */
function settleAll(entry: Taker): void {
  entry.settle(...Object.keys(entry.value));
}
