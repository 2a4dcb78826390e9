import { asJson, sameType } from '../../core/brand.js';
import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { child, type Pointer } from '../../core/pointer.js';
import type { CxfDocument } from '../../cxf/schema/document.js';
import type { Breach } from '../../cxf/validate/walk.js';
import type { Vault } from '../vault.js';

/** What is broken at one place and below it. */
export class Broken {
  readonly codes = new Set<CxfRuleCode>();
  readonly below = new Map<string, Broken>();

  /** The tree of all breaches. */
  static of(breaches: readonly Breach[]): Broken {
    const root = new Broken();
    for (const { code, path } of breaches) {
      let node = root;
      for (const token of path) {
        const name = typeof token === 'object' ? token.unknown : String(token);
        const next = node.below.get(name) ?? new Broken();
        node.below.set(name, next);
        node = next;
      }
      node.codes.add(code);
    }
    return root;
  }

  /** True when a member is broken in that way. */
  has(name: string, code: CxfRuleCode): boolean {
    return this.below.get(name)?.codes.has(code) === true;
  }
}

/**
 * Mends one object, whose members are mended already. `target` is its place in the document; `place` names one below it in the input, or the
 * nearest thing around it that has a place there.
 */
export type Mend = (object: JsonObject, broken: Broken, place: (...below: readonly string[]) => Pointer, target: Pointer) => JsonObject;

/** Where the objects of the document stood; `root` where it stands itself, when the input is one. */
export type Input = Pick<Vault, 'origins' | 'root'>;

/** The document with every broken object mended, from the inside out. Objects with nothing broken in them are not copied. */
export function rebuilt(document: CxfDocument, root: Broken, input: Input, mend: Mend): CxfDocument {
  const { origins } = input;
  return sameType(document, rebuild(asJson(document), root, input.root ?? '', '', false));

  function rebuild(value: JsonValue, broken: Broken, source: Pointer, target: Pointer, isForeign: boolean): JsonValue {
    if (isJsonArray(value)) return value.map((element, i) => below(element, String(i), broken, source, target, isForeign));
    if (!isJsonObject(value)) return value;
    const origin = origins.get(value);
    const at = origin ?? source;
    // Below an object that came from another format the input has other names.
    const foreign = isForeign || (origin !== undefined && input.root === undefined);
    const members = Object.entries(value).map(([name, member]): [string, JsonValue | undefined] => [
      name,
      member === undefined ? member : below(member, name, broken, at, target, foreign),
    ]);
    const place = (...names: readonly string[]): Pointer => (foreign ? at : names.reduce(child, at));
    const out = mend(Object.fromEntries(members), broken, place, target);
    if (origin !== undefined) origins.set(out, origin);
    return out;
  }

  function below(value: JsonValue, name: string, broken: Broken, source: Pointer, target: Pointer, isForeign: boolean): JsonValue {
    const inner = broken.below.get(name);
    return inner ? rebuild(value, inner, isForeign ? source : child(source, name), child(target, name), isForeign) : value;
  }
}
