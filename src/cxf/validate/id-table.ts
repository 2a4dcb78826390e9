/** How many slots are looked at before the engine's own table takes over: texts that were made to collide cannot make this one slow. */
const PROBES = 24;

/**
 * The identifiers of one account, with a flag each. A Map of the engine takes a third of the time of `JSON.parse` here, since it is built
 * for much more; this one only adds and looks up.
 */
export class IdTable {
  private texts: string[] = [];
  /** By slot: 0 for nothing, else one more than the index of the text. */
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  private flags = new Uint8Array(512);
  private readonly crowded = new Map<string, boolean>();

  /** The flag of a text; undefined when it is not there. */
  get(text: string): boolean | undefined {
    const slot = this.slotOf(text, hashOf(text));
    const index = slot < 0 ? -1 : (this.slots[slot] ?? 0) - 1;
    return index < 0 ? this.crowded.get(text) : this.flags[index] === 1;
  }

  /** Adds a text when it is not there, and sets its flag when the new flag is true. False when it was there. */
  add(text: string, flag: boolean): boolean {
    const hash = hashOf(text);
    const slot = this.slotOf(text, hash);
    const index = slot < 0 ? -1 : (this.slots[slot] ?? 0) - 1;
    if (index >= 0) {
      if (flag) this.flags[index] = 1;
      return false;
    }
    if (slot < 0 || this.crowded.has(text)) {
      const isNew = !this.crowded.has(text);
      if (isNew || flag) this.crowded.set(text, flag);
      return isNew;
    }
    this.push(text, hash, flag, slot);
    return true;
  }

  private push(text: string, hash: number, flag: boolean, slot: number): void {
    const index = this.texts.push(text) - 1;
    this.hashes[index] = hash;
    this.flags[index] = flag ? 1 : 0;
    this.slots[slot] = index + 1;
    if (this.texts.length === this.hashes.length) this.grow();
  }

  /** The slot that holds the text, or the first free one; -1 when the neighbourhood is full of others. */
  private slotOf(text: string, hash: number): number {
    const mask = this.slots.length - 1;
    for (let i = 0; i < PROBES; i++) {
      const slot = (hash + i) & mask;
      const index = (this.slots[slot] ?? 0) - 1;
      if (index < 0 || (this.hashes[index] === hash && this.texts[index] === text)) return slot;
    }
    return -1;
  }

  private grow(): void {
    const { texts, hashes, flags } = this;
    this.texts = [];
    this.hashes = new Int32Array(hashes.length * 2);
    this.flags = new Uint8Array(hashes.length * 2);
    this.slots = new Int32Array(hashes.length * 4);
    texts.forEach((text, i) => {
      const hash = hashes[i] ?? 0;
      const slot = this.slotOf(text, hash);
      if (slot < 0) this.crowded.set(text, flags[i] === 1);
      else this.push(text, hash, flags[i] === 1, slot);
    });
  }
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(i)) | 0;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x45d9f3b);
  return hash ^ (hash >>> 15);
}
