import type { JsonObject, JsonValue } from '../../core/json.js';

/** Changes to an object, kept apart from it: an object without changes is handed on as it is. */
export class Edit {
  readonly raw: JsonObject;
  private readonly values = new Map<string, JsonValue | undefined>();
  private readonly names = new Map<string, string>();

  constructor(raw: JsonObject) {
    this.raw = raw;
  }

  /** Sets a member, under the name it has in the raw object; undefined removes it. */
  set(name: string, value: JsonValue | undefined): void {
    if (value !== this.raw[name]) this.values.set(name, value);
  }

  /** The member as it stands now. */
  get(name: string): JsonValue | undefined {
    return this.values.has(name) ? this.values.get(name) : this.raw[name];
  }

  /** Gives a member another name in the same place. */
  rename(name: string, to: string): void {
    this.names.set(name, to);
  }

  /** Members keep their order; new ones come last. */
  result(): JsonObject {
    if (this.values.size === 0 && this.names.size === 0) return this.raw;
    const entries: [string, JsonValue][] = [];
    for (const name of new Set([...Object.keys(this.raw), ...this.values.keys()])) {
      const value = this.get(name);
      if (value !== undefined) entries.push([this.names.get(name) ?? name, value]);
    }
    return Object.fromEntries(entries);
  }
}
