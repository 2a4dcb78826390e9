import { asJson } from '../../core/brand.js';
import type { CxfQuirkCode } from '../../core/codes/cxf-quirks.js';
import { isJsonArray, type JsonValue } from '../../core/json.js';
import { child, type Pointer, tokens } from '../../core/pointer.js';
import type { Parsing } from '../parse.js';
import { DRAFT_NAMES } from '../schema/names.js';
import type { Breach, Token } from './walk.js';

const RENAMED: CxfQuirkCode = 'cxf.member-renamed';

/**
 * Names places of a parsed document as they were in the input: objects that parsing moved, members under the name of a draft.
 */
export class Places {
  private readonly parsing: Parsing;
  /** Where a member of CXF 1.0 would stand, and the draft's member that stands for it. */
  private readonly renamed = new Map<Pointer, Pointer>();

  constructor(parsing: Parsing) {
    this.parsing = parsing;
    for (const { code, source } of parsing.findings) {
      if (code !== RENAMED || source === undefined) continue;
      const at = source.lastIndexOf('/');
      const draft = DRAFT_NAMES.get(source.slice(at + 1));
      if (draft) this.renamed.set(child(source.slice(0, at), draft.name), source);
    }
  }

  /**
   * Where the breach stands in the input. A member that CXF does not know is given by its index among its brothers. Undefined for what the
   * input does not have because parsing filled it in, and said so.
   */
  pointerOf(path: Breach['path']): Pointer | undefined {
    let pointer = this.parsing.root;
    let value: JsonValue | undefined = asJson(this.parsing.document);
    for (const token of path) {
      if (typeof token === 'object') return this.indexed(pointer, token);
      value = memberOf(value, token);
      const origin: Pointer | undefined = typeof value === 'object' && value !== null ? this.parsing.origins.get(value) : undefined;
      const place = child(pointer, token);
      pointer = origin ?? this.renamed.get(place) ?? place;
    }
    return this.parsing.findings.length === 0 || this.rawAt(pointer) !== undefined ? pointer : undefined;
  }

  /** The value itself, as parsing left it. */
  valueOf(path: Breach['path']): JsonValue | undefined {
    let value: JsonValue | undefined = asJson(this.parsing.document);
    for (const token of path) value = memberOf(value, typeof token === 'object' ? token.unknown : token);
    return value;
  }

  /** The value that stands at a pointer in the input; undefined when nothing does. */
  rawAt(pointer: Pointer): JsonValue | undefined {
    let value: JsonValue | undefined = this.parsing.input;
    for (const token of tokens(pointer.slice(this.parsing.root.length))) value = memberOf(value, token);
    return value;
  }

  /** Mending changes the order of members, so they are counted in the input. */
  private indexed(pointer: Pointer, { unknown }: Exclude<Token, string | number>): Pointer | undefined {
    const owner = this.rawAt(pointer);
    const index = typeof owner === 'object' && owner !== null ? Object.keys(owner).indexOf(unknown) : -1;
    return index < 0 ? undefined : child(pointer, index);
  }
}

function memberOf(value: JsonValue | undefined, token: string | number): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return isJsonArray(value) ? value[Number(token)] : value[String(token)];
}
