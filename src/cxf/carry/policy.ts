import { sameType } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import { child, type Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import type { CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import { CARRIES, carryName } from './names.js';

/** Which carries travel: `all`, only `settings`, or `none`. */
export type CarryChoice = 'none' | 'settings' | 'all';

/**
 * Leaves out the carries that the owner did not choose, a loss each (`carry.left-out`, reason `policy`).
 * `where` gives the place in the input of an object of the document. Objects without such a carry are not copied.
 */
export function applyCarryChoice(
  document: CxfDocument,
  choice: CarryChoice,
  findings: Findings,
  where: WeakMap<object, Pointer>,
): CxfDocument {
  if (choice === 'all') return document;

  function keeps(extension: Extension): boolean {
    const name = carryName(extension);
    return name === undefined || (choice === 'settings' && CARRIES[name] === 'settings');
  }

  function walk(value: unknown, pointer: Pointer): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const at = where.get(value) ?? pointer;
    if (Array.isArray(value)) {
      const walked = value.map((element, i) => walk(element, child(at, i)));
      return walked.some((element, i) => element !== value[i]) ? walked : value;
    }
    let changed = false;
    const members: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      const kept = name === 'extensions' && Array.isArray(member) ? filter(member, child(at, name)) : walk(member, child(at, name));
      changed ||= kept !== member;
      if (kept !== undefined) members.push([name, kept]);
    }
    if (!changed) return value;
    const left = Object.fromEntries(members);
    if (where.has(value)) where.set(left, at);
    return left;
  }

  /** An optional array is absent when empty (CXF §2.1.2). */
  function filter(extensions: readonly unknown[], pointer: Pointer): readonly unknown[] | undefined {
    const kept = extensions.filter((extension, i) => {
      // Members of others may be called `extensions` too, and hold anything.
      if (!isExtension(extension) || keeps(extension)) return true;
      findings.loss('carry.left-out', 'policy', child(pointer, i));
      return false;
    });
    if (kept.length === extensions.length) return extensions;
    return kept.length > 0 ? kept : undefined;
  }

  return sameType(document, walk(document, ''));
}

function isExtension(value: unknown): value is Extension {
  return isJsonObject(value) && typeof value['name'] === 'string';
}
