import type { JsonObject } from '../../core/json.js';
import { isSpelledName } from '../spelling.js';
import type { Writing } from '../writing/writing.js';
import type { Held } from './held.js';
import { hasMeaning, isUsuallyProtected, STANDARD } from './names.js';

interface Out {
  readonly key: string;
  readonly value: string;
  readonly isProtected: boolean;
  readonly pointer: string;
}

/** The strings of an entry while it is written: each name once. */
export class EntryStrings {
  private readonly out = new Map<string, Out>();
  /** The number that the next field of a name gets. */
  private readonly numbers = new Map<string, number>();
  private readonly odd: ReadonlySet<string>;
  private readonly held: Held;
  private readonly writing: Writing;

  /** @param odd the strings that are kept in memory in another way than usual */
  constructor(held: Held, writing: Writing, odd: readonly string[] = []) {
    this.held = held;
    this.writing = writing;
    this.odd = new Set(odd);
  }

  has(key: string): boolean {
    return this.out.has(key);
  }

  /** What has been written so far under a name. */
  valueOf(key: string): string {
    return this.out.get(key)?.value ?? '';
  }

  /** A string that programs know. The caller has seen that its name is free. */
  add(key: string, value: string, pointer: string): void {
    this.out.set(key, { key, value, isProtected: isUsuallyProtected(key) !== this.odd.has(key), pointer });
  }

  /**
   * A field. One that has the name of another, or a name that would be read as something else, gets a number; `isOwn` says that it had
   * this name in a database before.
   */
  field(label: string, value: string, isProtected: boolean, pointer: string, isOwn = false): void {
    const wanted = this.held.key(label);
    const isTaken = (key: string): boolean => this.out.has(key) || STANDARD.some((one) => one === key);
    const stem = wanted === '' ? 'Field' : wanted;
    let key = stem;
    let n = this.numbers.get(stem) ?? 2;
    for (; isTaken(key) || (key === stem && hasMeaning(key) && !isOwn); n++) key = `${stem} (${n})`;
    this.numbers.set(stem, n);
    if (key !== label) this.writing.change('keepass.field-renamed', pointer);
    this.out.set(key, { key, value, isProtected, pointer });
  }

  /** Says of a field that it will be read as a part of a credential. */
  warnOfSpelled(label: string, pointer: string): void {
    if (isSpelledName(label)) this.writing.change('target.ambiguous', pointer);
  }

  /** The standard strings first, always all of them. */
  toJson(): JsonObject[] {
    const [own, further] = [STANDARD.map((key) => this.out.get(key) ?? this.empty(key)), [...this.out.values()]];
    return [...own, ...further.filter(({ key }) => !STANDARD.some((one) => one === key))].map(({ key, value, isProtected, pointer }) => ({
      Key: key,
      Value: this.held.value(value, isProtected, pointer),
    }));
  }

  private empty(key: string): Out {
    return { key, value: '', isProtected: isUsuallyProtected(key) !== this.odd.has(key), pointer: '' };
  }
}
