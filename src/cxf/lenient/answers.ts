import { type Bytes, sha256 } from '../../core/bytes.js';
import type { Pointer } from '../../core/pointer.js';
import { deriveId } from '../identifiers.js';

/**
 * What only WebCrypto can answer, asynchronously, for a pass that is synchronous: an unanswered question gets a stand-in, the pass is thrown
 * away, the questions are answered, and the pass runs again. Clean documents ask nothing, so they pay nothing.
 */
export class Answers {
  private readonly known = new Map<string, string | undefined>();
  private readonly open = new Map<string, () => Promise<string | undefined>>();
  private readonly input: Uint8Array;
  private digest: Bytes | undefined;

  constructor(input: Uint8Array) {
    this.input = input;
  }

  /** The answer to the question of that name; undefined when there is none. */
  ask(question: string, answer: () => Promise<string | undefined>): string | undefined {
    if (this.known.has(question)) return this.known.get(question);
    this.open.set(question, answer);
    return '';
  }

  /** The derived identifier of what stands at a place. */
  id(pointer: Pointer): string {
    return this.ask(`id ${pointer}`, async () => deriveId(await this.inputDigest(), 'cxf', pointer)) ?? '';
  }

  /** Answers what was asked. False when nothing was. */
  async settle(): Promise<boolean> {
    if (this.open.size === 0) return false;
    await this.inputDigest();
    await Promise.all([...this.open].map(async ([question, answer]) => this.known.set(question, await answer())));
    this.open.clear();
    return true;
  }

  private async inputDigest(): Promise<Bytes> {
    this.digest ??= await sha256(new Uint8Array(this.input));
    return this.digest;
  }
}
