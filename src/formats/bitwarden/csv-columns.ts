/** The columns that both kinds of export have, in order. */
const COMMON = ['type', 'name', 'notes', 'fields', 'reprompt', 'login_uri', 'login_username', 'login_password', 'login_totp'] as const;

/** The columns of a personal export. */
export const PERSONAL = ['folder', 'favorite', ...COMMON] as const;

/** The columns of an organisation's export: it has collections, and no favourites. */
export const ORGANISATION = ['collections', ...COMMON] as const;

export type Column = (typeof PERSONAL)[number] | (typeof ORGANISATION)[number];

/** The member of the JSON export that a column stands for; other headings are the owner's own. */
export const MEMBERS: ReadonlyMap<string, string> = new Map([
  ...[...PERSONAL, ...ORGANISATION].map((column): [string, string] => [column, column]),
  ['login_uri', 'uri'],
  ['login_username', 'username'],
  ['login_password', 'password'],
  ['login_totp', 'totp'],
]);
