import type { JsonObject } from '../../core/json.js';
import { PART_OF } from './names.js';
import type { EntryWriting } from './write-entry.js';
import type { Uuids } from './write-ids.js';
import type { WrittenPasskey } from './write-passkeys.js';
import { EntryStrings } from './write-strings.js';

/** The entry that a further passkey belongs to. */
interface Whole {
  readonly uuid: string;
  readonly times: JsonObject;
  readonly strings: EntryStrings;
}

/**
 * An entry for a further passkey, because programs know one in an entry. It repeats title, user name and URL, so that a person sees what it
 * belongs to; the password stays in one place. `CustomData` says what it is a part of.
 */
export async function partEntry(
  passkey: WrittenPasskey,
  number: number,
  { uuid, times, strings }: Whole,
  { held, writing }: EntryWriting,
  uuids: Uuids,
): Promise<JsonObject> {
  const own = new EntryStrings(held, writing);
  for (const key of ['Title', 'UserName', 'URL']) own.add(key, strings.valueOf(key), passkey.pointer);
  for (const [key, value] of passkey.strings) own.add(key, value, passkey.pointer);
  return {
    UUID: await uuids.derived(`${uuid} ${number}`),
    IconID: '0',
    Times: times,
    String: own.toJson(),
    CustomData: { Item: [{ Key: PART_OF, Value: uuid }] },
  };
}
