import type { Pointer } from '../../core/pointer.js';
import type { Taker } from '../../core/taker.js';
import { isUsuallyProtected } from './names.js';

/** A `String` of an entry. */
export interface StringField {
  readonly key: string;
  readonly value: string;
  /** Whether it is kept encrypted in memory. */
  readonly isProtected: boolean;
  /** Of its value. */
  readonly pointer: Pointer;
}

/** The strings of an entry, each used once: what no member of CXF takes becomes a custom field. */
export class Strings {
  private readonly left = new Set<StringField>();
  /** Those of each name; the first may be used already. */
  private readonly byKey = new Map<string, StringField[]>();
  private readonly taken: StringField[] = [];

  constructor(entry: Taker) {
    for (const string of entry.objects('String')) {
      const field = fieldOf(string);
      if (!field) continue;
      this.left.add(field);
      const same = this.byKey.get(field.key);
      if (same) same.push(field);
      else this.byKey.set(field.key, [field]);
    }
  }

  /** What nobody took, in its order. */
  get rest(): readonly StringField[] {
    return [...this.left];
  }

  /** Looks at the first of that name. */
  find(key: string): StringField | undefined {
    const same = this.byKey.get(key);
    while (same?.[0] && !this.left.has(same[0])) same.shift();
    return same?.[0];
  }

  /** Takes the first of that name. */
  take(key: string): StringField | undefined {
    const field = this.find(key);
    if (field) this.use(field);
    return field;
  }

  use(field: StringField): void {
    if (this.left.delete(field)) this.taken.push(field);
  }

  /** Of those that were taken, the ones that are kept in another way than usual. */
  get oddlyProtected(): string[] {
    return this.taken.filter(({ key, isProtected }) => isProtected !== isUsuallyProtected(key)).map(({ key }) => key);
  }
}

/** Undefined for a value that is no text: it is left for the report. */
function fieldOf(string: Taker): StringField | undefined {
  const value = string.object('Value');
  if (value?.value['#bytes'] !== undefined) return undefined;
  const key = string.text('Key') ?? '';
  const pointer = string.at('Value');
  if (!value) return { key, value: string.text('Value') ?? '', isProtected: false, pointer };
  // Plain XML says it with an attribute, the database with the inner cipher; together they speak of what only XML cannot hold.
  const hidden = value.boolean('#protected');
  const marked = markOf(value, '@ProtectInMemory');
  const isProtected = marked ?? hidden ?? false;
  return { key, value: value.text('#text') ?? '', isProtected, pointer };
}

/** What is neither true nor false is left for the report. */
function markOf(value: Taker, name: string): boolean | undefined {
  const text = value.value[name];
  if (typeof text !== 'string' || !/^(?:true|false)$/i.test(text)) return undefined;
  value.settle(name);
  return text.toLowerCase() === 'true';
}
