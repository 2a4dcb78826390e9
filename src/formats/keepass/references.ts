import { fromAnyBase64, toHex } from '../../core/bytes.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { STANDARD } from './names.js';

/** `{REF:<wanted>@<searched>:<text>}` (https://keepass.info/help/base/fieldrefs.html). */
const REFERENCE = /\{REF:([TUPANI])@([TUPANIO]):([^{}]*)\}/gi;
const FIELDS: Readonly<Record<string, string>> = { T: 'Title', U: 'UserName', P: 'Password', A: 'URL', N: 'Notes' };
/** References to references; KeePass stops as well. */
const DEPTH = 10;

export interface Resolved {
  readonly value: string;
  /** True when at least one reference was replaced. */
  readonly isResolved: boolean;
  /** True when at least one names no entry, or goes round in a circle. */
  readonly isDangling: boolean;
}

/** The entries of a database, for what refers to their fields. */
export class References {
  private entries: readonly JsonObject[] | undefined;
  private readonly root: JsonValue | undefined;

  /** @param root the element `Root` */
  constructor(root: JsonValue | undefined) {
    this.root = root;
  }

  /** A text with what its references name. The first entry counts, found by equal text as in KeePassXC. */
  resolve(text: string, depth = 0): Resolved {
    let isResolved = false;
    let isDangling = false;
    const value = text.replaceAll(REFERENCE, (whole, wanted: string, searched: string, key: string) => {
      const entry = depth < DEPTH ? this.find(searched.toUpperCase(), key) : undefined;
      const found = entry && this.resolve(fieldOf(entry, wanted.toUpperCase()), depth + 1);
      if (!found || found.isDangling) {
        isDangling = true;
        return whole;
      }
      isResolved = true;
      return found.value;
    });
    return { value, isResolved, isDangling };
  }

  private find(searched: string, key: string): JsonObject | undefined {
    this.entries ??= [...entriesOf(this.root)];
    return this.entries.find((entry) => {
      if (searched === 'I') return fieldOf(entry, 'I') === key.replaceAll('-', '').toUpperCase();
      if (searched !== 'O') return fieldOf(entry, searched) === key;
      return stringsOf(entry).some(([name, value]) => value === key && !STANDARD.some((one) => one === name));
    });
  }
}

function fieldOf(entry: JsonObject, field: string): string {
  if (field !== 'I') return stringsOf(entry).find(([name]) => name === FIELDS[field])?.[1] ?? '';
  const uuid = entry['UUID'];
  const bytes = typeof uuid === 'string' ? fromAnyBase64(uuid) : undefined;
  return bytes ? toHex(bytes).toUpperCase() : '';
}

function stringsOf(entry: JsonObject): [key: string, value: string][] {
  return listOf(entry['String']).map((string) => {
    const value = string['Value'];
    return [textOf(string['Key']), textOf(isJsonObject(value) ? value['#text'] : value)];
  });
}

function* entriesOf(parent: JsonValue | undefined): Generator<JsonObject> {
  if (!isJsonObject(parent)) return;
  yield* listOf(parent['Entry']);
  for (const group of listOf(parent['Group'])) yield* entriesOf(group);
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
