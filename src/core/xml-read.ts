import { SaxesParser } from 'saxes';
import { CxError } from './errors.js';
import { enforce, type Limits } from './limits.js';

/** What stands in an element. */
export interface ElementParts<T> {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly T[];
  /** All text directly in it, CDATA too, in one piece; blanks that only indent its children are left out. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

/** An element and all it holds. Comments and processing instructions are not kept. */
export interface XmlElement extends ElementParts<XmlElement> {}

/** Makes what stands for an element in the tree. */
export type MakeElement<T> = (parts: ElementParts<T>) => T;

interface Open<T> {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  children: T[];
  text: string;
  readonly line: number;
}

const NONE: ReadonlyMap<string, string> = new Map();
/** Bytes that the parser gets at once, so that a refusal comes soon whatever the size of a chunk. */
const PIECE = 64 * 1024;

/** Builds a tree from bytes as they come; see `readXmlInto` of xml for what it throws. */
export class XmlReader<T> {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private readonly limits: Limits;
  private readonly make: MakeElement<T>;
  private readonly open: Open<T>[] = [];
  /** Of every element that has no children: a vault has hundreds of thousands of them. */
  private readonly none: T[] = [];
  private readonly names = new Map<string, string>();
  private elements = 0;
  private root: { readonly element: T } | undefined;

  constructor(limits: Limits, make: MakeElement<T>) {
    this.limits = limits;
    this.make = make;
    const { parser } = this;
    parser.on('error', () => {
      throw this.broken();
    });
    parser.on('doctype', () => {
      throw new CxError('xml.doctype-refused');
    });
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) throw new CxError('xml.encoding');
    });
    parser.on('opentag', ({ name, attributes }) => this.begin(name, attributes));
    parser.on('text', (text) => this.say(text));
    parser.on('cdata', (text) => this.say(text));
    parser.on('closetag', () => this.close());
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) this.parser.write(this.decoded(bytes.subarray(at, at + PIECE)));
  }

  end(): T {
    this.parser.write(this.decoded()).close();
    if (!this.root) throw this.broken();
    return this.root.element;
  }

  private decoded(bytes?: Uint8Array): string {
    try {
      return bytes ? this.decoder.decode(bytes, { stream: true }) : this.decoder.decode();
    } catch {
      throw new CxError('text.not-utf8');
    }
  }

  private broken(): CxError {
    return new CxError('xml.syntax', { pointer: `/line/${this.parser.line}` });
  }

  private begin(name: string, attributes: Readonly<Record<string, string>>): void {
    const { line } = this.parser;
    this.elements++;
    if (this.elements > this.limits['xml.elements']) enforce(this.limits, 'xml.elements', this.elements, `/line/${line}`);
    if (this.open.length >= this.limits['xml.depth']) enforce(this.limits, 'xml.depth', this.open.length + 1, `/line/${line}`);
    this.open.push({ name: this.once(name), attributes: mapOf(attributes), children: this.none, text: '', line });
  }

  /** One string for all elements of a name. */
  private once(name: string): string {
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, name);
    return known ?? name;
  }

  private say(text: string): void {
    const element = this.open.at(-1);
    if (element) element.text += text;
  }

  private close(): void {
    const ended = this.open.pop();
    if (!ended) return;
    if (ended.children !== this.none && !/[^ \t\r\n]/.test(ended.text)) ended.text = '';
    const element = this.make(ended);
    const parent = this.open.at(-1);
    if (parent) {
      if (parent.children === this.none) parent.children = [];
      parent.children.push(element);
    } else this.root = { element };
  }
}

/** Most elements have none: nothing is made for them. */
function mapOf(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  let map: Map<string, string> | undefined;
  for (const name in attributes) {
    map ??= new Map();
    map.set(name, attributes[name] ?? '');
  }
  return map ?? NONE;
}
