import { convert, type Written } from '../../convert.js';
import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import type { Report } from '../../core/report.js';
import { filesIn } from '../files/folder.js';
import { closeInputs, openInputs } from '../files/inputs.js';
import { nativeProvider } from '../kdf-native.js';
import { labelOf } from '../render/labels.js';
import { passkeyLines, reportLines } from '../render/report.js';
import { wrap } from '../render/text.js';
import { asking, Secrets } from '../secrets/secrets.js';
import type { Session } from '../session.js';
import type { ConvertFlags } from './flags.js';
import { clockOf, policyOf, targetFormat } from './policy.js';
import { destinationOf } from './write.js';

/**
 * `cxf convert`, step by step. Everything that can be refused is refused before a secret is asked for,
 * and nothing has its name before everything is written.
 */
export async function runConvert(paths: readonly string[], flags: ConvertFlags, limits: Limits, session: Session): Promise<number> {
  const { screen, signal } = session;
  const secrets = new Secrets(flags.secret ?? [], signal);
  const clock = clockOf(process.env);
  const policy = policyOf(flags, flags.titles === true || screen.watched);
  const format = targetFormat(flags.to);
  const inputs = await openInputs(paths, limits, signal, secrets.onStdin);
  try {
    const destination = destinationOf(flags, inputs, session);
    const attachments = flags.attachmentsFrom === undefined ? undefined : filesIn(flags.attachmentsFrom);
    const conversion = await convert(inputs, {
      ...format,
      policy,
      limits,
      signal,
      clock,
      ask: asking(secrets, screen),
      kdf: nativeProvider,
      progress: ({ stage, done, total }) => screen.progress(stage, done, total),
      ...(flags.from !== undefined && { from: flags.from }),
      ...(attachments && { attachments }),
    });
    const report = { ...conversion.report, findings: [...conversion.report.findings, ...secrets.unused()] };
    if (secrets.exposed) screen.warn('secret.exposed');
    const refused = flags.failOnLoss === true && report.totals.losses > 0;
    // What writing would refuse, such as an attachment that is not what it should be, is refused in a dry run too.
    if (flags.dryRun && !refused) await drain(conversion);
    await destination.write(refused || flags.dryRun ? undefined : conversion, forFile(report, flags));
    await tell(report, refused, session);
    return refused ? 4 : 0;
  } finally {
    closeInputs(inputs);
  }
}

async function drain({ output, files }: Written): Promise<void> {
  for await (const _ of output);
  for (const { open } of files.values()) for await (const _ of open());
}

/** The report as `--report` writes it: whose items they were only with `--titles`. */
function forFile(report: Report, { titles }: ConvertFlags): Report {
  if (titles) return report;
  return { ...report, findings: report.findings.map(({ subject: _, ...finding }) => finding) };
}

async function tell(report: Report, refused: boolean, { screen }: Session): Promise<void> {
  const { ink, width } = screen;
  screen.note(reportLines(report, { ink, width, label: labelOf }));
  if (refused) screen.fail(new CxError('loss.refused'));
  if (report.totals.passkeysLeftBehind === 0) return;
  const { passkeyWay } = await import('./passkey-way.js');
  screen.always([...passkeyLines(report, ink), ...passkeyWay(report).flatMap((text) => wrap(text, width, '  '))]);
}
