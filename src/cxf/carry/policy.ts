import { sameType } from '../../core/brand.js';
import { isJsonObject } from '../../core/json.js';
import { child, type Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import type { Origins } from '../places.js';
import type { CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import { CARRIES, carryName } from './names.js';

/** Which carries travel: `all`, only `settings`, or `none`. */
export type CarryChoice = 'none' | 'settings' | 'all';

/**
 * Leaves out the carries that the owner did not choose, a loss each (`carry.left-out`, reason `policy`).
 * `origins` and `root`: see `Places`. Objects without such a carry are not copied.
 */
export function applyCarryChoice(
  document: CxfDocument,
  choice: CarryChoice,
  findings: Findings,
  origins: Origins,
  root?: Pointer,
): CxfDocument {
  if (choice === 'all') return document;

  function keeps(extension: Extension): boolean {
    const name = carryName(extension);
    return name === undefined || (choice === 'settings' && CARRIES[name] === 'settings');
  }

  /** What stands in an object of another format has no place of its own there: then `at` is fixed. */
  interface At {
    readonly pointer: Pointer;
    readonly isFixed: boolean;
  }

  function below({ pointer, isFixed }: At, token: string | number): At {
    return { pointer: isFixed ? pointer : child(pointer, token), isFixed };
  }

  function walk(value: unknown, place: At): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const origin = origins.get(value);
    const at = origin === undefined ? place : { pointer: origin, isFixed: root === undefined };
    if (Array.isArray(value)) {
      const walked = value.map((element, i) => walk(element, below(at, i)));
      return walked.some((element, i) => element !== value[i]) ? walked : value;
    }
    let changed = false;
    const members: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      const kept = name === 'extensions' && Array.isArray(member) ? filter(member, below(at, name)) : walk(member, below(at, name));
      changed ||= kept !== member;
      if (kept !== undefined) members.push([name, kept]);
    }
    if (!changed) return value;
    const copy: object = Object.fromEntries(members);
    if (origin !== undefined) origins.set(copy, origin);
    return copy;
  }

  /** An optional array is absent when empty (CXF §2.1.2). */
  function filter(extensions: readonly unknown[], at: At): readonly unknown[] | undefined {
    const kept = extensions.filter((extension, i) => {
      // Members of others may be called `extensions` too, and hold anything.
      if (!isExtension(extension) || keeps(extension)) return true;
      findings.loss('carry.left-out', 'policy', below(at, i).pointer);
      return false;
    });
    if (kept.length === extensions.length) return extensions;
    return kept.length > 0 ? kept : undefined;
  }

  return sameType(document, walk(document, { pointer: root ?? '', isFixed: false }));
}

function isExtension(value: unknown): value is Extension {
  return isJsonObject(value) && typeof value['name'] === 'string';
}
