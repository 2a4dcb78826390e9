import { asShaped } from '../core/brand.js';
import { CxError } from '../core/errors.js';
import type { JsonObject, JsonValue } from '../core/json.js';
import { DEFAULT_LIMITS, type Limits } from '../core/limits.js';
import type { Pointer } from '../core/pointer.js';
import type { Finding } from '../core/report.js';
import { mendAccount } from './lenient/accounts.js';
import { Answers } from './lenient/answers.js';
import { type Envelope, openEnvelope } from './lenient/envelope.js';
import { mendObject } from './lenient/object.js';
import { Place } from './lenient/place.js';
import { Run } from './lenient/run.js';
import { mendVersion } from './lenient/version.js';
import type { CxfDocument } from './schema/document.js';
import { NAMES } from './schema/names.js';
import { HEADER } from './schema/shapes.js';
import { isCleanHeader } from './schema/zod-envelope.js';

export interface ParseOptions {
  readonly limits?: Limits;
}

export interface ParsedCxf {
  readonly document: CxfDocument;
  /** What had to be mended, with pointers into the input as it came. Empty for a clean document. */
  readonly findings: readonly Finding[];
}

/** What parsing knows beside its result: `origins` says where the objects stood in the input that stand elsewhere in the document. */
export interface Parsing extends ParsedCxf {
  readonly origins: ReadonlyMap<object, Pointer>;
  /** Where the document itself stands in the input. */
  readonly root: Pointer;
  /** The header or account as it came, which stands at `root`. */
  readonly input: JsonObject;
}

/**
 * Reads a CXF document of version 1.0, of its drafts, and with the mistakes that real exporters make. What it returns obeys its interfaces;
 * whatever could not is set aside in extensions, never dropped. Unknown members, types and extensions stay where they are. The objects of a
 * clean document are those of `JSON.parse`.
 *
 * Throws CxError when there is no document: `json.*`, `text.not-utf8`, `limit.exceeded`, `cxf.not-a-document`, `cxf.version-unsupported`.
 */
export async function parseCxf(bytes: Uint8Array, options: ParseOptions = {}): Promise<ParsedCxf> {
  const { document, findings } = await parseWithOrigins(bytes, options);
  return { document, findings };
}

/** `parseCxf` for checks that need to name places of the input. */
export async function parseWithOrigins(bytes: Uint8Array, options: ParseOptions = {}): Promise<Parsing> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const envelope = openEnvelope(bytes, limits);
  const answers = new Answers(bytes);
  for (;;) {
    const run = new Run(answers, limits);
    const document = mendDocument(envelope, run);
    if (!(await answers.settle()))
      return {
        document: asShaped<CxfDocument>(document),
        findings: run.findings.list,
        origins: run.origins,
        root: envelope.pointer,
        input: envelope.value,
      };
  }
}

function mendDocument({ kind, value, pointer, around }: Envelope, run: Run): JsonObject {
  const at = Place.root(pointer);
  if (around) run.warning('cxf.envelope-android', at);
  if (kind === 'header') {
    const header = mendHeader(value, at, run);
    if (around) unwrap(around, header, run);
    return header;
  }
  run.warning('cxf.envelope-account', at);
  const names = around ? { ...around } : {};
  const text = (name: string): string => (typeof names[name] === 'string' ? names[name] : '');
  const exporterRpId = text('exporterRpId');
  const account = mendAccount(value, at, run, exporterRpId);
  if (!account) throw new CxError('cxf.not-a-document');
  run.moved(account, at);
  const header = { exporterRpId, exporterDisplayName: text('exporterDisplayName'), timestamp: 0, accounts: [account] };
  const made = { version: { major: 1, minor: 0 }, ...header };
  if (around) unwrap(around, made, run);
  return made;
}

/** What the envelope says otherwise than the document, or beside it, has no place. */
function unwrap(around: JsonObject, header: JsonObject, run: Run): void {
  const at = Place.root('');
  Object.entries(around).forEach(([name, value], index) => {
    if (JSON.stringify(value) !== JSON.stringify(header[name])) run.loss('cxf.header-value-lost', at.child(NAMES.has(name) ? name : index));
  });
}

function mendHeader(value: JsonObject, at: Place, run: Run): JsonObject {
  const version = mendVersion(value['version'], at.child('version'), run);
  const shaped = isCleanHeader(value) ? value : withoutShelf(run, () => mendObject({ ...value, version }, HEADER, at, run) ?? value);
  const accounts = mendAccounts(shaped['accounts'], at.child('accounts'), run, String(shaped['exporterRpId']));
  return accounts === shaped['accounts'] ? shaped : { ...shaped, accounts };
}

/** The header has no extensions: what could not be read of it is lost, and that is said. */
function withoutShelf<T>(run: Run, mend: () => T): T {
  const { list } = run.findings;
  const from = list.length;
  const result = mend();
  list.forEach((finding, i) => {
    if (i < from || finding.code !== 'cxf.member-set-aside') return;
    list[i] = { ...finding, code: 'cxf.header-value-lost', severity: 'loss', reason: 'invalid-value' };
  });
  return result;
}

function mendAccounts(value: JsonValue | undefined, at: Place, run: Run, exporterRpId: string): readonly JsonValue[] {
  const accounts: readonly JsonValue[] = Array.isArray(value) ? value : [];
  let out: JsonValue[] | undefined;
  accounts.forEach((account, i) => {
    const place = at.owner(i);
    const mended = mendAccount(account, place, run, exporterRpId);
    if (mended !== account) out ??= accounts.slice(0, i);
    if (!mended) run.loss('cxf.account-unreadable', place);
    else if (out) {
      if (out.length !== i) run.moved(mended, place);
      out.push(mended);
    }
  });
  return out ?? accounts;
}
