import { fromBase64Url } from '../../core/bytes.js';
import type { Pointer } from '../../core/pointer.js';
import { sshKeyType } from '../../ssh/index.js';
import { carry, findCarry } from '../carry/names.js';
import { type AnyCredential, isKnown } from '../schema/credential.js';
import type { Item } from '../schema/item.js';
import type { Shaping } from './shaping.js';

/** Types that Bitwarden's importer passes over (measured with its SDK): an item that holds nothing else disappears, its title and URLs too. */
const PASSED_OVER: ReadonlySet<string> = new Set(['file', 'generated-password', 'item-reference']);

const LOGIN: AnyCredential = { type: 'basic-auth' };
const NOTE: AnyCredential = { type: 'note', content: { fieldType: 'string', value: '' } };

/** Types of which it makes a secure note, which has no URLs, when nothing else is there. */
const WITHOUT_URLS: ReadonlySet<string> = new Set([...PASSED_OVER, 'note', 'custom-fields']);

/**
 * Gives an item that would disappear, or lose its URLs, a credential without content, as Bitwarden's own exporter does for a login with URLs
 * only.
 */
export function keepVisible(item: Item, pointer: Pointer, shaping: Shaping): Item {
  const scope = item.scope !== undefined && item.scope.urls.length + item.scope.androidApps.length > 0;
  const enough = scope ? WITHOUT_URLS : PASSED_OVER;
  if (item.credentials.some((credential) => !enough.has(credential.type) && !isOddKey(credential)) || (!scope && item.title === ''))
    return item;
  const added = scope ? LOGIN : NOTE;
  shaping.findings.info('item.placeholder', shaping.place(item, pointer));
  const mark = carry(shaping.exporter, 'cx-placeholder', 'cxf', { type: added.type });
  const visible = { ...item, credentials: [...item.credentials, added], extensions: [...(item.extensions ?? []), mark] };
  shaping.moved(item, visible);
  return visible;
}

/** The item without the credential that `keepVisible` added, when nobody has filled it since. `moved` hears of the item that was made anew. */
export function withoutPlaceholder(item: Item, moved: (from: Item, to: Item) => void): Item {
  const mark = findCarry(item.extensions, 'cx-placeholder', 'cxf');
  if (!mark) return item;
  const index = item.credentials.findLastIndex((credential) => credential.type === mark['type'] && isEmpty(credential));
  const left = (item.extensions ?? []).filter((extension) => extension !== mark);
  const { extensions: _, ...rest } = item;
  const restored = { ...rest, credentials: item.credentials.filter((__, i) => i !== index), ...(left.length > 0 && { extensions: left }) };
  moved(item, restored);
  return restored;
}

/** An SSH key that is none, or of a kind that Bitwarden passes over too: DSA, Ed448. */
function isOddKey(credential: AnyCredential): boolean {
  if (!isKnown(credential) || credential.type !== 'ssh-key') return false;
  const pkcs8 = fromBase64Url(credential.privateKey);
  return pkcs8 === undefined || pkcs8.length === 0 || sshKeyType(pkcs8) === undefined;
}

function isEmpty(credential: AnyCredential): boolean {
  if (isKnown(credential) && credential.type === 'note') return credential.content.value === '';
  return Object.keys(credential).length === 1;
}
