import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { type CarryName, carryName } from '../../cxf/carry/names.js';
import type { Writing } from './writing.js';

/**
 * The extensions of an item, collection or field, seen by a writer. What the writer asks for is restored; everything else, foreign
 * extensions too, is reported as a loss when the writer closes.
 */
export class Carries {
  private readonly pending: { readonly name: CarryName | undefined; readonly taker: Taker }[] = [];
  private readonly writing: Writing;

  constructor(owner: Taker, writing: Writing) {
    this.writing = writing;
    for (const taker of owner.objects('extensions')) {
      const name = taker.value['name'];
      this.pending.push({ name: typeof name === 'string' ? carryName({ ...taker.value, name }) : undefined, taker });
      taker.settle(...Object.keys(taker.value));
    }
  }

  /** A carry, taken whole. One of `cx-settings` or `cx-member` only counts when this format wrote it: the names in it are its own. */
  take(name: CarryName): JsonObject | undefined {
    const own = name === 'cx-settings' || name === 'cx-member' || name === 'cx-unknown-members';
    const index = this.pending.findIndex((entry) => entry.name === name && (!own || entry.taker.value['source'] === this.writing.format));
    return index < 0 ? undefined : this.pending.splice(index, 1)[0]?.taker.value;
  }

  /** The entries of a carry that is a list. */
  entries(name: CarryName): readonly JsonObject[] {
    const entries = this.take(name)?.['entries'];
    return Array.isArray(entries) ? entries.filter(isJsonObject) : [];
  }

  /** How a value was spelled, when it still is the value that the spelling stood beside; else `carry.stale`. */
  spelling(of: JsonValue): JsonValue | undefined {
    const carried = this.take('cx-spelling');
    if (!carried) return undefined;
    if (carried['of'] === of) return carried['is'];
    this.writing.stale();
    return undefined;
  }

  /** Reports what nobody asked for. */
  close(): void {
    for (const { taker } of this.pending)
      this.writing.findings.loss('target.no-place', 'target-has-no-place', this.writing.place(taker.pointer));
    this.pending.length = 0;
  }
}
