import type { CsvLayout } from '../../core/csv.js';
import type { CredentialType } from '../../cxf/schema/credential.js';
import type { FieldType } from '../../cxf/schema/field.js';
import type { Ability, ExpectedLoss } from '../format.js';

/**
 * What a column means; said once for reading, writing and the README.
 * `member` is an EditableField of the item's first credential of that type; a value that does not fit it becomes a custom field named
 * `label`. `custom` has no member in CXF. `setting` says something to machines only.
 */
export type Place =
  | { readonly to: 'title' | 'url' | 'note' | 'otp' | 'id' }
  | { readonly to: 'member'; readonly credential: CredentialType; readonly member: string; readonly label: string }
  | { readonly to: 'custom'; readonly label: string; readonly fieldType: FieldType }
  | { readonly to: 'setting'; readonly name: string }
  /** UNIX milliseconds. */
  | { readonly to: 'creationAt' | 'modifiedAt' }
  | { readonly to: 'favorite'; readonly yes: string; readonly no: string }
  /** Folders above one another are joined by the separator. `none`: words that stand for no folder. */
  | { readonly to: 'folder'; readonly separator: string; readonly none?: readonly string[] }
  | { readonly to: 'tags'; readonly separator: string };

export interface Column {
  /** As the manager writes it. */
  readonly heading: string;
  /** Other headings of the same meaning, lower case: of older versions, or taken by the manager's own importer. */
  readonly also?: readonly string[];
  readonly place: Place;
}

/** Which headings a file must have, lower case. A closed set has no others; the columns themselves are never "others". */
export interface Signature {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** No other headings than those named. */
  readonly closed?: true;
  readonly forbidden?: readonly string[];
}

/** A manager whose export is one table. */
export interface CsvManager {
  readonly id: string;
  /** The manager: "Apple Passwords". */
  readonly label: string;
  /** Its file: "Apple Passwords CSV". */
  readonly file: string;
  /** In the order in which they are written. */
  readonly columns: readonly Column[];
  /** Any of them will do. */
  readonly signatures: readonly Signature[];
  /** What the headings are, in words. */
  readonly why: string;
  /** Another manager has the same headings, and a file without a telling name is taken for one of its own. */
  readonly yields?: true;
  /** A file name of the manager's own, which settles it. */
  readonly fileName?: RegExp;
  readonly layout: CsvLayout;
  /** A column that is written as nothing at all, unquoted, when it is empty. */
  readonly nullable?: readonly string[];
  /** What a row must have so that the manager's own importer takes it. */
  readonly needs: readonly ('url' | 'password')[];
  /** What the importer refuses. Sizes in bytes, rows and characters. */
  readonly takes?: { readonly bytes: number; readonly rows: number; readonly note: number };
  /** Only scheme and host of an address survive the import. */
  readonly originOnly?: true;
  /** An item has one row and one address: further ones stand behind the note. Where left out, each has a row of its own. */
  readonly oneRow?: true;
  /** A row with more or fewer cells than headings is broken. */
  readonly exactWidth?: true;
  /** Cells may be encoded as HTML. */
  readonly entities?: true;
  /** The note may be typed: `NoteType:…` and labels, as LastPass writes them. */
  readonly typedNotes?: true;
  /** Items that are no logins have rows too. What stands in the column of addresses when there is none. */
  readonly placeholders?: { readonly note: string; readonly login: string };
  /** The address of a row that only names a folder. */
  readonly folderRow?: string;
  /** `android://HASH@PACKAGE/` among the addresses names an app. */
  readonly androidUrls?: true;
  /** A row that is no item, by its address, and the code that says so. */
  readonly notAnItem?: { readonly url: string; readonly code: 'firefox.account-row' };
  /** Everything beside logins that has no place. */
  readonly lacks: readonly Ability[];
  readonly cannotHold: readonly string[];
  readonly instead?: string;
  readonly expectedLosses: readonly ExpectedLoss[];
}

/** `basic-auth` has the same two members everywhere. */
export const USERNAME: Place = { to: 'member', credential: 'basic-auth', member: 'username', label: 'User name' };
export const PASSWORD: Place = { to: 'member', credential: 'basic-auth', member: 'password', label: 'Password' };

/** The column of a heading; undefined for one that the manager does not have. */
export function columnOf({ columns }: CsvManager, heading: string): Column | undefined {
  const name = normalised(heading);
  return columns.find((column) => column.heading.toLowerCase() === name || column.also?.includes(name));
}

/** Headings are compared without case and without blanks around them. */
export function normalised(heading: string): string {
  return heading.trim().toLowerCase();
}
