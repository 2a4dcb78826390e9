import { isJsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { carryName, findCarry } from '../carry/names.js';
import { isKnown } from '../schema/credential.js';
import type { Extension } from '../schema/extension.js';
import type { Item } from '../schema/item.js';
import type { Shaping } from './shaping.js';

/**
 * CXF §3.3.12: a passkey with a non-zero signature counter may not be exported. It is left out with a loss; with `--reset-counters` it
 * travels, a change says so, and its true counter stays in the carry for a manager that stores counters.
 */
export function leaveCountedPasskeys(item: Item, pointer: Pointer, shaping: Shaping): Item {
  const entries = findCarry(item.extensions, 'cx-passkey-counters')?.['entries'];
  if (!Array.isArray(entries)) return item;
  const counted = new Set(
    entries
      .filter(isJsonObject)
      .flatMap((entry) => (typeof entry['counter'] === 'number' && entry['counter'] > 0 ? [entry['credentialId']] : [])),
  );
  const left = new Set<string>();
  const credentials = item.credentials.filter((credential, index) => {
    if (!isKnown(credential) || credential.type !== 'passkey' || !counted.has(credential.credentialId)) return true;
    const place = shaping.place(credential, `${pointer}/credentials/${index}`);
    const subject = { title: item.title, rpId: credential.rpId, username: credential.username };
    if (shaping.options.resetCounters) {
      shaping.findings.change('passkey.counter-reset', place, subject);
      return true;
    }
    left.add(credential.credentialId);
    shaping.findings.loss('passkey.counter-nonzero', 'spec-forbids', place, subject);
    return false;
  });
  if (left.size === 0) return item;
  const extensions = (item.extensions ?? []).flatMap((extension) => withoutPasskeys(extension, left));
  const { extensions: _, ...rest } = item;
  return { ...rest, credentials, ...(extensions.length > 0 && { extensions }) };
}

/** What was carried beside a passkey goes with it. */
function withoutPasskeys(extension: Extension, left: ReadonlySet<unknown>): Extension[] {
  const name = carryName(extension);
  const entries = extension['entries'];
  if ((name !== 'cx-passkey-counters' && name !== 'cx-passkey-details') || !Array.isArray(entries)) return [extension];
  const kept = entries.filter((entry) => !isJsonObject(entry) || !left.has(entry['credentialId']));
  return kept.length > 0 ? [{ ...extension, entries: kept }] : [];
}
