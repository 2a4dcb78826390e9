import { codeTable } from './entry.js';

/** What `validate` finds in a document that could be read. */
export const cxfRuleCodes = codeTable({});
