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
  if (zipNames) return detectZip(zipNames);
  if (jsonShape?.kind === 'object') return detectJson(jsonShape.members);
  if (csvHeading && ['type', 'name', 'login_username', 'login_password', 'login_totp'].every((column) => csvHeading.includes(column))) {
    return csvHeading.includes('folder') || csvHeading.includes('collections') ? sure('csv', 'the columns of a Bitwarden CSV') : NO;
  }
  return NO;
}

/** Another program may have added an entry (`__MACOSX/`, a note): less sure then, and the reader reports it. */
function detectZip(names: readonly string[]): Detection {
  if (!names.includes('data.json')) return NO;
  const isAll = names.every((name) => name === 'data.json' || name.startsWith('attachments/'));
  return sure('zip', 'data.json in a ZIP', isAll ? 80 : 60);
}

function detectJson(members: ReadonlyMap<string, JsonShape>): Detection {
  const encrypted = members.get('encrypted')?.truth;
  if (members.get('passwordProtected')?.truth === true && members.has('encKeyValidation_DO_NOT_EDIT')) {
    return { ...sure('json-encrypted', 'a password-protected export'), locked: true };
  }
  const items = members.get('items');
  if (encrypted === true && items)
    return { ...sure('json', 'an export encrypted for one account'), locked: true, obstacle: 'bitwarden.account-restricted' };
  if (items?.kind !== 'array') return NO;
  const first = items.members.get('0');
  const grouped = members.has('folders') || members.has('collections');
  // Empty, or with a broken first item that the reader reports.
  if (first?.kind !== 'object') return encrypted === false && grouped ? sure('json', 'the outline of an export') : NO;
  const item = first.members;
  const looksRight =
    ITEM_MEMBERS.every((member) => item.has(member)) && item.get('type')?.kind === 'number' && BODIES.some((body) => item.has(body));
  // The authenticator's export has the same items, but neither groups nor anything beside the codes.
  if (!looksRight || !(grouped || item.has('reprompt') || item.has('notes'))) return NO;
  return sure('json', 'items with Bitwarden types', encrypted === false ? 95 : 90);
}

function sure(variant: string, why: string, confidence = 95): Detection {
  return { confidence, variant, why };
}
