import { CxError } from '../../core/errors.js';
import type { Source } from '../../core/source.js';
import { abilitiesBut, type Format } from '../format.js';
import { detect } from './detect.js';
import { MANAGERS } from './managers/index.js';
import type { CsvManager } from './table.js';

/** The formats of all managers whose export is one table. */
export const csvFormats: readonly Format[] = MANAGERS.map(formatOf);

function formatOf(manager: CsvManager): Format {
  const { id, label, file, cannotHold, instead, expectedLosses, lacks } = manager;
  return {
    id,
    label,
    defaultVariant: 'csv',
    variants: [
      {
        id: 'csv',
        label: file,
        extension: 'csv',
        reads: true,
        writes: true,
        cannotHold,
        ...(instead !== undefined && { instead }),
        expectedLosses,
        stores: abilitiesBut(lacks),
      },
    ],
    detect: (probe) => detect(manager, probe),
    read: async (inputs, context) => {
      const { readTable } = await import('./read.js');
      return readTable(manager, oneOf(inputs), context);
    },
    write: async (vault, context) => {
      const { writeTable } = await import('./write.js');
      return writeTable(manager, vault, context);
    },
  };
}

function oneOf(inputs: readonly Source[]): Source {
  const [source, ...more] = inputs;
  if (!source || more.length > 0) throw new CxError('format.one-input');
  return source;
}
