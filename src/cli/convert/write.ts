import { resolve } from 'node:path';
import type { Written } from '../../convert.js';
import { CxError } from '../../core/errors.js';
import type { Report } from '../../core/report.js';
import type { Input } from '../files/input.js';
import { folderStands, Outputs } from '../files/outputs.js';
import { openStream, sendTo } from '../files/stream.js';
import { isExposed, isFolderOpen, isTerminal, type Target, targetOf } from '../files/target.js';
import { visibleJson } from '../render/text.js';
import type { Session } from '../session.js';
import type { ConvertFlags } from './flags.js';

/** Where everything of one conversion goes. */
export interface Destination {
  /** Writes the report, and the vault with its attachments when there is one to write: all of it, or nothing. */
  write(conversion: Written | undefined, report: Report): Promise<void>;
}

/** Looks at every place before the work begins. Throws what `targetOf` throws, `terminal.refused` and `usage`. */
export function destinationOf(flags: ConvertFlags, inputs: readonly Input[], { screen, signal }: Session): Destination {
  const rules = { force: flags.force === true, inputs: inputs.map(({ identity }) => identity) };
  const vault = flags.dryRun ? undefined : targetOf(flags.output ?? '-', rules);
  const report = flags.report === undefined ? undefined : targetOf(flags.report, rules);
  const folder = flags.dryRun ? undefined : flags.attachments;
  if (vault && report && samePlace(vault, report))
    throw new CxError('usage', { hint: 'The vault and the report need two different places.' });
  if (vault && flags.output !== '-' && isTerminal(vault)) throw new CxError('terminal.refused');
  if (folder !== undefined) folderStands(folder);
  if (vault && isExposed(vault)) screen.warn('output.exposed');
  if (vault && isFolderOpen(vault)) screen.warn('file.folder-open');

  return {
    async write(conversion, content) {
      const outputs = new Outputs(rules, signal);
      try {
        if (conversion && folder !== undefined) await outputs.folder(folder, conversion.files);
        if (report) await send(outputs, report, once(visibleJson(content)), signal);
        if (conversion && vault) await send(outputs, vault, conversion.output, signal);
        outputs.publish();
      } finally {
        outputs.clear();
      }
    },
  };
}

async function send(outputs: Outputs, target: Target, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  if (target.kind === 'file') return outputs.file(target.path, chunks);
  const fd = target.kind === 'descriptor' ? target.fd : await openStream(target.path, signal);
  return sendTo(fd, target.path, chunks, signal);
}

function samePlace(a: Target, b: Target): boolean {
  if (a.kind === 'descriptor' || b.kind === 'descriptor') return a.kind === b.kind && 'fd' in a && 'fd' in b && a.fd === b.fd;
  return resolve(a.path) === resolve(b.path);
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
