import { CxError } from '../../core/errors.js';
import type { Source } from '../../core/source.js';
import type { Context, Format, ReadResult, WriteResult } from '../format.js';
import { probe } from '../probe.js';
import type { Vault } from '../vault.js';
import { detect, isKdbx } from './detect.js';

import { VARIANTS } from './variants.js';

/** KeePass and the programs that share its databases: KeePassXC, KeePassDX, KeePassium, Strongbox, Keepass2Android. */
export const keepass: Format = {
  id: 'keepass',
  label: 'KeePass',
  defaultVariant: 'kdbx',
  variants: VARIANTS,
  detect,
  read,
  write,
};

async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  const { head, text, jsonShape } = await probe(source, context.limits);
  // A file that was named as one of ours may be no database at all: then a reader of text says what is wrong with it.
  if (isKdbx(head) || text?.trimStart().replace('\ufeff', '').startsWith('<'))
    return (await import('./read.js')).readKeePass(source, context);
  if (jsonShape) return (await import('./passkey-file-read.js')).readPasskeyFile(source, context);
  return (await import('./csv-read.js')).readCsv(source, context);
}

async function write(vault: Vault, context: Context, variant: string): Promise<WriteResult> {
  switch (variant) {
    case 'csv':
      return (await import('./csv-write.js')).writeCsvFile(vault, context);
    case 'passkey':
      return (await import('./passkey-file-write.js')).writePasskeyFile(vault, context);
    default: {
      const { writeDatabase, writePlainXml } = await import('./write.js');
      return variant === 'xml' ? writePlainXml(vault, context) : writeDatabase(vault, context);
    }
  }
}
