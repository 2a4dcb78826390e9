import type { StringField } from './read-strings.js';
import type { Reading } from './reading.js';

/**
 * The value of a string with what its references name; the caller carries how it was spelled. A reference that names nothing stays as it
 * is, with a warning; placeholders such as `{USERNAME}` are for programs and stay too.
 */
export function resolved({ value, pointer }: StringField, { references, findings }: Reading): string {
  // Most texts hold none.
  if (!/\{REF:/i.test(value)) return value;
  const found = references.resolve(value);
  if (found.isDangling) findings.warning('keepass.reference-dangling', pointer);
  if (found.isResolved) findings.change('keepass.reference-resolved', pointer);
  return found.value;
}
