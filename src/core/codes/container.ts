import { codeTable } from './entry.js';

/** Codes of containers and tables: ZIP, gzip, CSV, XML. */
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
  'gzip.broken': { says: 'Compressed data is damaged or cut short.', todo: 'Export the file again, or use a backup.' },
  'xml.syntax': { says: 'The XML text is broken at this line.', todo: 'The file may be cut short: export it again.' },
  'xml.doctype-refused': { says: 'The XML text declares a document type, which no export needs and which is refused.' },
  'xml.encoding': {
    says: 'The XML text says that it is not UTF-8, which is the only encoding that is read.',
    todo: 'Save it again as UTF-8.',
  },
  'xml.character': { says: 'A text holds a character that XML cannot hold.', todo: 'Remove the invisible character from the text.' },
  'csv.broken': { says: 'The CSV text is broken at this row.', todo: 'Do not edit or save exports in a spreadsheet: export it again.' },
});
