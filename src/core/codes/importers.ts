import { codeTable } from './entry.js';

/** What `validate --for` an importer finds beside the rules of the specification. The evidence stands in `cxf/importers`. */
export const importerCodes = codeTable({
  'import.field-type': {
    says: 'The importer refuses the whole account because of the field type of a field.',
    todo: 'Convert the file to cxf for this importer: `cxf convert -t cxf --for IMPORTER`.',
  },
  'import.number-range': {
    says: 'The importer refuses the whole account because the period or digits of a one-time password are above 255.',
    todo: 'Convert the file to cxf for this importer: `cxf convert -t cxf --for IMPORTER`.',
  },
  'import.nesting': { says: 'The importer refuses the whole account because something is nested too deeply.' },
  'import.account-ignored': { says: 'The importer reads only the first account of the document.' },
  'import.item-ignored': { says: 'The importer takes nothing of an item, so it disappears.' },
  'import.type-ignored': { says: 'The importer ignores credentials of this type.' },
  'import.first-only': {
    says: 'The importer takes only the first credential of each type of an item.',
    todo: 'Convert the file to cxf for this importer: `cxf convert -t cxf --for IMPORTER`.',
  },
  'import.member-ignored': { says: 'The importer ignores a member.' },
  'import.passkey-algorithm': { says: 'The importer stores a passkey as one of P-256, which it is not, so it cannot be used.' },
});

/** A rule of one importer. */
export type ImporterCode = keyof typeof importerCodes;
