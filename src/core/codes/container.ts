import { codeTable } from './entry.js';

/** Codes of archives and tables: ZIP and CSV. */
export const containerCodes = codeTable({
  'zip.broken': { says: 'The ZIP archive is damaged or not one this program reads.', todo: 'The file may be cut short: export it again.' },
  'zip.hostile': { says: 'The ZIP archive contradicts itself or hides entries, and is refused.' },
  'zip.encrypted': {
    says: 'The ZIP archive is locked with a ZIP password, which is not supported.',
    todo: 'Unpack it first, or export it without a ZIP password.',
  },
  'zip.name-unwritable': { says: 'A name cannot stand in a ZIP archive, or stands there already.' },
  'zip.too-large': { says: 'A file or the archive is too large to be written as ZIP.' },
  'zip.entry-missing': { says: 'The ZIP archive lacks the entry that holds the vault.' },
  'csv.broken': { says: 'The CSV text is broken at this row.', todo: 'Do not edit or save exports in a spreadsheet: export it again.' },
});
