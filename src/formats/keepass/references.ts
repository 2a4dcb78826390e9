import { fromAnyBase64, toHex } from '../../core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { enforce, type Limits } from '../../core/limits.js';
import { STANDARD } from './names.js';
import { objectsOf, stringsOf, textOf } from './tree-strings.js';

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
  private readonly root: JsonValue | undefined;
  private readonly limits: Limits;
  private entries: readonly JsonObject[] | undefined;
  /** The first entry by the text of a field, for each field that was searched. */
  private readonly found = new Map<string, ReadonlyMap<string, JsonObject>>();
  /** What a field of an entry comes to, by how deep the reference to it stood. */
  private readonly known = new Map<JsonObject, Map<string, Resolved>>();
  /** Characters that references have brought so far. */
  private brought = 0;

  /** @param root the element `Root` */
  constructor(root: JsonValue | undefined, limits: Limits) {
    this.root = root;
    this.limits = limits;
  }

  /**
   * A text with what its references name. The first entry counts, found by equal text as in KeePassXC. Throws `limit.exceeded` with the limit
   * `keepass.reference-text`: a few references to references make more text than any memory holds.
   */
  resolve(text: string, depth = 0): Resolved {
    let isResolved = false;
    let isDangling = false;
    const value = text.replaceAll(REFERENCE, (whole, wanted: string, searched: string, key: string) => {
      const entry = depth < DEPTH ? this.find(searched.toUpperCase(), key) : undefined;
      const found = entry && this.fieldOf(entry, wanted.toUpperCase(), depth + 1);
      if (!found || found.isDangling) {
        isDangling = true;
        return whole;
      }
      this.brought += found.value.length;
      enforce(this.limits, 'keepass.reference-text', this.brought);
      isResolved = true;
      return found.value;
    });
    return { value, isResolved, isDangling };
  }

  private fieldOf(entry: JsonObject, field: string, depth: number): Resolved {
    const known = this.known.get(entry) ?? new Map<string, Resolved>();
    this.known.set(entry, known);
    const name = `${field}${depth}`;
    const before = known.get(name);
    if (before) return before;
    const resolved = this.resolve(plainField(entry, field), depth);
    known.set(name, resolved);
    return resolved;
  }

  private find(searched: string, key: string): JsonObject | undefined {
    const index = this.found.get(searched) ?? this.indexOf(searched);
    return index.get(searched === 'I' ? key.replaceAll('-', '').toUpperCase() : key);
  }

  private indexOf(searched: string): ReadonlyMap<string, JsonObject> {
    const index = new Map<string, JsonObject>();
    this.entries ??= [...entriesOf(this.root)];
    for (const entry of this.entries) {
      for (const text of searched === 'O' ? ownFields(entry) : [plainField(entry, searched)]) {
        if (!index.has(text)) index.set(text, entry);
      }
    }
    this.found.set(searched, index);
    return index;
  }
}

function plainField(entry: JsonObject, field: string): string {
  if (field !== 'I') return stringsOf(entry).find(([name]) => name === FIELDS[field])?.[1] ?? '';
  const bytes = fromAnyBase64(textOf(entry['UUID']));
  return bytes ? toHex(bytes).toUpperCase() : '';
}

/** The fields that a person added. */
function ownFields(entry: JsonObject): string[] {
  return stringsOf(entry).flatMap(([name, value]) => (STANDARD.some((one) => one === name) ? [] : [value]));
}

function* entriesOf(parent: JsonValue | undefined): Generator<JsonObject> {
  if (!isJsonObject(parent)) return;
  yield* objectsOf(parent['Entry']);
  for (const group of objectsOf(parent['Group'])) yield* entriesOf(group);
}
