import { utf8 } from './bytes.js';
import { CxError } from './errors.js';

/** An element to be written: its text first, then its children. */
export interface XmlOutput {
  readonly name: string;
  readonly attributes?: ReadonlyMap<string, string>;
  readonly text?: string;
  readonly children?: Iterable<XmlOutput>;
}

/** What XML 1.0 §2.2 does not allow in any spelling: most control characters, halves of surrogate pairs, two non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const NON_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u;
const ALL_NON_XML = new RegExp(NON_XML, 'gu');

/** True when every character of the text can stand in XML. */
export function isXmlText(text: string): boolean {
  return !NON_XML.test(text);
}

/** The text with U+FFFD for each character that cannot stand in XML: a change that has to be reported. */
export function withoutNonXml(text: string): string {
  return text.replaceAll(ALL_NON_XML, '\ufffd');
}

/** What a name begins with (XML 1.0 §2.3), but a colon: readers that know namespaces refuse a prefix that nothing declares. */
const START = String.raw`A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}`;
const NAME = new RegExp(String.raw`^[${START}][${START}0-9.\-\u00b7\u0300-\u036f\u203f\u2040]*$`, 'u');

/** True for a name that an element or attribute can have. */
export function isXmlName(name: string): boolean {
  return NAME.test(name);
}

/** Characters that are written at once. */
const PIECE = 64 * 1024;

/**
 * A document in UTF-8, without indentation. Carriage returns are written as references, because a reader turns them into line feeds; in
 * attributes tabs and line feeds too. Throws `xml.character` for a text that is not `isXmlText`, or a name that is none.
 */
export function* writeXml(root: XmlOutput): Generator<Uint8Array> {
  let ready = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  for (const piece of piecesOf(root)) {
    ready += piece;
    if (ready.length < PIECE) continue;
    yield utf8(ready);
    ready = '';
  }
  yield utf8(`${ready}\n`);
}

function* piecesOf(root: XmlOutput): Generator<string> {
  yield startOf(root);
  const open = [{ element: root, children: childrenOf(root) }];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const { done, value } = last.children.next();
    if (done) {
      yield `</${last.element.name}>`;
      open.pop();
    } else {
      yield startOf(value);
      open.push({ element: value, children: childrenOf(value) });
    }
  }
}

function childrenOf({ children = [] }: XmlOutput): Iterator<XmlOutput, unknown> {
  return children[Symbol.iterator]();
}

function startOf({ name, attributes, text = '' }: XmlOutput): string {
  if (!isXmlName(name)) throw new CxError('xml.character');
  let start = `<${name}`;
  for (const [key, value] of attributes ?? []) {
    if (!isXmlName(key)) throw new CxError('xml.character');
    start += ` ${key}="${escaped(value, /[&<>"\t\n\r]/g)}"`;
  }
  return `${start}>${escaped(text, /[&<>\r]/g)}`;
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escaped(text: string, special: RegExp): string {
  if (!isXmlText(text)) throw new CxError('xml.character');
  return text.replaceAll(special, (character) => REFERENCES[character] ?? character);
}
