import { CxError } from '../../core/errors.js';
import type { Source } from '../../core/source.js';
import { type Ability, abilitiesBut, type Context, type Format, type ReadResult, type Variant } from '../format.js';
import { detect } from './detect.js';

const MISSING: readonly Ability[] = ['counters', 'cards', 'identities', 'ssh-keys'];

const VARIANTS: readonly Variant[] = [
  {
    id: 'kdbx',
    label: 'KeePass database (KDBX)',
    extension: 'kdbx',
    reads: true,
    writes: false,
    cannotHold: ['signature counters'],
    stores: abilitiesBut(MISSING),
  },
  {
    id: 'xml',
    label: 'KeePass XML',
    extension: 'xml',
    reads: true,
    writes: false,
    cannotHold: ['signature counters'],
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
};

async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  const { readKeePass } = await import('./read.js');
  return readKeePass(source, context);
}
