import { codeTable } from './entry.js';

/** Codes of the CSV family: browsers, operating systems and managers whose exports are one table. */
export const csvCodes = codeTable({
  'csv.row-broken': {
    says: 'A row of the table is broken, so nothing of it could be read; all other rows were.',
    todo: 'Look at the row in the export, and enter that one by hand.',
  },
  'csv.heading-twice': {
    says: 'Two columns of the table have the same meaning, so nobody can say which one counts.',
    todo: 'Remove one of the two columns.',
  },
  'csv.no-heading': {
    says: 'This looks like a table without a heading row, so what its columns mean is not certain.',
    todo: 'Export it again with headings, or write the heading row of the program it came from above the first row.',
  },
  'csv.addresses-split': { says: 'Several addresses stood in one cell and were taken apart.' },
  'csv.entities-decoded': { says: 'A cell was encoded as HTML and was decoded, as all others of the table were.' },
  'csv.note-taken-apart': { says: 'A note of a kind that the manager knows was taken apart into the fields that it spells.' },
  'csv.rows-joined': { says: 'Rows that differ in their address only were read as one item with several addresses.' },
  'csv.rows-alike': {
    says: 'Two items that differ in their address only, or not at all, stand in rows that will be read as one item.',
  },
  'csv.row-of-its-own': {
    says: 'A row holds one address, so each further address of an item stands in a row of its own; the target may show several logins.',
  },
  'csv.item-left-out': {
    says: 'An item was left out: the target takes logins only, and this one has no user name, password, address or code that it holds.',
    todo: 'Keep the old vault, or choose a target that holds it: see `cxf formats`.',
  },
  'csv.row-incomplete': {
    says: 'A login lacks a password or an address, so the target may refuse its row.',
    todo: 'Look at what the target says after the import, and enter those by hand.',
  },
  'csv.formula': {
    says: 'A value begins like a formula of a spreadsheet. It is written as it is, as every importer needs it.',
    todo: 'Do not open the file in a spreadsheet.',
  },
  'csv.too-large': {
    says: 'The target refuses a file of this size.',
    todo: 'Split the table into several files, each with the heading row: Chrome takes 150 KB and 3,000 rows at a time.',
  },
  'csv.note-too-long': {
    says: 'The target refuses a row whose note is longer than 1,000 characters.',
    todo: 'Shorten the note first, or enter that login by hand.',
  },
  'note.holds-value': { says: 'The target has no place of its own for a value, so it was written into the note.' },
  'note.extended': { says: 'A note got further lines: values that the target has no place of their own for.' },
  'title.left-behind': { says: 'The target has no titles: it shows the address instead.' },
  'date.left-behind': { says: 'The target keeps no dates, so when an item was made or changed was left behind.' },
  'folder.left-behind': { says: 'The target has no folders, so a folder was left behind; its items were not.' },
  'address.shortened-later': {
    says: 'The target keeps scheme and host of an address and drops the rest when it imports the file.',
  },
  'firefox.account-row': { says: 'The row that holds the keys of a Firefox account is no login, and was left out.' },
});
