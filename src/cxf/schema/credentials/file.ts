import { credentialSpec, plain } from '../member.js';

/** What is known of an attachment; the bytes never travel in the JSON. CXF §3.3.7. */
export interface FileCredential {
  readonly type: 'file';
  /** Also the name of the file in an archive. */
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly decryptedSize: number;
  /** SHA-256 of the decrypted bytes, base64url. */
  readonly integrityHash: string;
}

export const file = credentialSpec('file', '3.3.7', 'File', {
  id: plain('identifier', 'Identifier', 'required'),
  name: plain('text', 'Name', 'required'),
  decryptedSize: plain('uint', 'Size', 'required'),
  integrityHash: plain('base64url', 'SHA-256', 'required'),
});
