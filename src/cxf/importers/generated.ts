import type { Pointer } from '../../core/pointer.js';
import { carry } from '../carry/names.js';
import { CREDENTIALS } from '../schema/credential.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { GeneratedPasswordCredential } from '../schema/credentials/generated-password.js';
import { MOVED, type Shaping } from './shaping.js';

/** Bitwarden's importer passes over generated passwords: written for it, one becomes a concealed field. */
export function shapeGenerated(
  credential: GeneratedPasswordCredential,
  pointer: Pointer,
  shaping: Shaping,
): GeneratedPasswordCredential | CustomFieldsCredential {
  if (shaping.options.importer !== 'bitwarden') return credential;
  shaping.findings.change('field.moved', shaping.place(credential, pointer));
  const section: CustomFieldsCredential = {
    type: 'custom-fields',
    fields: [
      {
        fieldType: 'concealed-string',
        value: credential.password,
        label: CREDENTIALS['generated-password'].label,
        extensions: [carry(shaping.exporter, 'cx-member', 'cxf', { member: 'generated-password' })],
      },
    ],
  };
  MOVED.add(section);
  return section;
}
