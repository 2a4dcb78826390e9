import type { CxfQuirkCode } from '../../core/codes/cxf-quirks.js';
import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';
import type { ImporterCode } from '../../core/codes/importers.js';
import type { JsonValue } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import type { Reason, Severity } from '../../core/report.js';
import type { CxfDocument } from '../schema/document.js';
import type { Breach } from './walk.js';

/** What a mended shape or a broken rule means to somebody; `fine` when it means nothing and is not mentioned. */
export type Verdict = Severity | 'fine';

/** Some verdicts depend on what stands there: the value (of a mended shape: as it came), its place, and the object around it. */
export type Judge = Verdict | ((value: JsonValue | undefined, pointer: Pointer, owner: JsonValue | undefined) => Verdict);

/** Something that only an importer minds. */
export interface ImportBreach extends Breach<ImporterCode> {
  readonly severity: Severity;
  readonly reason?: Reason;
}

/** Whose rules a document is held against: the specification's, or those of an importer. */
export interface Profile {
  /** What a shape means that parsing mends; judged by the input as it came. */
  quirk(code: CxfQuirkCode): Judge;
  /** What a broken rule of the specification means. */
  rule(code: CxfRuleCode): Judge;
  /** What else an importer minds. */
  more?(document: CxfDocument): readonly ImportBreach[];
}
