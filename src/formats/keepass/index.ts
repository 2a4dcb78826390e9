import { CxError } from '../../core/errors.js';
import type { Source } from '../../core/source.js';
import type { Context, Detection, Format, ReadResult, WriteResult } from '../format.js';
import { type Probe, probe } from '../probe.js';
import type { Vault } from '../vault.js';
import { detectCsv, readCsv } from './csv-read.js';
import { CSV_VARIANT, writeCsvFile } from './csv-write.js';
import { detectPasskeyFile, PASSKEY_VARIANT } from './passkey-file.js';
import { readPasskeyFile } from './passkey-file-read.js';
import { writePasskeyFile } from './passkey-file-write.js';

/** KeePass, KeePassXC and their kin: CSV and passkey files. */
export const keepass: Format = {
  id: 'keepass',
  label: 'KeePass',
  defaultVariant: 'csv',
  variants: [CSV_VARIANT, PASSKEY_VARIANT],
  detect,
  read,
  write,
};

function detect(view: Probe): Detection {
  const file = detectPasskeyFile(view);
  return file.confidence > 0 ? file : detectCsv(view);
}

async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  const { jsonShape } = await probe(source, context.limits);
  return jsonShape ? readPasskeyFile(source, context) : readCsv(source, context);
}

async function write(vault: Vault, context: Context, variant: string): Promise<WriteResult> {
  return variant === 'passkey' ? writePasskeyFile(vault, context) : writeCsvFile(vault, context);
}
