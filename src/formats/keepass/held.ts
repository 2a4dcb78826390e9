import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { isXmlText, withoutNonXml } from '../../core/xml.js';
import type { Writing } from '../writing/writing.js';
import { canHold } from './kdbx/content-xml.js';
import { INSTANTS } from './names.js';
import { binaryTime, isoOf, secondsOf } from './times.js';

/** What the two kinds of file write differently. */
export type Kind = 'kdbx' | 'xml';

/** Names of elements, attributes and texts that a carried tree may have. */
const NAME = /^(?:#text|#bytes|#protected|@?[A-Za-z_][A-Za-z0-9._-]*|#__proto__)$/;

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

  /** A carried tree, without what no file can hold: it may have been edited since. `name`: of the element. */
  carried(value: JsonValue | undefined, name = ''): JsonValue | undefined {
    if (typeof value === 'string') return INSTANTS.has(name) ? this.carriedInstant(value) : this.plain(value);
    if (value === true) return value;
    if (isJsonArray(value)) return value.flatMap((one) => this.carried(one, name) ?? []);
    return isJsonObject(value) ? this.carriedObject(value) : undefined;
  }

  carriedObject(value: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]): [string, JsonValue][] => {
        const kept = NAME.test(name) ? this.carried(one, name) : undefined;
        return kept === undefined ? [] : [[name, kept]];
      }),
    );
  }

  private carriedInstant(text: string): string {
    const seconds = secondsOf(text);
    return (seconds === undefined ? undefined : this.instant(seconds)) ?? this.plain(text);
  }

  private plain(text: string): string {
    return isXmlText(text) ? text : withoutNonXml(text);
  }
}
