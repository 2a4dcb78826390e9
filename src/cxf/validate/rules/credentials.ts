import { asJson } from '../../../core/brand.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../core/json.js';
import { CREDENTIALS, type Credential } from '../../schema/credential.js';
import type { EditableField } from '../../schema/field.js';
import type { MemberSpec } from '../../schema/member.js';
import type { Walk } from '../walk.js';
import { apiKeyRules, customFieldsRules, fileRules, passportRules, referenceRules, wifiRules } from './credential-values.js';
import { memberFieldRules } from './fields.js';
import { passkeyRules } from './passkeys.js';
import { sshKeyRules } from './ssh-keys.js';
import { totpRules } from './totp.js';

const MEMBERS: ReadonlyMap<string, ReadonlyMap<string, MemberSpec>> = new Map(
  Object.values(CREDENTIALS).map(({ type, members }) => [type, new Map<string, MemberSpec>(Object.entries(members))]),
);

/** One credential of a known type: its fields, its unknown members, and what its type asks for. CXF §3.3. */
export function credentialRules(credential: Credential, walk: Walk): void {
  const specs = MEMBERS.get(credential.type);
  const members = asJson(credential);
  for (const name in members) {
    const spec = specs?.get(name);
    if (spec?.kind === 'field') {
      const field = members[name];
      if (isField(field)) memberFieldRules(field, spec.fieldTypes, name, walk);
    } else if (spec === undefined && name !== 'type') walk.breach('cxf.member-unknown', { unknown: name });
  }
  typeRules(credential, walk);
}

/** Parsing has made sure that a field is one. */
function isField(value: JsonValue | undefined): value is JsonObject & EditableField {
  return isJsonObject(value);
}

function typeRules(credential: Credential, walk: Walk): void {
  switch (credential.type) {
    case 'api-key':
      apiKeyRules(credential, walk);
      break;
    case 'custom-fields':
      customFieldsRules(credential, walk);
      break;
    case 'file':
      fileRules(credential, walk);
      break;
    case 'item-reference':
      referenceRules(credential, walk);
      break;
    case 'passkey':
      passkeyRules(credential, walk);
      break;
    case 'passport':
      passportRules(credential, walk);
      break;
    case 'ssh-key':
      sshKeyRules(credential, walk);
      break;
    case 'totp':
      totpRules(credential, walk);
      break;
    case 'wifi':
      wifiRules(credential, walk);
      break;
    case 'address':
    case 'basic-auth':
    case 'credit-card':
    case 'drivers-license':
    case 'generated-password':
    case 'identity-document':
    case 'note':
    case 'person-name':
      break;
  }
}
