import { CxError } from '../../core/errors.js';
import type { Source } from '../../core/source.js';
import { isZip } from '../../core/zip.js';
import { type Ability, abilitiesBut, type Context, type Format, type ReadResult, type Variant, type WriteResult } from '../format.js';
import { probe } from '../probe.js';
import type { Vault } from '../vault.js';
import { detect } from './detect.js';
import { CSV_LOSSES, JSON_LOSSES, ZIP_LOSSES } from './losses.js';
import { readJson } from './read.js';
import { writeJson } from './write.js';
import { readZipExport, writeZipExport } from './zip.js';

const JSON_MISSING: readonly Ability[] = ['prf', 'files'];
const CSV_MISSING: readonly Ability[] = ['passkeys', 'counters', 'prf', 'files', 'cards', 'identities', 'ssh-keys', 'history'];

const VARIANTS: readonly Variant[] = [
  {
    id: 'json',
    label: 'Bitwarden JSON',
    extension: 'json',
    reads: true,
    writes: true,
    cannotHold: ['attachments'],
    instead: 'Export the ZIP to keep attachments.',
    expectedLosses: JSON_LOSSES,
    stores: abilitiesBut(JSON_MISSING),
  },
  {
    id: 'json-encrypted',
    label: 'Bitwarden locked JSON',
    extension: 'json',
    reads: true,
    writes: true,
    cannotHold: ['attachments'],
    expectedLosses: JSON_LOSSES,
    stores: abilitiesBut(JSON_MISSING),
  },
  {
    id: 'zip',
    label: 'Bitwarden ZIP',
    extension: 'zip',
    reads: true,
    writes: true,
    cannotHold: [],
    expectedLosses: ZIP_LOSSES,
    stores: abilitiesBut(['prf']),
  },
  {
    id: 'csv',
    label: 'Bitwarden CSV',
    extension: 'csv',
    reads: true,
    writes: true,
    cannotHold: ['passkeys', 'cards', 'identities', 'SSH keys', 'attachments', 'password history'],
    instead: 'Export JSON or ZIP.',
    expectedLosses: CSV_LOSSES,
    stores: abilitiesBut(CSV_MISSING),
  },
];

/** Bitwarden and the servers that speak its format: JSON, ZIP with attachments, CSV; plain or under a password; personal vaults and organisations. */
export const bitwarden: Format = {
  id: 'bitwarden',
  label: 'Bitwarden',
  defaultVariant: 'json',
  variants: VARIANTS,
  detect,
  read,
  write,
};

async function read(inputs: readonly Source[], context: Context): Promise<ReadResult> {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  if (isZip(await source.bytes(0, Math.min(source.size, 4)))) return readZipExport(source, context);
  const { variant } = detect(await probe(source, context.limits));
  if (variant !== 'csv') return readJson(source, context);
  const { readCsv } = await import('./csv-read.js');
  return readCsv(source, context);
}

async function write(vault: Vault, context: Context, variant: string): Promise<WriteResult> {
  if (variant === 'zip') return writeZipExport(vault, context);
  if (variant === 'json-encrypted') {
    const { writeProtected } = await import('./write-protected.js');
    return writeProtected(vault, context);
  }
  if (variant !== 'csv') return writeJson(vault, context);
  const { writeCsvExport } = await import('./csv-write.js');
  return writeCsvExport(vault, context);
}
