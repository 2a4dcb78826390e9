import { CxError } from '../../core/errors.js';
import type { Source } from '../../core/source.js';
import { type Ability, abilitiesBut, type Context, type Format, type ReadResult, type Variant, type WriteResult } from '../format.js';
import type { Vault } from '../vault.js';
import { detect } from './detect.js';
import { LOSSES } from './losses.js';

/** Cards, identities and SSH keys travel as fields that a person can read, and come back as what they were. */
const MISSING: readonly Ability[] = ['counters'];

const VARIANTS: readonly Variant[] = [
  {
    id: 'kdbx',
    label: 'KeePass KDBX',
    extension: 'kdbx',
    reads: true,
    writes: true,
    cannotHold: ['signature counters'],
    expectedLosses: LOSSES,
    stores: abilitiesBut(MISSING),
  },
  {
    id: 'xml',
    label: 'KeePass XML',
    extension: 'xml',
    reads: true,
    writes: true,
    cannotHold: ['signature counters'],
    expectedLosses: LOSSES,
    stores: abilitiesBut(MISSING),
  },
];

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
  const { readKeePass } = await import('./read.js');
  return readKeePass(source, context);
}

async function write(vault: Vault, context: Context, variant: string): Promise<WriteResult> {
  const { writeDatabase, writePlainXml } = await import('./write.js');
  return variant === 'xml' ? writePlainXml(vault, context) : writeDatabase(vault, context);
}
