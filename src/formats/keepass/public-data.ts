import { fromAnyBase64 } from '../../core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { toBase64 } from '../../keys/pem.js';
import type { Variant, VariantDictionary } from './kdbx/variant-dictionary.js';
import { objectsOf } from './tree-strings.js';

/*
 * What a database says in the open, before its key: data of plugins, and the name and colour that KeePassXC shows of a locked database
 * (`PublicCustomData` in `KdbxFile.cs`, `KPXC_PUBLIC_NAME` in `Database.cpp`). CXF has no place for it, so it is carried.
 */

/** As JSON, its types beside its values: numbers in decimal, bytes in base64. */
export function carriedPublicData(dictionary: VariantDictionary): JsonObject {
  return { Item: [...dictionary].map(([name, variant]) => ({ Key: name, Type: variant.type, Value: textOfVariant(variant) })) };
}

/** What `carriedPublicData` made; without what was edited so that it is none of these types any more. */
export function publicDataOf(carried: JsonValue | undefined): VariantDictionary | undefined {
  const found = new Map<string, Variant>();
  for (const { Key: key, Type: type, Value: value } of objectsOf(isJsonObject(carried) ? carried['Item'] : undefined)) {
    const variant = typeof type === 'string' && typeof value === 'string' ? variantOf(type, value) : undefined;
    if (typeof key === 'string' && variant) found.set(key, variant);
  }
  return found.size > 0 ? found : undefined;
}

function textOfVariant({ type, value }: Variant): string {
  return type === 'bytes' ? toBase64(value) : String(value);
}

function variantOf(type: string, text: string): Variant | undefined {
  if (type === 'string') return { type, value: text };
  if (type === 'bool') return { type, value: text === 'true' };
  if (type === 'bytes') {
    const value = fromAnyBase64(text);
    return value && { type, value };
  }
  if (!/^-?[0-9]{1,20}$/.test(text)) return undefined;
  if (type === 'int32' || type === 'uint32') return { type, value: Number(text) };
  return type === 'int64' || type === 'uint64' ? { type, value: BigInt(text) } : undefined;
}
