import { cxfQuirkCodes } from './cxf-quirks.js';
import { cxfRuleCodes } from './cxf-rules.js';
import { codeTable } from './entry.js';

/** Codes of CXF documents; the clause of each stands in `docs/cxf-requirements.md`. */
export const cxfCodes = codeTable({
  'cxf.not-a-document': {
    says: 'The JSON is not a CXF document: it has neither accounts nor items.',
    todo: 'If it is the export of a manager, convert it: `cxf convert` reads many formats.',
  },
  'cxf.version-unsupported': {
    says: 'The document is of a version of CXF that this program does not know.',
    todo: 'Look for a newer version of this program.',
  },
  ...cxfQuirkCodes,
  ...cxfRuleCodes,
});
