import type { JsonShape } from '../../core/json-shape.js';
import type { Source } from '../../core/source.js';
import { abilitiesBut, type Context, type Detection, type Format, type ReadResult, type Variant } from '../format.js';
import type { Probe } from '../probe.js';
import { INDEX } from './layout.js';
import { write } from './write.js';

const VARIANTS: readonly Variant[] = [
  {
    id: 'json',
    label: 'CXF JSON',
    extension: 'cxf.json',
    reads: true,
    writes: true,
    cannotHold: ['attachments'],
    instead: 'Use cxf:zip, or --attachments DIR, to keep attachments.',
    stores: abilitiesBut(['files', 'counters']),
  },
  {
    id: 'zip',
    label: 'CXF ZIP',
    extension: 'zip',
    reads: true,
    writes: true,
    cannotHold: [],
    stores: abilitiesBut(['counters']),
  },
];

/** FIDO Credential Exchange Format 1.0, with the drafts and vendor shapes that are seen in the wild. */
export const cxf: Format = { id: 'cxf', label: 'FIDO CXF', defaultVariant: 'json', variants: VARIANTS, detect, read, write };

/** The schemas are loaded for reading only: they are most of what a small conversion would wait for. */
async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const reader = await import('./read.js');
  return reader.read(inputs, context);
}

const NO: Detection = { confidence: 0, why: 'no sign of CXF' };

function detect({ zipNames, jsonShape }: Probe): Detection {
  if (zipNames) return zipNames.includes(INDEX) ? { confidence: 70, variant: 'zip', why: 'index.json in a ZIP' } : NO;
  if (jsonShape?.kind !== 'object') return NO;
  const { members } = jsonShape;
  if (members.get('accounts')?.kind === 'array' && (members.has('version') || members.has('exporterRpId') || members.has('exporter')))
    return yes('accounts with a version or an exporter');
  if (members.has('payload') && members.has('exporterRpId')) return yes('an exchange message with a payload');
  const item = members.get('items')?.members.get('0');
  if (item?.members.get('credentials')?.kind === 'array') return yes('items with credentials');
  return members.has('accounts') && holdsItems(members.get('accounts')) ? yes('accounts with items') : NO;
}

function holdsItems(accounts: JsonShape | undefined): boolean {
  return accounts?.members.get('0')?.members.has('items') ?? false;
}

function yes(why: string): Detection {
  return { confidence: 95, variant: 'json', why };
}
