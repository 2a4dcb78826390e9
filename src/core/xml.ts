import type { Limits } from './limits.js';
import type { MakeElement, XmlElement } from './xml-read.js';

/*
 * The only door onto XML: bounded reading, strict writing. Most inputs are no XML, so the library behind the reading is loaded when the first one comes.
 */

export type { ElementParts, MakeElement, XmlElement } from './xml-read.js';
export { isXmlName, isXmlText, withoutNonXml, writeXml, type XmlOutput } from './xml-write.js';

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The root element. See `readXmlInto` for what is thrown. */
export async function readXml(chunks: Chunks, limits: Limits): Promise<XmlElement> {
  return readXmlInto(chunks, limits, (parts) => parts);
}

/**
 * The root element of a document in UTF-8, each element made by `make` when it ends: children before parents, in the order of the text.
 *
 * Throws `text.not-utf8`, `xml.encoding`, `xml.doctype-refused`, `xml.syntax` with the pointer `/line/N`, and `limit.exceeded` with the limit
 * `xml.depth` or `xml.elements`. Entities are XML's own five and numbers; a document cannot make others.
 */
export async function readXmlInto<T>(chunks: Chunks, limits: Limits, make: MakeElement<T>): Promise<T> {
  const { XmlReader } = await import('./xml-read.js');
  const reader = new XmlReader(limits, make);
  for await (const chunk of chunks) reader.write(chunk);
  return reader.end();
}
