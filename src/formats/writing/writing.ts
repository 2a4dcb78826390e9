import { asJson } from '../../core/brand.js';
import type { Code } from '../../core/errors.js';
import { type Pointer, tokens } from '../../core/pointer.js';
import type { Findings, Subject } from '../../core/report.js';
import { Taker } from '../../core/taker.js';
import { Places } from '../../cxf/places.js';
import { NAMES } from '../../cxf/schema/names.js';
import type { Vault } from '../vault.js';

/** What the parts of a writer share while one item is written. */
export class Writing {
  readonly findings: Findings;
  readonly format: string;
  private readonly places: Places;
  private readonly titles: boolean;
  private here: Pointer = '';
  private current: Subject | undefined;

  constructor(vault: Vault, format: string, findings: Findings, titles: boolean) {
    this.places = new Places(vault.document, vault.origins, vault.root);
    this.format = format;
    this.findings = findings;
    this.titles = titles;
  }

  /** Opens an object of the document for taking apart; from now on findings are about it. */
  open(object: object, pointer: Pointer, subject?: Subject): Taker {
    this.places.enter(object, pointer);
    this.here = pointer;
    this.current = this.titles ? subject : undefined;
    return new Taker(asJson(object), NAMES, undefined, pointer);
  }

  /** The place in the input where a place of the document came from; the document's own place when it came from a document. */
  place(pointer: Pointer): Pointer {
    return this.places.place(pointer);
  }

  /** The place of a nested object that may have an origin of its own, such as a passkey. */
  placeOf(object: object, pointer: Pointer): Pointer {
    return this.places.placeOf(object, pointer);
  }

  /** The owner's words for what is being written, when findings may show them. */
  get subject(): Subject | undefined {
    return this.current;
  }

  loss(pointer: Pointer): void {
    this.leave('target.no-place', pointer);
  }

  /** A loss with a code of its own: the target has no place for it. */
  leave(code: Code, pointer: Pointer): void {
    this.findings.loss(code, 'target-has-no-place', this.place(pointer), this.current);
  }

  /** Something that belongs to the object being written, and has no pointer of its own. */
  loseHere(): void {
    this.loss(this.here);
  }

  /** The same of something that is written in another way. */
  changeHere(code: Code): void {
    this.change(code, this.here);
  }

  /** A passkey that nobody could read, and that the target cannot keep as it is. */
  losePasskey(pointer: Pointer): void {
    this.findings.loss('passkey.invalid', 'invalid-value', this.place(pointer), this.current);
  }

  change(code: Parameters<Findings['change']>[0], pointer: Pointer): void {
    this.findings.change(code, this.place(pointer), this.current);
  }

  stale(): void {
    this.findings.warning('carry.stale', this.place(this.here), this.current);
  }

  /** Reports every leaf that the writer did not take. A machine-made identifier is replaced, all else is lost. */
  close(taker: Taker): void {
    taker.close((_, pointer) => {
      if (tokens(pointer).at(-1) === 'id') this.change('id.not-kept', pointer);
      else this.loss(pointer);
    });
  }
}
