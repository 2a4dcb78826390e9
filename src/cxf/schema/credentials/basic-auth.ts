import type { EditableField } from '../field.js';
import { credentialSpec, field } from '../member.js';

/** A user name and a password, of a web form or of HTTP Basic. CXF §3.3.3. */
export interface BasicAuthCredential {
  readonly type: 'basic-auth';
  readonly username?: EditableField;
  readonly password?: EditableField;
}

export const basicAuth = credentialSpec('basic-auth', '3.3.3', 'Login', {
  username: field('User name', 'string'),
  password: field('Password', 'concealed-string'),
});
