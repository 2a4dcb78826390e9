import { detect } from '../../convert.js';
import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import type { Finding } from '../../core/report.js';
import { readAll, type Source, sourceOf } from '../../core/source.js';
import { validateSource } from '../../formats/cxf/validate.js';
import { formatOf } from '../../formats/registry.js';
import { closeInputs, openInputs } from '../files/inputs.js';
import { IMPORTERS, type ImporterId, type InputFlags, isImporter } from '../flags.js';
import { labelOf } from '../render/labels.js';
import { findingLines } from '../render/report.js';
import { many, table } from '../render/text.js';
import type { Session } from '../session.js';

interface Verdict {
  readonly valid: boolean;
  readonly findings: readonly Finding[];
}

export interface ValidateFlags extends InputFlags {
  readonly for?: string;
  readonly json?: boolean;
}

/** `cxf validate`: exit 0 valid, 1 not; with `--for all` by what the specification says. */
export async function runValidate(path: string | undefined, flags: ValidateFlags, limits: Limits, session: Session): Promise<number> {
  const inputs = await openInputs(path === undefined ? [] : [path], limits, session.signal);
  try {
    const [input] = inputs;
    if (!input) return 2;
    if (flags.from !== 'cxf') await refuseOthers(input, path ?? '-', flags, limits);
    const whole = sourceOf(await readAll(input, limits));
    const judge = (importer: ImporterId): Promise<Verdict> => validateSource(whole, { importer, limits });
    if (flags.for === 'all') return await showAll(judge, flags, session);
    const importer = flags.for !== undefined && isImporter(flags.for) ? flags.for : 'spec';
    return await showOne(importer, await judge(importer), flags, session);
  } finally {
    closeInputs(inputs);
  }
}

/** A vendor's file is no broken CXF: the answer is to convert it. Text that nobody knows is left to the validator, which can say more. */
async function refuseOthers(input: Source, path: string, flags: ValidateFlags, limits: Limits): Promise<void> {
  if (flags.from !== undefined && !formatOf(flags.from)) throw new CxError('format.unknown');
  try {
    const { format, variant = '' } = flags.from === undefined ? await detect(input, limits) : { format: flags.from };
    if (format === 'cxf') return;
    const hint = `It looks like ${labelOf(format, variant)}. Convert it first: cxf convert ${/^[\w./-]+$/.test(path) ? path : 'FILE'} -t cxf -o OUT`;
    throw new CxError('input.not-cxf', { hint });
  } catch (error) {
    if (!(error instanceof CxError) || error.code !== 'detect.unknown') throw error;
  }
}

async function showOne(importer: ImporterId, verdict: Verdict, { json }: ValidateFlags, { screen }: Session): Promise<number> {
  const { valid, findings } = verdict;
  if (json) await screen.json({ version: 1, importer, valid, findings });
  else {
    const ink = screen.outInk;
    const refused = importer === 'spec' ? 'not valid CXF' : `refused (${importer})`;
    const accepted = importer === 'spec' ? 'valid CXF' : `accepted (${importer})`;
    await screen.print([
      ...findingLines(findings, { ink, width: screen.width }),
      valid ? ink.green(`✓ ${accepted}`) : ink.red(`✗ ${refused}`),
    ]);
  }
  return valid ? 0 : 1;
}

async function showAll(judge: (importer: ImporterId) => Promise<Verdict>, { json }: ValidateFlags, { screen }: Session): Promise<number> {
  const verdicts: (readonly [ImporterId, Verdict])[] = [];
  for (const importer of Object.keys(IMPORTERS).filter(isImporter)) verdicts.push([importer, await judge(importer)]);
  const valid = verdicts.some(([importer, verdict]) => importer === 'spec' && verdict.valid);
  if (json) await screen.json({ version: 1, valid, importers: Object.fromEntries(verdicts) });
  else await screen.print(table([['importer', 'verdict', 'invalid', 'lost', 'changed'], ...verdicts.map(row)]));
  if (!json) screen.note([`${many(verdicts.length, 'importer')}; see one with --for IMPORTER. The exit code is that of spec.`]);
  return valid ? 0 : 1;
}

function row([importer, { valid, findings }]: readonly [ImporterId, Verdict]): string[] {
  const count = (severity: Finding['severity']): string => String(findings.filter((finding) => finding.severity === severity).length);
  return [importer, valid ? 'accepted' : 'refused', count('error'), count('loss'), count('change')];
}
