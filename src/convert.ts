import { CxError } from './core/errors.js';
import { DEFAULT_LIMITS, type Limits } from './core/limits.js';
import { type Finding, Findings, type Report, totals } from './core/report.js';
import { collect, type Source } from './core/source.js';
import { withCanonicalKeys } from './cxf/canonical-keys.js';
import { applyCarryChoice } from './cxf/carry/policy.js';
import { filterTypes } from './cxf/filter.js';
import { type Detected, detect as detectFormat } from './formats/detect.js';
import { announcedFiles, withFiles } from './formats/files.js';
import type { ReadResult } from './formats/format.js';
import { isInInput } from './formats/join.js';
import { type ConvertOptions, contextOf, type ReadOptions, type WriteOptions } from './formats/options.js';
import type { Policy } from './formats/policy.js';
import { readInputs } from './formats/read-inputs.js';
import { countsOf, gapsOf } from './formats/report.js';
import { targetOf } from './formats/target.js';
import type { FileId, FileSource, Vault } from './formats/vault.js';

export type { Detected } from './formats/detect.js';
export type { ConvertOptions, ReadOptions, WriteOptions } from './formats/options.js';

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
  const { vault, report } = await readInputs(inputs, options.from, context);
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

/** The owner's own words stand in a report only when asked for. */
function shown(report: Report, findings: readonly Finding[], { titles }: Policy): Report {
  return { ...report, totals: totals(findings), findings: titles ? findings : findings.map(({ subject: _, ...finding }) => finding) };
}
