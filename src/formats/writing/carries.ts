import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { isNothing, type Taker } from '../../core/taker.js';
import { CARRIES, type CarryName, carryName } from '../../cxf/carry/names.js';
import { setAsidePasskeys } from '../../cxf/carry/set-aside-passkeys.js';
import { spellingOf } from '../../otp/otpauth.js';
import type { Writing } from './writing.js';

/** Carries whose names or spellings are the vendor's own: they only count when the same format wrote them. */
const OWN: ReadonlySet<CarryName> = new Set(['cx-settings', 'cx-member', 'cx-unknown-members', 'cx-spelling']);

/**
 * The extensions of an item, collection or field, seen by a writer. What the writer asks for is restored; everything else, foreign
 * extensions too, is reported as a loss when the writer closes.
 */
export class Carries {
  private readonly pending: { readonly name: CarryName | undefined; readonly taker: Taker }[] = [];
  /** Members of `cx-settings`, and the entries of an item's `cx-spelling`, that nobody has asked for yet. */
  private readonly unread: { readonly pointer: Pointer; readonly settings: Map<string, JsonValue>; readonly spellings: JsonObject[] };
  /** How another format spelled members of the item. */
  private readonly foreignSpellings: Taker | undefined;
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
    const list = this.pending.find(({ name, taker }) => name === 'cx-spelling' && isJsonArray(taker.value['entries']));
    const isOwn = list !== undefined && this.isOwn(list.taker);
    this.foreignSpellings = isOwn ? undefined : list?.taker;
    this.unread = { pointer: owner.pointer, settings, spellings: isOwn ? [...this.entries('cx-spelling')] : [] };
  }

  /** A carry, taken whole. One whose names are the vendor's only counts when this format wrote it. */
  take(name: CarryName): JsonObject | undefined {
    const index = this.pending.findIndex((entry) => entry.name === name && (!OWN.has(name) || this.isOwn(entry.taker)));
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
   * spells it is no spelling of this one, but for the otpauth URI of a one-time password, which every format knows.
   */
  memberSpelling(member: string, of: JsonValue): JsonValue | undefined {
    const { spellings } = this.unread;
    const index = spellings.findIndex((entry) => entry['member'] === member);
    const carried = index < 0 ? undefined : spellings.splice(index, 1)[0];
    return carried ? this.standing(carried, of) : member === 'totp' ? this.foreignUri(of) : undefined;
  }

  /** How a value was spelled, when it still is the value that the spelling stood beside; else `carry.stale`. */
  spelling(of: JsonValue): JsonValue | undefined {
    const carried = this.take('cx-spelling');
    return carried && this.standing(carried, of);
  }

  /** Reports a carry that nobody asked for. */
  private leave(name: CarryName | undefined, taker: Taker): void {
    // The value is there; only how another vendor spelled it is not.
    if (name === 'cx-spelling') {
      this.writing.change('value.normalised', taker.pointer);
      return;
    }
    // Only the program that made a setting knows what it means.
    if (name !== undefined && CARRIES[name] === 'settings' && !this.isOwn(taker)) {
      this.writing.leave('setting.left-behind', taker.pointer);
      return;
    }
    const passkeys = name === 'cx-set-aside' ? setAsidePasskeys(taker.value).length : 0;
    const { entries } = taker.value;
    if (passkeys === 0 || !isJsonArray(entries) || entries.length > passkeys) this.writing.loss(taker.pointer);
    // Nobody could read them, and yet they are passkeys that stay behind.
    for (let i = 0; i < passkeys; i++) this.writing.losePasskey(taker.pointer);
  }

  /** Reports what nobody asked for. */
  close(): void {
    for (const { name, taker } of this.pending) this.leave(name, taker);
    for (const _ of this.unread.settings) this.writing.loss(this.unread.pointer);
    for (const _ of this.unread.spellings) this.writing.stale();
    this.pending.length = 0;
    this.unread.settings.clear();
    this.unread.spellings.length = 0;
  }

  private isOwn(taker: Taker): boolean {
    return taker.value['source'] === this.writing.format;
  }

  /** The otpauth URI as another format spelled it. A list that held nothing else is settled. */
  private foreignUri(of: JsonValue): JsonValue | undefined {
    const entries = this.foreignSpellings?.value['entries'];
    const list = isJsonArray(entries) ? entries.filter(isJsonObject) : [];
    const carried = list.find((entry) => entry['member'] === 'totp' && entry['of'] === of);
    const text = carried?.['is'];
    if (typeof text !== 'string' || spellingOf(text) !== 'uri') return undefined;
    const index = this.pending.findIndex(({ taker }) => taker === this.foreignSpellings);
    if (list.length === 1 && index >= 0) this.pending.splice(index, 1);
    return text;
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
