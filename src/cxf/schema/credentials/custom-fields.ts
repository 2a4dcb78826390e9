import type { Extension } from '../extension.js';
import type { EditableField } from '../field.js';
import { credentialSpec, plain } from '../member.js';

/** A section of miscellaneous fields; any field type may stand in it. CXF §3.3.5. */
export interface CustomFieldsCredential {
  readonly type: 'custom-fields';
  /** Left out, like the label, by a provider without sections. */
  readonly id?: string;
  readonly label?: string;
  readonly fields: readonly EditableField[];
  readonly extensions?: readonly Extension[];
}

export const customFields = credentialSpec('custom-fields', '3.3.5', 'Fields', {
  id: plain('identifier', 'Identifier'),
  label: plain('text', 'Section'),
  fields: plain('fields', 'Fields', 'required'),
  extensions: plain('extensions', 'Extensions'),
});
