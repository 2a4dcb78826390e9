import type { JsonObject, JsonValue } from '../../core/json.js';

/** Takes the first entry of a carry about the passkey with that credential id out of the list; two passkeys may share one. */
export function takeEntry(entries: JsonObject[], id: JsonValue | undefined): JsonObject | undefined {
  const index = entries.findIndex((entry) => entry['credentialId'] === id);
  return index < 0 ? undefined : entries.splice(index, 1)[0];
}
