import { sha256, toBase64Url } from '../core/bytes.js';
import { CxError } from '../core/errors.js';
import { collect } from '../core/source.js';
import { isKnown } from '../cxf/schema/credential.js';
import type { FileCredential } from '../cxf/schema/credentials/file.js';
import type { CxfDocument } from '../cxf/schema/document.js';
import type { FileId, FileSource } from './vault.js';

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

/** The files that a document announces and whose bytes are at hand, each checked when it is read. A folder of attachments may hold anything. */
export function announcedFiles(document: CxfDocument, files: ReadonlyMap<FileId, FileSource>): ReadonlyMap<FileId, FileSource> {
  const announced = new Map<FileId, FileSource>();
  for (const file of filesOf(document)) {
    const source = files.get(file.id);
    if (source) announced.set(file.id, { size: file.decryptedSize, open: () => verified(file, source) });
  }
  return announced;
}
