import { credentialSpec, plain } from '../member.js';

/** A result of a password generator, kept without a login. A plain text, not an EditableField. CXF §3.3.8. */
export interface GeneratedPasswordCredential {
  readonly type: 'generated-password';
  readonly password: string;
}

export const generatedPassword = credentialSpec('generated-password', '3.3.8', 'Generated password', {
  password: plain('secret', 'Password', 'required'),
});
