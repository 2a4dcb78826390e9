import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A key for a programming interface. CXF §3.3.2. */
export interface ApiKeyCredential {
  readonly type: 'api-key';
  readonly key?: EditableField;
  readonly username?: EditableField;
  readonly keyType?: EditableField;
  readonly url?: EditableField;
  readonly validFrom?: EditableField;
  readonly expiryDate?: EditableField;
}

export const apiKey = credentialSpec('api-key', '3.3.2', 'API key', {
  key: field('Key', 'concealed-string'),
  username: field('User name', 'string'),
  keyType: field('Key type', 'string'),
  url: field('URL', 'string'),
  validFrom: field('Valid from', 'date'),
  expiryDate: field('Expiry date', 'date'),
});
