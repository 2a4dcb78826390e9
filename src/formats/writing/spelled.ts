import type { Taker } from '../../core/taker.js';
import { isCredentialType } from '../../cxf/schema/credential.js';
import { canSpell, type MemberField, spelledOut, spellOut } from '../spelling.js';
import type { Writing } from './writing.js';

/** A credential of an item, and whether the target has taken it, or as much of it as it has members for. */
export interface PlacedCredential {
  readonly taker: Taker;
  readonly isPlaced: boolean;
}

/** A field that says a member of a credential, and where that member stands in the document. */
export interface PlacedField extends MemberField {
  readonly pointer: string;
}

/**
 * Writes what no other place has taken of these credentials as fields, so that reading makes the same credentials of them again; one that
 * cannot be spelled out is a loss. `there`: how many credentials of each type reading finds before these fields. Values that do not fit
 * their members stand first: they stay fields.
 */
export function spellRest(left: readonly PlacedCredential[], there: Map<string, number>, writing: Writing): PlacedField[] {
  const loose: PlacedField[] = [];
  const spelled: PlacedField[] = [];
  for (const { taker, isPlaced } of left) {
    const type = taker.value['type'];
    if (typeof type !== 'string' || !isCredentialType(type) || !canSpell(type)) {
      taker.settle(...Object.keys(taker.value));
      writing.findings.loss('target.no-place', 'target-has-no-place', writing.placeOf(taker.value, taker.pointer), writing.subject);
      continue;
    }
    const before = there.get(type) ?? 0;
    const completes = isPlaced && before > 0;
    const fields = spellOut(type, completes ? 1 : before + 1, taker);
    if (fields.length === 0) continue;
    const fitting = fields.filter((field) => spelledOut([field]).length > 0);
    const [run] = spelledOut(fitting);
    const isWhole = run?.start === 0 && run.end === fitting.length && (run.complete || completes);
    writing.change('credential.spelled-out', taker.pointer);
    for (const field of fields) {
      const isLoose = !isWhole || !fitting.includes(field);
      const pointer = `${taker.pointer}/${field.member}`;
      if (isLoose) writing.change('field.moved', pointer);
      (isLoose ? loose : spelled).push({ ...field, pointer });
    }
    if (isWhole && !completes) there.set(type, before + 1);
  }
  return [...loose, ...spelled];
}
