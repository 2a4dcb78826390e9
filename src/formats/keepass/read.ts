import { sha256 } from '../../core/bytes.js';
import { readAll, type Source } from '../../core/source.js';
import type { Context, ReadResult } from '../format.js';
import { readReport } from '../report.js';
import { isKdbx } from './detect.js';
import { openKdbx } from './open.js';
import { readPlainXml } from './plain-xml.js';
import { type Opened, readDatabase } from './read-database.js';

/** Reads a database: KDBX of any version, or the XML that KeePass and KeePassXC export. */
export async function readKeePass(source: Source, context: Context): Promise<ReadResult> {
  const bytes = await readAll(source, context.limits);
  const isLocked = isKdbx(bytes);
  const opened: Opened = isLocked ? await openKdbx(bytes, context) : await readPlainXml(bytes, context.limits);
  const { vault, findings } = await readDatabase({ ...opened, digest: await sha256(bytes) }, context);
  return { vault, report: readReport('keepass', isLocked ? 'kdbx' : 'xml', vault, findings.list) };
}
