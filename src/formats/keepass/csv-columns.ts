/** What a column holds, whatever its heading. */
export type Column = 'group' | 'title' | 'username' | 'password' | 'url' | 'notes' | 'totp' | 'icon' | 'modifiedAt' | 'creationAt' | 'tags';

/** How one program calls its columns, and how it writes a quote inside a cell: doubled, or after a backslash. */
export interface Dialect {
  readonly id: 'keepassxc' | 'keepass';
  /** By heading, in lower case: KeePassXC's own import does not tell cases apart. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The headings that every file of the dialect has. */
  readonly required: readonly string[];
  readonly backslashes: boolean;
}

/** KeePassXC's export, in order (`CsvExporter.cpp`). KeePassX 2 and older versions stop after Notes or TOTP. */
export const KEEPASSXC: ReadonlyArray<readonly [heading: string, column: Column]> = [
  ['Group', 'group'],
  ['Title', 'title'],
  ['Username', 'username'],
  ['Password', 'password'],
  ['URL', 'url'],
  ['Notes', 'notes'],
  ['TOTP', 'totp'],
  ['Icon', 'icon'],
  ['Last Modified', 'modifiedAt'],
  ['Created', 'creationAt'],
];

/** A column that KeePassXC imports (`CsvImportWidget.cpp`) but does not export; written last, and only when there are tags. */
export const TAGS: readonly [heading: string, column: Column] = ['Tags', 'tags'];

/** What KeePass 1 writes, and KeePass 2 as "KeePass CSV (1.x)" (`KeePassCsv1x.cs`). A person may have added columns. */
const KEEPASS: ReadonlyArray<readonly [heading: string, column: Column]> = [
  ['Account', 'title'],
  ['Login Name', 'username'],
  ['Password', 'password'],
  ['Web Site', 'url'],
  ['Comments', 'notes'],
];

const DIALECTS: readonly Dialect[] = [
  {
    id: 'keepassxc',
    columns: lowered([...KEEPASSXC, TAGS]),
    required: ['group', 'title', 'username', 'password', 'url', 'notes'],
    backslashes: false,
  },
  { id: 'keepass', columns: lowered(KEEPASS), required: [...lowered(KEEPASS).keys()], backslashes: true },
];

/** Whose heading this is; undefined for a row that is none of them. */
export function dialectOf(heading: readonly string[]): Dialect | undefined {
  const found = new Set(heading.map((cell) => cell.toLowerCase()));
  return DIALECTS.find(({ required }) => required.every((name) => found.has(name)));
}

function lowered(columns: ReadonlyArray<readonly [heading: string, column: Column]>): ReadonlyMap<string, Column> {
  return new Map(columns.map(([heading, column]) => [heading.toLowerCase(), column]));
}

/** The group that stands before every path: KeePassXC's own root, which its import leaves out again. */
export const ROOT = 'Root';
/** The icon of an entry that nobody gave one. */
export const USUAL_ICON = '0';
/** The `cx-member` of a one-time password that stayed text. */
export const TOTP_MEMBER = 'csv.TOTP';

/** Tags as one cell: KeePassXC takes them apart at commas, semicolons and tabs, and trims them (`Entry.cpp`). */
export function splitTags(text: string): string[] {
  return text
    .split(/[,;\t]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

export function joinTags(tags: readonly string[]): string {
  return tags.join(';');
}
