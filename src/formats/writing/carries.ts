import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { isNothing, type Taker } from '../../core/taker.js';
import { CARRIES, type CarryName, carryName } from '../../cxf/carry/names.js';
import type { Writing } from './writing.js';

/** Carries whose names are the vendor's own: they only count when the same format wrote them. */
const OWN: ReadonlySet<CarryName> = new Set(['cx-settings', 'cx-member', 'cx-unknown-members']);

/**
 * The extensions of an item, collection or field, seen by a writer. What the writer asks for is restored; everything else, foreign
 * extensions too, is reported as a loss when the writer closes.
 */
export class Carries {
  private readonly pending: { readonly name: CarryName | undefined; readonly taker: Taker }[] = [];
  /** Members of `cx-settings`, and the entries of an item's `cx-spelling`, that nobody has asked for yet. */
  private readonly unread: { readonly pointer: Pointer; readonly settings: Map<string, JsonValue>; readonly spellings: JsonObject[] };
  private readonly hasOwnSpellings: boolean;
  private readonly writing: Writing;

  constructor(owner: Taker, writing: Writing) {
    this.writing = writing;
    for (const taker of owner.objects('extensions')) {
      const name = taker.value['name'];
      this.pending.push({ name: typeof name === 'string' ? carryName({ ...taker.value, name }) : undefined, taker });
      taker.settle(...Object.keys(taker.value));
    }
    const members = this.take('cx-settings')?.['members'];
    const settings = new Map(Object.entries(isJsonObject(members) ? members : {}).filter(isEntry));
    const list = this.pending.find(({ name, taker }) => name === 'cx-spelling' && Array.isArray(taker.value['entries']));
    // How another format spells a value matters to this one only where it asks.
    this.hasOwnSpellings = list?.taker.value['source'] === writing.format;
    this.unread = { pointer: owner.pointer, settings, spellings: list ? [...this.entries('cx-spelling')] : [] };
  }

  /** A carry, taken whole. One whose names are the vendor's only counts when this format wrote it. */
  take(name: CarryName): JsonObject | undefined {
    const index = this.pending.findIndex(
      (entry) => entry.name === name && (!OWN.has(name) || entry.taker.value['source'] === this.writing.format),
    );
    return index < 0 ? undefined : this.pending.splice(index, 1)[0]?.taker.value;
  }

  /** The entries of a carry that is a list. */
  entries(name: CarryName): readonly JsonObject[] {
    const entries = this.take(name)?.['entries'];
    return Array.isArray(entries) ? entries.filter(isJsonObject) : [];
  }

  /** A member of `cx-settings`; what nobody asks for is reported. */
  setting(name: string): JsonValue | undefined {
    const value = this.unread.settings.get(name);
    this.unread.settings.delete(name);
    return value;
  }

  /**
   * How a member of the item was spelled, when it still is the value that the spelling stood beside; else `carry.stale`. How another format
   * spells it is no spelling of this one, but for one-time passwords, which all spell in the same three ways.
   */
  memberSpelling(member: string, of: JsonValue): JsonValue | undefined {
    if (!this.hasOwnSpellings && member !== 'totp') return undefined;
    const { spellings } = this.unread;
    const index = spellings.findIndex((entry) => entry['member'] === member);
    const carried = index < 0 ? undefined : spellings.splice(index, 1)[0];
    return carried && this.standing(carried, of);
  }

  /** How a value was spelled, when it still is the value that the spelling stood beside; else `carry.stale`. */
  spelling(of: JsonValue): JsonValue | undefined {
    const carried = this.take('cx-spelling');
    return carried?.['source'] === this.writing.format ? this.standing(carried, of) : undefined;
  }

  /** Reports what nobody asked for. */
  close(): void {
    for (const { name, taker } of this.pending) {
      // Only the program that made a setting knows what it means.
      if (name !== undefined && CARRIES[name] === 'settings') this.writing.leave('setting.left-behind', taker.pointer);
      else this.writing.loss(taker.pointer);
    }
    for (const _ of this.unread.settings) this.writing.loss(this.unread.pointer);
    if (this.hasOwnSpellings) for (const _ of this.unread.spellings) this.writing.stale();
    this.pending.length = 0;
    this.unread.settings.clear();
    this.unread.spellings.length = 0;
  }

  private standing(carried: JsonObject, of: JsonValue): JsonValue | undefined {
    if (carried['of'] === of) return carried['is'];
    this.writing.stale();
    return undefined;
  }
}

function isEntry(entry: [string, JsonValue | undefined]): entry is [string, JsonValue] {
  return !isNothing(entry[1]);
}
