import { asJson } from '../../core/brand.js';
import { isWithin, type Pointer, tokens } from '../../core/pointer.js';
import type { Findings, Subject } from '../../core/report.js';
import { Taker } from '../../core/taker.js';
import { NAMES } from '../../cxf/schema/names.js';
import type { Vault } from '../vault.js';

/** What the parts of a writer share while one item is written. */
export class Writing {
  readonly findings: Findings;
  readonly format: string;
  private readonly vault: Vault;
  private readonly titles: boolean;
  private origin: { readonly document: Pointer; readonly input: Pointer } | undefined;
  private current: Subject | undefined;

  constructor(vault: Vault, format: string, findings: Findings, titles: boolean) {
    this.vault = vault;
    this.format = format;
    this.findings = findings;
    this.titles = titles;
  }

  /** Opens an object of the document for taking apart; from now on findings are about it. */
  open(object: object, pointer: Pointer, subject?: Subject): Taker {
    const input = this.vault.origins.get(object);
    this.origin = input === undefined ? undefined : { document: pointer, input };
    this.current = this.titles ? subject : undefined;
    return new Taker(asJson(object), NAMES, undefined, pointer);
  }

  /** The place in the input where the object being written came from; the document's own place when it came from a document. */
  place(pointer: Pointer): Pointer {
    return this.origin && isWithin(pointer, this.origin.document) ? this.origin.input : pointer;
  }

  /** The place of a nested object that has an origin of its own, such as a passkey. */
  placeOf(object: object, pointer: Pointer): Pointer {
    return this.vault.origins.get(object) ?? this.place(pointer);
  }

  /** The owner's words for what is being written, when findings may show them. */
  get subject(): Subject | undefined {
    return this.current;
  }

  loss(pointer: Pointer): void {
    this.findings.loss('target.no-place', 'target-has-no-place', this.place(pointer), this.current);
  }

  stale(): void {
    this.findings.add({ code: 'carry.stale', severity: 'warning', ...(this.origin && { source: this.origin.input }) });
  }

  /** Reports every leaf that the writer did not take. A machine-made identifier is replaced, all else is lost. */
  close(taker: Taker): void {
    taker.close((_, pointer) => {
      if (tokens(pointer).at(-1) === 'id') this.findings.change('id.not-kept', this.place(pointer), this.current);
      else this.loss(pointer);
    });
  }
}
