import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { child, type Pointer } from './pointer.js';

/** Told about every leaf that nobody took. `known` says whether the format has a member of that name. */
export type Unread = (value: JsonValue, pointer: Pointer, known: boolean) => void;

/** An array element with its place in the array. */
export interface Placed<T> {
  readonly value: T;
  readonly index: number;
}

/**
 * An object of the input that knows which of its members were taken. Whatever nobody took by `close` is handed to `unread`:
 * the reason why a reader or writer cannot lose a value in silence.
 *
 * null, an absent member and "" mean the same: nothing was there. A member of another kind than asked for is not taken.
 */
export class Taker {
  private readonly taken = new Set<string>();
  private readonly opened: Taker[] = [];
  /** Array elements of another kind than asked for. */
  private readonly strays: { readonly name: string; readonly index: number; readonly value: JsonValue }[] = [];

  readonly value: JsonObject;
  private readonly names: ReadonlySet<string>;
  private readonly parent: Taker | undefined;
  private readonly path: Pointer;

  /**
   * @param names the member names of the format: only these may stand in a pointer, because any other may be the owner's own text
   * @param path  this object's place below `parent`, ready to be appended to its pointer
   */
  constructor(value: JsonObject, names: ReadonlySet<string>, parent?: Taker, path: Pointer = '') {
    this.value = value;
    this.names = names;
    this.parent = parent;
    this.path = path;
  }

  /** Where this object stands; built only when somebody asks. */
  get pointer(): Pointer {
    return this.parent ? this.parent.pointer + this.path : this.path;
  }

  /** Where a member stands. */
  at(name: string): Pointer {
    return child(this.pointer, this.names.has(name) ? name : Object.keys(this.value).indexOf(name));
  }

  /** The text of a member; undefined when it is absent, null, empty or no text. */
  text(name: string): string | undefined {
    const value = this.value[name];
    if (typeof value !== 'string') return undefined;
    this.taken.add(name);
    return value === '' ? undefined : value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.value[name];
    if (typeof value !== 'boolean') return undefined;
    this.taken.add(name);
    return value;
  }

  number(name: string): number | undefined {
    const value = this.value[name];
    if (typeof value !== 'number') return undefined;
    this.taken.add(name);
    return value;
  }

  /** Any value at all except null, taken whole. */
  raw(name: string): JsonValue | undefined {
    const value = this.value[name];
    if (value === undefined || value === null) return undefined;
    this.taken.add(name);
    return value;
  }

  /** The object behind a member, to be taken apart in its turn. */
  object(name: string): Taker | undefined {
    const value = this.value[name];
    if (!isJsonObject(value)) return undefined;
    this.taken.add(name);
    return this.open(value, `/${name}`);
  }

  /** The objects of an array member. Elements of another kind stay untaken. */
  objects(name: string): Taker[] {
    return this.elements(name, isJsonObject).map(({ value, index }) => this.open(value, `/${name}/${index}`));
  }

  /** The texts of an array member. Elements of another kind stay untaken. */
  texts(name: string): Placed<string>[] {
    return this.elements(name, (value) => typeof value === 'string');
  }

  /** Says that a member is accounted for elsewhere: a reported loss, or a value that can be derived from another. */
  settle(...names: readonly string[]): void {
    for (const name of names) this.taken.add(name);
  }

  /** True when the member was taken, or has been said to be accounted for. */
  isTaken(name: string): boolean {
    return this.taken.has(name);
  }

  /** Gives a member back: its value turned out not to fit, and `close` shall hand it over. */
  leave(name: string): void {
    this.taken.delete(name);
  }

  /** The members that the format does not know, taken whole. */
  unknownMembers(): JsonObject | undefined {
    const entries = Object.entries(this.value).filter(([name, value]) => !this.names.has(name) && !isNothing(value));
    for (const [name] of entries) this.taken.add(name);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }

  /** Hands every leaf that nobody took to `unread`, of this object and of all objects opened from it. */
  close(unread: Unread): void {
    for (const name in this.value) {
      const value = this.value[name];
      if (!this.taken.has(name) && !isNothing(value)) unread(value, this.at(name), this.names.has(name));
    }
    for (const { name, index, value } of this.strays) unread(value, child(this.at(name), index), this.names.has(name));
    for (const object of this.opened) object.close(unread);
  }

  private elements<T extends JsonValue>(name: string, isWanted: (value: JsonValue) => value is T): Placed<T>[] {
    const array = this.value[name];
    if (!Array.isArray(array)) return [];
    this.taken.add(name);
    const wanted: Placed<T>[] = [];
    array.forEach((value: JsonValue, index) => {
      if (isWanted(value)) wanted.push({ value, index });
      else if (!isNothing(value)) this.strays.push({ name, index, value });
    });
    return wanted;
  }

  private open(value: JsonObject, path: Pointer): Taker {
    const taker = new Taker(value, this.names, this, path);
    this.opened.push(taker);
    return taker;
  }
}

/** null, absent, "" and empty arrays and objects: the same as nothing, in every format that does not say otherwise. */
export function isNothing(value: JsonValue | undefined): value is undefined | null | '' {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  for (const _ in value) return false;
  return true;
}
