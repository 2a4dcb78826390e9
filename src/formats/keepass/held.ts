import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { isXmlName, isXmlText, withoutNonXml } from '../../core/xml.js';
import type { Writing } from '../writing/writing.js';
import { canHold } from './kdbx/content-xml.js';
import { INSTANTS, KEEPASS_NAMES } from './names.js';
import { binaryTime, isoOf, secondsOf } from './times.js';

/** What the two kinds of file write differently. */
export type Kind = 'kdbx' | 'xml';

/** Values in the form in which a kind of file can hold them. */
export class Held {
  readonly kind: Kind;
  private readonly writing: Writing;

  constructor(kind: Kind, writing: Writing) {
    this.kind = kind;
    this.writing = writing;
  }

  /** A text outside the inner cipher; what XML cannot hold is replaced, and that is said of `pointer`. */
  text(text: string, pointer: string): string {
    if (isXmlText(text)) return text;
    this.writing.change('keepass.character-replaced', pointer);
    return withoutNonXml(text);
  }

  /** The key of a string; the caller says when it is another. */
  key(text: string): string {
    return this.plain(text);
  }

  /**
   * A value of an entry. The inner cipher hides from XML what it cannot hold, so that a database holds it under that; an attribute of plain
   * XML then says that it was not meant to be hidden.
   */
  value(text: string, isProtected: boolean, pointer: string): JsonValue {
    if (this.kind === 'xml') {
      const fit = this.text(text, pointer);
      return isProtected ? { '@ProtectInMemory': 'True', '#text': fit } : fit;
    }
    const fit = canHold(text, true) ? text : this.text(text, pointer);
    if (isProtected) return { '#protected': true, '#text': fit };
    return canHold(fit, false) ? fit : { '@ProtectInMemory': 'False', '#protected': true, '#text': fit };
  }

  /** An instant; undefined for one that no file can hold. */
  instant(seconds: number): string | undefined {
    const iso = isoOf(seconds);
    return iso !== undefined && this.kind === 'kdbx' ? binaryTime(seconds) : iso;
  }

  /** A carried tree; what no file can hold of it is a loss: it may have been edited since. `name`: of the element. */
  carried(value: JsonValue | undefined, name = ''): JsonValue | undefined {
    if (typeof value === 'string') return INSTANTS.has(name) ? this.carriedInstant(value) : this.carriedText(value);
    if (value === true) return value;
    if (isJsonArray(value)) return value.flatMap((one) => this.carried(one, name) ?? []);
    if (isJsonObject(value)) return this.carriedObject(value);
    if (value !== undefined) this.writing.loseHere();
    return undefined;
  }

  carriedObject(value: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]): [string, JsonValue][] => {
        if (!isMemberName(name)) this.writing.loseHere();
        const kept = isMemberName(name) ? this.carried(one, name) : undefined;
        return kept === undefined ? [] : [[name, kept]];
      }),
    );
  }

  /** Members that nobody knows. One of a name that KeePass knows is none: it would take the place of what the document says. */
  unknown(members: JsonValue | undefined): JsonObject {
    const entries = Object.entries(isJsonObject(members) ? members : {});
    const own = entries.filter(([name]) => !KEEPASS_NAMES.has(name));
    if (own.length < entries.length) this.writing.loseHere();
    return this.carriedObject(Object.fromEntries(own));
  }

  private carriedInstant(text: string): string {
    const seconds = secondsOf(text);
    return (seconds === undefined ? undefined : this.instant(seconds)) ?? this.carriedText(text);
  }

  private carriedText(text: string): string {
    if (!isXmlText(text)) this.writing.changeHere('keepass.character-replaced');
    return this.plain(text);
  }

  private plain(text: string): string {
    return isXmlText(text) ? text : withoutNonXml(text);
  }
}

/** Names of elements, attributes and texts that a tree may have. */
function isMemberName(name: string): boolean {
  return /^#(?:text|bytes|protected|__proto__)$/.test(name) || isXmlName(name.startsWith('@') ? name.slice(1) : name);
}
