import { CxError } from './core/errors.js';
import { DEFAULT_LIMITS, type Limits } from './core/limits.js';
import { type Finding, Findings, type Report, totals } from './core/report.js';
import type { Source } from './core/source.js';
import { applyCarryChoice } from './cxf/carry/policy.js';
import { detect } from './detect.js';
import { filterTypes } from './filter.js';
import type { Ask, Context, Format, Progress, Variant } from './formats/format.js';
import type { Policy } from './formats/policy.js';
import { formatOf } from './formats/registry.js';
import { gapsOf } from './formats/report.js';
import type { FileId, FileSource, Vault } from './formats/vault.js';

export { detect, type Detected } from './detect.js';

/** What reading and converting may be told. */
export interface ReadOptions {
  /** The id of the input's format; detected when left out. */
  readonly from?: string;
  readonly policy?: Policy;
  readonly limits?: Partial<Limits>;
  readonly ask?: Ask;
  /** UNIX seconds for the `timestamp` of a document. */
  readonly clock?: () => number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** Attachments that stand beside the input, by the id of their `file` credential. */
  readonly attachments?: ReadonlyMap<FileId, FileSource>;
}

export interface ConvertOptions extends ReadOptions {
  /** The id of the target format. */
  readonly to: string;
  /** One of its variants; its usual one when left out. */
  readonly variant?: string;
}

export interface Conversion {
  /** Complete before the first byte of the output. */
  readonly report: Report;
  readonly output: AsyncIterable<Uint8Array>;
  /** Files that belong beside the output, by the id of their `file` credential; only with `policy.filesBeside`. */
  readonly files: ReadonlyMap<FileId, FileSource>;
}

/** One vault as it was read, with the account of reading it. */
export interface ReadVault {
  readonly vault: Vault;
  readonly report: Report;
}

/**
 * Reads any known file into one CXF document. Throws `CxError` when there is no document: an unknown or ambiguous format
 * (`detect.unknown`, `detect.ambiguous`), a broken container, over a limit.
 */
export async function read(inputs: readonly Source[], options: ReadOptions = {}): Promise<ReadVault> {
  const [first] = inputs;
  if (!first) throw new CxError('input.empty');
  const context = contextOf(options);
  const format = options.from === undefined ? required((await detect(first, context.limits)).format) : required(options.from);
  const { vault, report } = await format.read(inputs, context);
  const files = options.attachments ? new Map([...vault.files, ...options.attachments]) : vault.files;
  const variant = format.variants.find(({ id }) => id === report.source.variant);
  return { vault: { ...vault, files }, report: { ...report, gaps: variant ? gapsOf(format.id, variant, 'source') : [] } };
}

/** Reads, applies the owner's choices and writes. The report holds what reading, choosing and writing did, in this order. */
export async function convert(inputs: readonly Source[], options: ConvertOptions): Promise<Conversion> {
  const target = required(options.to);
  const variant = variantOf(target, options.variant ?? target.defaultVariant);
  const context = contextOf(options);
  const { vault, report } = await read(inputs, options);
  const chosen = new Findings();
  const filtered = filterTypes(vault.document, context.policy.only, chosen, vault.origins);
  const document = applyCarryChoice(filtered, context.policy.carry ?? 'all', chosen, vault.origins);
  if (!target.write) throw new CxError('format.no-writer');
  const written = await target.write({ ...vault, document }, context, variant.id);
  const all = [...report.findings, ...chosen.list, ...written.report.findings];
  const findings = context.policy.titles ? all : all.map(withoutSubject);
  return {
    report: {
      version: 1,
      source: report.source,
      target: { format: target.id, variant: variant.id },
      gaps: [...report.gaps, ...gapsOf(target.id, variant, 'target')],
      counts: report.counts,
      totals: totals(findings),
      findings,
    },
    output: written.output,
    files: context.policy.filesBeside ? vault.files : new Map(),
  };
}

/** What is inside, counts only. A locked file needs no secret: it gives format and variant. */
export async function inspect(inputs: readonly Source[], options: ReadOptions = {}): Promise<Report & { readonly locked?: true }> {
  const [first] = inputs;
  if (!first) throw new CxError('input.empty');
  const limits = contextOf(options).limits;
  const found = await detect(first, limits);
  if (!found.locked) return (await read(inputs, options)).report;
  return {
    version: 1,
    source: { format: found.format, variant: found.variant },
    gaps: [],
    counts: { items: 0, credentials: {}, files: 0 },
    totals: { losses: 0, changes: 0, passkeysLeftBehind: 0 },
    findings: [],
    locked: true,
  };
}

/** The owner's own words stand in a report only when asked for. */
function withoutSubject({ subject: _, ...finding }: Finding): Finding {
  return finding;
}

function contextOf(options: ReadOptions): Context {
  return {
    ask: options.ask ?? (async () => undefined),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    clock: options.clock ?? (() => Math.floor(Date.now() / 1000)),
    policy: options.policy ?? {},
    ...(options.signal && { signal: options.signal }),
    ...(options.progress && { progress: options.progress }),
  };
}

function required(id: string): Format {
  const format = formatOf(id);
  if (!format) throw new CxError('format.unknown');
  return format;
}

function variantOf(format: Format, id: string): Variant {
  const variant = format.variants.find((candidate) => candidate.id === id);
  if (!variant) throw new CxError('format.unknown');
  if (!variant.writes) throw new CxError('format.no-writer');
  return variant;
}
