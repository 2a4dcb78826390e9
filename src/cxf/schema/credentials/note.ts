import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A note of any length. CXF §3.3.11. */
export interface NoteCredential {
  readonly type: 'note';
  readonly content: EditableField;
}

export const note = credentialSpec('note', '3.3.11', 'Note', {
  content: { ...field('Content', 'string'), required: true },
});
