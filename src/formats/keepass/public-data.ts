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

/** What `carriedPublicData` made; without what was edited so that it is none of these types any more: see `isWholePublicData`. */
export function publicDataOf(carried: JsonValue | undefined): VariantDictionary | undefined {
  const found = new Map<string, Variant>();
  for (const { Key: key, Type: type, Value: value } of objectsOf(isJsonObject(carried) ? carried['Item'] : undefined)) {
    const variant = typeof type === 'string' && typeof value === 'string' ? variantOf(type, value) : undefined;
    if (typeof key === 'string' && variant) found.set(key, variant);
  }
  return found.size > 0 ? found : undefined;
}

/** False when something was edited so that no header can hold it. */
export function isWholePublicData(carried: JsonObject): boolean {
  return JSON.stringify(carriedPublicData(publicDataOf(carried) ?? new Map())) === JSON.stringify(carried);
}

function textOfVariant({ type, value }: Variant): string {
  return type === 'bytes' ? toBase64(value) : String(value);
}

function variantOf(type: string, text: string): Variant | undefined {
  if (type === 'string') return { type, value: text };
  if (type === 'bool') return text === 'true' || text === 'false' ? { type, value: text === 'true' } : undefined;
  if (type === 'bytes') {
    const value = fromAnyBase64(text);
    return value && { type, value };
  }
  if (!/^-?[0-9]{1,20}$/.test(text)) return undefined;
  const value = BigInt(text);
  switch (type) {
    case 'int32':
      return BigInt.asIntN(32, value) === value ? { type, value: Number(value) } : undefined;
    case 'uint32':
      return BigInt.asUintN(32, value) === value ? { type, value: Number(value) } : undefined;
    case 'int64':
      return BigInt.asIntN(64, value) === value ? { type, value } : undefined;
    case 'uint64':
      return BigInt.asUintN(64, value) === value ? { type, value } : undefined;
    default:
      return undefined;
  }
}
