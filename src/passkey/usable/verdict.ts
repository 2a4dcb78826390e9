import { CODES, type Code } from '../../core/codes/index.js';

/** A code with its sentence: what it says, and what a person can do about it. Holds nothing of the input. */
export interface Remark {
  readonly code: Code;
  readonly why: string;
}

/** Whether a passkey can be used at one place. */
export interface PlaceVerdict extends Remark {
  readonly usable: boolean;
  /**
   * What `origin` in `clientDataJSON` will be at this place, which the site must expect: `https://app.example.com`,
   * `android:apk-key-hash:…`. Absent when the place could not be understood.
   */
  readonly origin?: string;
  /** What else is worth knowing; none of it changes the answer. */
  readonly notes: readonly Remark[];
}

/** Looks the sentences of a code up. */
function remark(code: Code): Remark {
  const { says, todo } = CODES[code];
  return { code, why: todo === undefined ? says : `${says} ${todo}` };
}

/** Facts of a verdict beside its code. */
export interface VerdictFacts {
  readonly origin?: string | undefined;
  readonly notes?: readonly Code[];
}

export function yes(code: Code, facts: VerdictFacts = {}): PlaceVerdict {
  return verdict(true, code, facts);
}

export function no(code: Code, facts: VerdictFacts = {}): PlaceVerdict {
  return verdict(false, code, facts);
}

function verdict(usable: boolean, code: Code, { origin, notes = [] }: VerdictFacts): PlaceVerdict {
  return { usable, ...remark(code), ...(origin !== undefined && { origin }), notes: [...new Set(notes)].map(remark) };
}
