import { type Bytes, equal, fromAnyBase64, sha256 } from '../../../core/bytes.js';
import { CxError } from '../../../core/errors.js';
import { gunzip } from '../../../core/gzip.js';
import { enforce, type Limits } from '../../../core/limits.js';
import { collect } from '../../../core/source.js';
import { valueBytes } from './content-xml.js';
import { binaryOfBytes } from './inner-header.js';
import type { KdbxBinary, KdbxElement } from './kdbx.js';

/*
 * Version 3 keeps in `Meta` what version 4 keeps outside the XML: the hash of the header, and the attachments in base64.
 */

/** Throws `kdbx.header-damaged` when `Meta` has a hash of the header (3.1 does, 3.0 does not) and it is another one. */
export async function checkHeaderHash(root: KdbxElement, header: Bytes): Promise<void> {
  const hash = childOf(childOf(root, 'Meta'), 'HeaderHash');
  if (!hash || hash.text === '') return;
  const expected = fromAnyBase64(hash.text.trim());
  if (!expected || !equal(expected, await sha256(header))) throw new CxError('kdbx.header-damaged');
}

/** The attachments, and the tree without them and without the hash. What cannot be read as an attachment stays in the tree. */
export async function withoutBinaries(
  root: KdbxElement,
  limits: Limits,
): Promise<{ readonly root: KdbxElement; readonly binaries: ReadonlyMap<string, KdbxBinary> }> {
  const found = new Map<string, KdbxBinary>();
  const meta = childOf(root, 'Meta');
  const pool = childOf(meta, 'Binaries');
  const left: KdbxElement[] = [];
  let total = 0;
  for (const element of pool?.children ?? []) {
    const id = element.attributes.get('ID');
    const bytes =
      id === undefined || found.has(id)
        ? undefined
        : await binaryBytes(element, (size) => enforce(limits, 'kdbx.content-bytes', total + size));
    if (id === undefined || !bytes) {
      left.push(element);
      continue;
    }
    total += bytes.length;
    found.set(id, binaryOfBytes(bytes, element.isProtected === true));
    enforce(limits, 'kdbx.binaries', found.size);
  }
  if (!meta) return { root, binaries: found };
  const children = meta.children.flatMap((child) => {
    if (child.name === 'HeaderHash') return [];
    if (child !== pool) return [child];
    return left.length === 0 ? [] : [{ ...child, children: left }];
  });
  const tree = { ...root, children: root.children.map((child) => (child === meta ? { ...meta, children } : child)) };
  return { root: tree, binaries: found };
}

/** Undefined when the element does not hold what it says. */
async function binaryBytes(element: KdbxElement, claim: (bytes: number) => void): Promise<Bytes | undefined> {
  if (element.name !== 'Binary' || element.children.length > 0) return undefined;
  const raw = element.isProtected ? valueBytes(element) : fromAnyBase64(element.text.replaceAll(/\s/g, ''));
  if (!raw || element.attributes.get('Compressed')?.toLowerCase() !== 'true' || raw.length === 0) return raw;
  try {
    return await collect(gunzip([raw], claim));
  } catch (error) {
    if (error instanceof CxError && error.code === 'gzip.broken') return undefined;
    throw error;
  }
}

function childOf(element: KdbxElement | undefined, name: string): KdbxElement | undefined {
  return element?.children.find((child) => child.name === name);
}
