import { sha256, toBase64Url } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { collect } from '../../core/source.js';
import { isKnown } from '../../cxf/schema/credential.js';
import type { FileCredential } from '../../cxf/schema/credentials/file.js';
import type { CxfDocument } from '../../cxf/schema/document.js';
import type { FileSource } from '../vault.js';

/** The entry of the document in a ZIP, and the folder of the files; CXF defines none, CXP §3.4 has `index` and `documents`. */
export const INDEX = 'index.json';
export const DOCUMENTS = 'documents/';

/** Every announced file of a document. */
export function filesOf(document: CxfDocument): FileCredential[] {
  return document.accounts.flatMap(({ items }) =>
    items.flatMap(({ credentials }) => credentials.filter(isKnown).filter((credential) => credential.type === 'file')),
  );
}

/** The bytes of a file, handed on only when size and SHA-256 are as announced (CXF §3.3.7). Throws `file.changed`. */
export async function* verified(file: FileCredential, source: Pick<FileSource, 'open'>): AsyncGenerator<Uint8Array> {
  const bytes = await collect(source.open());
  const hash = toBase64Url(await sha256(bytes));
  if (bytes.length !== file.decryptedSize || hash !== file.integrityHash) throw new CxError('file.changed');
  yield bytes;
}
