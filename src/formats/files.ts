import { sha256, toBase64Url } from '../core/bytes.js';
import { type Code, CxError } from '../core/errors.js';
import type { Findings } from '../core/report.js';
import { collect } from '../core/source.js';
import { Places } from '../cxf/places.js';
import { type AnyCredential, isKnown } from '../cxf/schema/credential.js';
import type { FileCredential } from '../cxf/schema/credentials/file.js';
import type { CxfDocument } from '../cxf/schema/document.js';
import type { FileId, FileSource, Vault } from './vault.js';

/** Bytes that can be read, again and again. */
type Readable = Pick<FileSource, 'open'>;

/** Every announced file of a document. */
export function filesOf(document: CxfDocument): FileCredential[] {
  return document.accounts.flatMap(({ items }) => items.flatMap(({ credentials }) => credentials.filter(isFile)));
}

function isFile(credential: AnyCredential): credential is FileCredential {
  return isKnown(credential) && credential.type === 'file';
}

/** What an announcement says of the bytes (CXF §3.3.7). */
export type Imprint = Pick<FileCredential, 'decryptedSize' | 'integrityHash'>;

export async function imprintOf(bytes: Uint8Array<ArrayBuffer>): Promise<Imprint> {
  return { decryptedSize: bytes.length, integrityHash: toBase64Url(await sha256(bytes)) };
}

/** What an archive says of an entry whose bytes are damaged, once they are read. */
const DAMAGE: ReadonlySet<Code> = new Set(['zip.broken', 'zip.hostile']);

/** All bytes; undefined when the archive around them is damaged at this place. Whatever else is wrong is thrown, limits above all. */
export async function bytesOf(source: Readable): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await collect(source.open());
  } catch (error) {
    if (error instanceof CxError && DAMAGE.has(error.code)) return undefined;
    throw error;
  }
}

/** The bytes of a file, handed on only when size and SHA-256 are as announced (CXF §3.3.7). Throws `file.changed`. */
async function* verified(file: FileCredential, source: Readable): AsyncGenerator<Uint8Array> {
  const bytes = await collect(source.open());
  if (!isSame(file, await imprintOf(bytes))) throw new CxError('file.changed');
  yield bytes;
}

function isSame(a: Imprint, b: Imprint): boolean {
  return a.decryptedSize === b.decryptedSize && a.integrityHash === b.integrityHash;
}

/** True when the bytes are what the announcement says of them. */
export async function isAsAnnounced(file: FileCredential, source: Readable): Promise<boolean> {
  const bytes = await bytesOf(source);
  return bytes !== undefined && isSame(file, await imprintOf(bytes));
}

/** The files that a document announces and whose bytes are at hand, each checked when it is read. A folder of attachments may hold anything. */
export function announcedFiles(document: CxfDocument, files: ReadonlyMap<FileId, Readable>): ReadonlyMap<FileId, FileSource> {
  const announced = new Map<FileId, FileSource>();
  for (const file of filesOf(document)) {
    const source = files.get(file.id);
    if (source) announced.set(file.id, { size: file.decryptedSize, open: () => verified(file, source) });
  }
  return announced;
}

/**
 * A vault with the bytes that were found for its announced files. Each is read once and held against its announcement: one that is not as
 * announced is the loss `file.changed` with its place, and leaves the vault with its credential; all others stay.
 */
export async function withFiles(vault: Vault, found: ReadonlyMap<FileId, Readable>, findings: Findings): Promise<Vault> {
  const damaged = new Set<AnyCredential>();
  for (const file of filesOf(vault.document)) {
    const source = found.get(file.id);
    if (source && !(await isAsAnnounced(file, source))) damaged.add(file);
  }
  const document = damaged.size === 0 ? vault.document : without(damaged, vault, findings);
  return { ...vault, document, files: new Map([...vault.files, ...announcedFiles(document, found)]) };
}

/** The document without these credentials, a loss each. What moves up in its item keeps its place in the input. */
function without(damaged: ReadonlySet<AnyCredential>, { document, origins, root }: Vault, findings: Findings): CxfDocument {
  const places = new Places(document, origins, root);
  const accounts = document.accounts.map((account, a) => {
    const items = account.items.map((item, i) => {
      if (!item.credentials.some((credential) => damaged.has(credential))) return item;
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      for (const [c, credential] of item.credentials.entries()) {
        const place = places.placeOf(credential, `${pointer}/credentials/${c}`);
        if (damaged.has(credential)) findings.loss('file.changed', 'invalid-value', place, { title: item.title });
        else origins.set(credential, place);
      }
      const rest = { ...item, credentials: item.credentials.filter((credential) => !damaged.has(credential)) };
      places.moved(item, rest);
      return rest;
    });
    const kept = { ...account, items };
    places.moved(account, kept);
    return kept;
  });
  return { ...document, accounts };
}
