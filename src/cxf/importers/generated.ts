import { asJson } from '../../core/brand.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { carry } from '../carry/names.js';
import { CREDENTIALS } from '../schema/credential.js';
import type { CustomFieldsCredential } from '../schema/credentials/custom-fields.js';
import type { GeneratedPasswordCredential } from '../schema/credentials/generated-password.js';
import { MOVED, type Shaping } from './shaping.js';

/** Bitwarden's importer passes over generated passwords: written for it, one becomes a concealed field. `index` as for `shapeTotp`. */
export function shapeGenerated(
  credential: GeneratedPasswordCredential,
  index: number,
  pointer: Pointer,
  shaping: Shaping,
): GeneratedPasswordCredential | CustomFieldsCredential {
  if (shaping.options.importer !== 'bitwarden') return credential;
  shaping.findings.change('field.moved', shaping.place(credential, pointer));
  const { type: _, password: __, ...more } = asJson(credential);
  const said = { member: 'generated-password', credential: index, ...(Object.keys(more).length > 0 && { more }) };
  const section: CustomFieldsCredential = {
    type: 'custom-fields',
    fields: [
      {
        fieldType: 'concealed-string',
        value: credential.password,
        label: CREDENTIALS['generated-password'].label,
        extensions: [carry(shaping.exporter, 'cx-member', 'cxf', said)],
      },
    ],
  };
  MOVED.add(section);
  return section;
}

/** The other direction, with the members `more` that a field has no place for. */
export function generatedOf(password: string, more?: JsonValue): GeneratedPasswordCredential {
  const others: JsonObject = isJsonObject(more) ? more : {};
  return { ...others, type: 'generated-password', password };
}
