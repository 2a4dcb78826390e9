import { isJsonArray, isJsonObject, type JsonObject } from '../../core/json.js';
import { knownType } from '../lenient/credentials.js';

/** The indexes that passkeys had among the credentials of their item, when a `cx-set-aside` keeps them whole because nobody could read them. */
export function setAsidePasskeys(shelf: JsonObject | undefined): number[] {
  const entries = shelf?.['entries'];
  return (isJsonArray(entries) ? entries : []).flatMap((entry) => {
    if (!isJsonObject(entry) || !isJsonObject(entry['value'])) return [];
    const { credential, member, value } = entry;
    const { type } = value;
    const isPasskey = member === undefined && typeof type === 'string' && knownType(type) === 'passkey';
    return isPasskey && typeof credential === 'number' ? [credential] : [];
  });
}
