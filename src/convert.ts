import type { Bytes } from './core/bytes.js';
import { CxError } from './core/errors.js';
import type { KdfProvider } from './core/kdf-argon2.js';
import { DEFAULT_LIMITS, type Limits } from './core/limits.js';
import { type Finding, Findings, type Report, totals } from './core/report.js';
import { collect, type Source } from './core/source.js';
import { withCanonicalKeys } from './cxf/canonical-keys.js';
import { applyCarryChoice } from './cxf/carry/policy.js';
import { filterTypes } from './cxf/filter.js';
import { type Detected, detect as detectFormat } from './formats/detect.js';
import { announcedFiles, withFiles } from './formats/files.js';
import type { Ask, Context, Format, Progress, ReadResult, Variant } from './formats/format.js';
import { inputPointer, isInInput, joinVaults } from './formats/join.js';
import type { Policy } from './formats/policy.js';
import { formatOf } from './formats/registry.js';
import { countsOf, gapsOf } from './formats/report.js';
import type { FileId, FileSource, Vault } from './formats/vault.js';

export type { Detected } from './formats/detect.js';

/** What reading and converting may be told. */
export interface ReadOptions {
  /** The id of the input's format; detected when left out. */
  readonly from?: string;
  readonly policy?: Policy;
  readonly limits?: Partial<Limits>;
  readonly ask?: Ask;
  /** UNIX seconds for the `timestamp` of a document. */
  readonly clock?: () => number;
  /** So many bytes that nobody can foresee, for encrypting an output; the host's own generator when left out. */
  readonly random?: (length: number) => Bytes;
  /** Once aborted, reading and writing reject with its reason. */
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** What derives keys with Argon2, if the host has something better than WebAssembly. */
  readonly kdf?: KdfProvider;
  /** Attachments that stand beside the input, by the id of their `file` credential. */
  readonly attachments?: ReadonlyMap<FileId, FileSource>;
}

/** What writing may be told. */
export interface WriteOptions extends Omit<ReadOptions, 'from' | 'attachments'> {
  /** The id of the target format. */
  readonly to: string;
  /** One of its variants; its usual one when left out. */
  readonly variant?: string;
}

export interface ConvertOptions extends ReadOptions, WriteOptions {}

/** One vault as it was read, with the account of reading it. */
export type ReadVault = ReadResult;

export interface Written {
  /** Complete before the first byte of the output. */
  readonly report: Report;
  readonly output: AsyncIterable<Uint8Array>;
  /**
   * Files that belong beside the output, by the id of their `file` credential; only with `policy.filesBeside`. Reading one throws
   * `file.changed` when its bytes are not those that the document announces.
   */
  readonly files: ReadonlyMap<FileId, FileSource>;
}

/** The report of an input, without a target. */
export type Inspection = Report & { readonly locked?: true };

/**
 * Tells the format of an input from its beginning. Throws `limit.exceeded`, `input.empty`, `detect.html`, `detect.not-a-vault`,
 * `detect.ambiguous` or `detect.unknown`.
 */
export async function detect(input: Source, limits: Partial<Limits> = {}): Promise<Detected> {
  return detectFormat(input, { ...DEFAULT_LIMITS, ...limits });
}

/**
 * Reads any known file into one CXF document. Several inputs stand side by side as accounts: nothing is merged. Throws `CxError` when there
 * is no document: `input.empty`, an unknown or ambiguous format (`detect.*`, `format.unknown`), a broken container, over a limit.
 */
export async function read(inputs: readonly Source[], options: ReadOptions = {}): Promise<ReadVault> {
  const context = contextOf(options);
  const { vault, report } = await readEach(inputs, options, context);
  if (!options.attachments) return { vault, report: shown(report, report.findings, context.policy) };
  const damaged = new Findings();
  const complete = await withFiles(vault, options.attachments, damaged);
  const counted = { ...report, counts: countsOf(complete.document) };
  return { vault: complete, report: shown(counted, [...report.findings, ...damaged.list], context.policy) };
}

/**
 * Writes a vault: the owner's choices are applied first, then the format writes what it can and reports the rest. Throws `CxError`:
 * `format.unknown`, `format.no-writer`.
 */
export async function write(vault: Vault, options: WriteOptions): Promise<Written> {
  const context = contextOf(options);
  const { format, variant } = targetOf(options);
  context.signal?.throwIfAborted();
  const chosen = new Findings();
  const filtered = filterTypes(vault.document, context.policy.only, chosen, vault.origins, vault.root);
  const carried = applyCarryChoice(filtered, context.policy.carry ?? 'all', chosen, vault.origins, vault.root);
  const isVerbatim = context.policy.importer === 'spec';
  const document = isVerbatim ? carried : await withCanonicalKeys(carried, chosen, vault.origins, vault.root);
  if (!format.write) throw new CxError('format.no-writer');
  const { output, report, files } = await format.write({ ...vault, document }, context, variant.id);
  const findings = [...chosen.list, ...report.findings];
  const written = { ...report, gaps: gapsOf(format.id, variant, 'target') };
  const beside = context.policy.filesBeside ? (files ?? announcedFiles(document, vault.files)) : new Map();
  return { output, report: shown(written, findings, context.policy), files: beside };
}

