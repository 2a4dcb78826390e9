import { type Bytes, exactText, fromAnyBase64, utf8 } from '../../../core/bytes.js';
import { CxError } from '../../../core/errors.js';
import type { KeyStream } from '../../../core/key-stream.js';
import type { Limits } from '../../../core/limits.js';
import { type ElementParts, isXmlText, readXmlInto, writeXml, type XmlOutput } from '../../../core/xml.js';
import { toBase64 } from '../../../keys/pem.js';
import type { KdbxElement } from './kdbx.js';

const PROTECTED = 'Protected';
const NONE: ReadonlyMap<string, string> = new Map();

/**
 * The tree of a database. Protected values are decrypted while they are read, because each takes its part of one stream. Throws what
 * `readXmlInto` throws, and `kdbx.content-broken` for a protected value that is not base64.
 */
export async function readContentXml(chunks: AsyncIterable<Uint8Array>, stream: KeyStream, limits: Limits): Promise<KdbxElement> {
  return readXmlInto<KdbxElement>(chunks, limits, (parts) => elementOf(parts, stream));
}

function elementOf(parts: ElementParts<KdbxElement>, stream: KeyStream): KdbxElement {
  const { name, attributes, children, text, line } = parts;
  const flag = attributes.size === 0 ? undefined : attributes.get(PROTECTED);
  if (flag === undefined) return parts;
  const rest = attributes.size === 1 ? NONE : new Map([...attributes].filter(([key]) => key !== PROTECTED));
  const common = { name, attributes: rest, children, line };
  if (flag.toLowerCase() !== 'true') return { ...common, text };
  const hidden = fromAnyBase64(text.replaceAll(/\s/g, ''));
  if (!hidden) throw new CxError('kdbx.content-broken', { pointer: `/line/${line}` });
  const bytes = stream.apply(hidden);
  const decrypted = exactText(bytes);
  return { ...common, isProtected: true, text: decrypted ?? '', ...(decrypted === undefined && { bytes }) };
}

/** What a value holds, as bytes. */
export function valueBytes({ text, bytes }: KdbxElement): Bytes {
  return bytes ?? utf8(text);
}

/** The tree as XML, its protected values under the stream. Throws `xml.character` for a text that neither XML nor UTF-8 can hold. */
export function writeContentXml(root: KdbxElement, stream: KeyStream): Generator<Uint8Array> {
  return writeXml(outputOf(root, stream));
}

/** Made when its turn comes: the stream goes in the order of the text. */
function outputOf(element: KdbxElement, stream: KeyStream): XmlOutput {
  const { name, attributes, children } = element;
  const common = { name, children: outputsOf(children, stream) };
  if (!element.isProtected) return { ...common, attributes, text: element.text };
  if (HALF.test(element.text)) throw new CxError('xml.character');
  const hidden = toBase64(stream.apply(valueBytes(element)));
  return { ...common, attributes: new Map([...attributes, [PROTECTED, 'True']]), text: hidden };
}

/** Half of a surrogate pair, which UTF-8 does not know. */
const HALF = /\p{Surrogate}/u;

function* outputsOf(children: readonly KdbxElement[], stream: KeyStream): Generator<XmlOutput> {
  for (const child of children) yield outputOf(child, stream);
}

/** True for a text that an element can hold as it stands; a protected one can hold more. */
export function canHold(text: string, isProtected: boolean): boolean {
  return isProtected ? !HALF.test(text) : isXmlText(text);
}
