import type { JsonShape } from '../../core/json-shape.js';
import type { Detection } from '../format.js';
import type { Probe } from '../probe.js';

const NO: Detection = { confidence: 0, why: 'no sign of Bitwarden' };
/** Every member that Bitwarden itself writes into each item; others imitate some of them. */
const ITEM_MEMBERS = ['type', 'name'];
const BODIES = ['login', 'secureNote', 'card', 'identity', 'sshKey', 'bankAccount', 'driversLicense', 'passport'];

/** Recognises exports by their outline, never by their file name alone. */
export function detect(probe: Probe): Detection {
  const { zipNames, jsonShape, csvHeading } = probe;
  if (zipNames)
    return zipNames.includes('data.json') && zipNames.every((name) => name === 'data.json' || name.startsWith('attachments/'))
      ? sure('zip', 'data.json in a ZIP', 80)
      : NO;
  if (jsonShape?.kind === 'object') return detectJson(jsonShape.members);
  if (csvHeading && ['type', 'name', 'login_username', 'login_password', 'login_totp'].every((column) => csvHeading.includes(column))) {
    return csvHeading.includes('folder') || csvHeading.includes('collections') ? sure('csv', 'the columns of a Bitwarden CSV') : NO;
  }
  return NO;
}

function detectJson(members: ReadonlyMap<string, JsonShape>): Detection {
  const encrypted = members.get('encrypted')?.truth;
  if (members.get('passwordProtected')?.truth === true && members.has('encKeyValidation_DO_NOT_EDIT')) {
    return { ...sure('json', 'a password-protected export'), locked: true, obstacle: 'bitwarden.password-protected' };
  }
  const items = members.get('items');
  if (encrypted === true && items)
    return { ...sure('json', 'an export encrypted for one account'), locked: true, obstacle: 'bitwarden.account-restricted' };
  if (items?.kind !== 'array') return NO;
  const item = items.members.get('0')?.members;
  const grouped = members.has('folders') || members.has('collections');
  if (!item) return encrypted === false && grouped ? sure('json', 'an empty export') : NO;
  const looksRight =
    ITEM_MEMBERS.every((member) => item.has(member)) && item.get('type')?.kind === 'number' && BODIES.some((body) => item.has(body));
  // The authenticator's export has the same items, but neither groups nor anything beside the codes.
  if (!looksRight || !(grouped || item.has('reprompt') || item.has('notes'))) return NO;
  return sure('json', 'items with Bitwarden types', encrypted === false ? 95 : 90);
}

function sure(variant: string, why: string, confidence = 95): Detection {
  return { confidence, variant, why };
}
