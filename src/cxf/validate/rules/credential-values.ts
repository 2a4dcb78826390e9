import { isPassportType } from '../../fits.js';
import type { ApiKeyCredential } from '../../schema/credentials/api-key.js';
import type { CustomFieldsCredential } from '../../schema/credentials/custom-fields.js';
import type { FileCredential } from '../../schema/credentials/file.js';
import type { ItemReferenceCredential } from '../../schema/credentials/item-reference.js';
import type { PassportCredential } from '../../schema/credentials/passport.js';
import type { WifiCredential } from '../../schema/credentials/wifi.js';
import { WIFI_SECURITY } from '../../schema/field.js';
import type { Walk } from '../walk.js';
import { byteLength } from './byte-length.js';
import { LINK_NAMES } from './collections.js';
import { extensionRules } from './extensions.js';
import { customFieldRules } from './fields.js';
import { unknownMembers } from './members.js';

const SHA256_BYTES = 32;

/** CXF §3.3.2: the URL is one of the URL Standard. */
export function apiKeyRules({ url }: ApiKeyCredential, walk: Walk): void {
  if (url && url.value !== '' && !URL.canParse(url.value)) walk.breach('cxf.api-url', 'url', 'value');
}

/** CXF §3.3.5. */
export function customFieldsRules(section: CustomFieldsCredential, walk: Walk): void {
  walk.id(section.id);
  if (section.label === '') walk.breach('cxf.section-label-empty', 'label');
  extensionRules(section.extensions, 'not shared', walk);
  section.fields.forEach((field, i) => {
    walk.enter('fields', i);
    customFieldRules(field, walk);
    walk.leave(2);
  });
}

/** CXF §3.3.7: the hash is a SHA-256. */
export function fileRules(file: FileCredential, walk: Walk): void {
  walk.id(file.id);
  if (byteLength(file.integrityHash) !== SHA256_BYTES) walk.breach('cxf.file-hash', 'integrityHash');
}

/** CXF §3.3.10. */
export function referenceRules({ reference }: ItemReferenceCredential, walk: Walk): void {
  walk.enter('reference');
  unknownMembers(reference, LINK_NAMES, walk);
  walk.link(reference.item, reference.account, 'cxf.reference-dangling', 'item');
  walk.leave();
}

/** CXF §3.3.13. */
export function passportRules({ passportType }: PassportCredential, walk: Walk): void {
  if (passportType && !isPassportType(passportType.value)) walk.breach('cxf.passport-type', 'passportType', 'value');
}

/** CXF §3.3.17: any text may stand there, one of the five values should. */
export function wifiRules({ networkSecurityType: security }: WifiCredential, walk: Walk): void {
  if (security && !WIFI_SECURITY.some((known) => known === security.value))
    walk.breach('cxf.wifi-security-unknown', 'networkSecurityType', 'value');
}
