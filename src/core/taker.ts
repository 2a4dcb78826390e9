import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { child, type Pointer } from './pointer.js';

/** Told about every leaf that nobody took. `known` says whether the format has a member of that name. */
export type Unread = (value: JsonValue, pointer: Pointer, known: boolean) => void;

/** So many names are found faster one by one than in a set. */
const SHORT = 24;

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
  /** A list while it is short, which most are: sets would be most of the garbage of a conversion. */
  private taken: string[] | Set<string> = [];
  private done = false;
  private opened: Taker[] | undefined;
  /** Array elements of another kind than asked for. */
  private strays: { readonly name: string; readonly index: number; readonly value: JsonValue }[] | undefined;

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
    this.take(name);
    return value === '' ? undefined : value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.value[name];
    if (typeof value !== 'boolean') return undefined;
    this.take(name);
    return value;
  }

  number(name: string): number | undefined {
    const value = this.value[name];
    if (typeof value !== 'number') return undefined;
    this.take(name);
    return value;
  }

  /** Any value at all except null, taken whole. */
  raw(name: string): JsonValue | undefined {
    const value = this.value[name];
    if (value === undefined || value === null) return undefined;
    this.take(name);
    return value;
  }

  /** The object behind a member, to be taken apart in its turn. */
  object(name: string): Taker | undefined {
    const value = this.value[name];
    if (!isJsonObject(value)) return undefined;
    this.take(name);
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
    for (const name of names) this.take(name);
  }

  /** True when the member was taken, or has been said to be accounted for. */
  isTaken(name: string): boolean {
    return this.taken instanceof Set ? this.taken.has(name) : this.taken.includes(name);
  }

  /** Gives a member back: its value turned out not to fit, and `close` shall hand it over. */
  leave(name: string): void {
    if (this.taken instanceof Set) this.taken.delete(name);
    else this.taken = this.taken.filter((each) => each !== name);
  }

  /** The members that the format does not know, taken whole. */
  unknownMembers(): JsonObject | undefined {
    let entries: [string, JsonValue | undefined][] | undefined;
    for (const name in this.value) {
      const value = this.value[name];
      if (this.names.has(name) || isNothing(value)) continue;
      entries ??= [];
      entries.push([name, value]);
    }
    if (!entries) return undefined;
    for (const [name] of entries) this.take(name);
    return Object.fromEntries(entries);
  }

  /**
   * Forgets everything when no leaf is left to hand over; else `close` will. Without this the first of many objects would hold its
   * bookkeeping until the last one is read.
   */
  release(): void {
    let left = false;
    this.close(() => {
      left = true;
    });
    if (left) return;
    this.done = true;
    this.opened = undefined;
    this.strays = undefined;
    this.taken = [];
  }

  /** Hands every leaf that nobody took to `unread`, of this object and of all objects opened from it. */
  close(unread: Unread): void {
    if (this.done) return;
    for (const name in this.value) {
      const value = this.value[name];
      if (!isNothing(value) && !this.isTaken(name)) unread(value, this.at(name), this.names.has(name));
    }
    for (const { name, index, value } of this.strays ?? []) unread(value, child(this.at(name), index), this.names.has(name));
    for (const object of this.opened ?? []) object.close(unread);
  }

  private elements<T extends JsonValue>(name: string, isWanted: (value: JsonValue) => value is T): Placed<T>[] {
    const array = this.value[name];
    if (!Array.isArray(array)) return [];
    this.take(name);
    const wanted: Placed<T>[] = [];
    array.forEach((value: JsonValue, index) => {
      if (isWanted(value)) wanted.push({ value, index });
      else if (!isNothing(value)) {
        this.strays ??= [];
        this.strays.push({ name, index, value });
      }
    });
    return wanted;
  }

  private open(value: JsonObject, path: Pointer): Taker {
    const taker = new Taker(value, this.names, this, path);
    this.opened ??= [];
    this.opened.push(taker);
    return taker;
  }

  private take(name: string): void {
    if (this.taken instanceof Set) this.taken.add(name);
    else if (this.taken.push(name) > SHORT) this.taken = new Set(this.taken);
  }
}

/** null, absent, "" and empty arrays and objects: the same as nothing, in every format that does not say otherwise. */
export function isNothing(value: JsonValue | undefined): value is undefined | null | '' {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  for (const _ in value) return false;
  return true;
}
