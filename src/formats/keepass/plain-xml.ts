import type { Bytes } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import { type ElementParts, readXmlInto } from '../../core/xml.js';
import { withoutBinaries } from './kdbx/binaries3.js';
import type { KdbxBinary, KdbxElement } from './kdbx/kdbx.js';

/**
 * The XML that KeePass 2 and KeePassXC export: the inside of a database, with nothing under a cipher. Throws what `readXml` throws, and
 * `format.mismatch` for any other XML.
 */
export async function readPlainXml(
  bytes: Bytes,
  limits: Limits,
): Promise<{ readonly root: KdbxElement; readonly binaries: ReadonlyMap<string, KdbxBinary> }> {
  const root = await readXmlInto<KdbxElement>([bytes], limits, elementOf);
  if (root.name !== 'KeePassFile') throw new CxError('format.mismatch');
  return withoutBinaries(root, limits);
}

/** A value under a cipher (`Protected`) has lost its key: it stays as it stands, to be reported. */
function elementOf(parts: ElementParts<KdbxElement>): KdbxElement {
  return { ...parts, isProtected: false };
}