/** Reads, applies the owner's choices and writes. The report holds what reading, choosing and writing did, in this order. */
export async function convert(inputs: readonly Source[], options: ConvertOptions): Promise<Written> {
  const { policy = {} } = options;
  // Before the first byte is read, and before anybody is asked for a secret.
  targetOf(options);
  const { vault, report } = await read(inputs, options);
  const written = await write(vault, options);
  const findings = [...report.findings, ...written.report.findings.filter((finding) => !isOfMadeHeader(finding, report))];
  const { target, gaps } = written.report;
  const merged = { ...report, ...(target && { target }), gaps: [...report.gaps, ...gaps] };
  return { ...written, report: shown(merged, findings, policy) };
}

/** The header that a reader or the joining of inputs made has nothing of the input in it. */
function isOfMadeHeader({ code, source = '' }: Finding, { inputs, source: { format } }: Report): boolean {
  return code === 'header.replaced' && (inputs ? !isInInput(source) : format !== 'cxf');
}

/** `convert` with the whole output as bytes. */
export async function convertToBytes(
  inputs: readonly Source[],
  options: ConvertOptions,
): Promise<{ readonly bytes: Uint8Array; readonly report: Report }> {
  const { output, report } = await convert(inputs, options);
  return { bytes: await collect(output), report };
}

/** `write` with the whole output as bytes. */
export async function writeToBytes(vault: Vault, options: WriteOptions): Promise<{ readonly bytes: Uint8Array; readonly report: Report }> {
  const { output, report } = await write(vault, options);
  return { bytes: await collect(output), report };
}

/**
 * What is inside, counts only. A locked file needs no secret: it gives format and variant, and what can be done about it. With
 * `ask` it is opened, and what opening it throws is thrown.
 */
export async function inspect(inputs: readonly Source[], options: ReadOptions = {}): Promise<Inspection> {
  const [first] = inputs;
  if (!first) throw new CxError('input.empty');
  // A format that was named is not looked for; only its own detection can tell that it is locked.
  const found = await detect(first, options.limits).catch((error: unknown) => {
    if (options.from === undefined) throw error;
    return undefined;
  });
  const isOther = options.from !== undefined && options.from !== found?.format;
  if (!found?.locked || isOther || options.ask) return (await read(inputs, options)).report;
  return {
    version: 1,
    source: { format: found.format, variant: found.variant },
    gaps: [],
    counts: { items: 0, credentials: {}, files: 0 },
    totals: { losses: 0, changes: 0, passkeysLeftBehind: 0 },
    findings: found.obstacle ? [{ code: found.obstacle, severity: 'warning' }] : [],
    locked: true,
  };
}

async function readEach(inputs: readonly Source[], options: ReadOptions, context: Context): Promise<ReadResult> {
  const [first, ...more] = inputs;
  if (!first) throw new CxError('input.empty');
  if (more.length === 0) return readOne(first, options, context);
  const results: ReadResult[] = [];
  for (const [index, input] of inputs.entries()) {
    try {
      results.push(await readOne(input, options, context));
    } catch (error) {
      throw error instanceof CxError ? error.at(inputPointer(index)) : error;
    }
  }
  return joinVaults(results);
}

async function readOne(input: Source, { from }: ReadOptions, context: Context): Promise<ReadResult> {
  context.signal?.throwIfAborted();
  const format = required(from ?? (await detectFormat(input, context.limits)).format);
  const { vault, report } = await format.read([input], context);
  const variant = format.variants.find(({ id }) => id === report.source.variant);
  return { vault, report: { ...report, gaps: variant ? gapsOf(format.id, variant, 'source') : [] } };
}

/** The owner's own words stand in a report only when asked for. */
function shown(report: Report, findings: readonly Finding[], { titles }: Policy): Report {
  return { ...report, totals: totals(findings), findings: titles ? findings : findings.map(({ subject: _, ...finding }) => finding) };
}

function contextOf(options: Omit<ReadOptions, 'from' | 'attachments'>): Context {
  return {
    ask: options.ask ?? (async () => undefined),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    clock: options.clock ?? (() => Math.floor(Date.now() / 1000)),
    random: options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
    policy: options.policy ?? {},
    ...(options.signal && { signal: options.signal }),
    ...(options.progress && { progress: options.progress }),
    ...(options.kdf && { kdf: options.kdf }),
  };
}

function required(id: string): Format {
  const format = formatOf(id);
  if (!format) throw new CxError('format.unknown');
  return format;
}

function targetOf({ to, variant }: WriteOptions): { readonly format: Format; readonly variant: Variant } {
  const format = required(to);
  const found = format.variants.find(({ id }) => id === (variant ?? format.defaultVariant));
  if (!found) throw new CxError('format.unknown');
  if (!found.writes) throw new CxError('format.no-writer');
  return { format, variant: found };
}
