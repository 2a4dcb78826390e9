import { CxError } from '../../core/errors.js';
import { collect } from '../../core/source.js';
import { writeXml, type XmlOutput } from '../../core/xml.js';
import { toBase64 } from '../../keys/pem.js';
import type { KdbxBinary, KdbxElement } from './kdbx/kdbx.js';

/** The tree as plain XML, the attachments in `Meta`. Throws `file.changed` for one that is not as long as it says. */
export async function* plainXml(root: KdbxElement, binaries: readonly KdbxBinary[]): AsyncGenerator<Uint8Array> {
  const pool: XmlOutput[] = [];
  for (const [index, binary] of binaries.entries()) pool.push(await poolElement(binary, index));
  yield* writeXml(outputOf(root, pool));
}

async function poolElement({ size, isProtected, open }: KdbxBinary, index: number): Promise<XmlOutput> {
  const bytes = await collect(chunks(open()));
  if (bytes.length !== size) throw new CxError('file.changed');
  const attributes = new Map([['ID', String(index)], ...(isProtected ? [['ProtectInMemory', 'True'] as const] : [])]);
  return { name: 'Binary', attributes, text: toBase64(bytes) };
}

async function* chunks(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* source;
}

/** What the inner cipher would protect is marked, as KeePass does; bytes that are no text become base64. */
function outputOf({ name, attributes, children, text, isProtected }: KdbxElement, pool: readonly XmlOutput[]): XmlOutput {
  const own = children.map((child) => outputOf(child, child.name === 'Meta' && name === 'KeePassFile' ? pool : []));
  return {
    name,
    attributes: isProtected ? new Map([...attributes, ['ProtectInMemory', 'True']]) : attributes,
    text,
    children: pool.length > 0 ? [...own, { name: 'Binaries', children: pool }] : own,
  };
}
