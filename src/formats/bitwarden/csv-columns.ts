/** The columns of a personal export, in order. */
export const PERSONAL = [
  'folder',
  'favorite',
  'type',
  'name',
  'notes',
  'fields',
  'reprompt',
  'login_uri',
  'login_username',
  'login_password',
  'login_totp',
] as const;

/** The columns of an organisation's export. */
export const ORGANISATION = [
  'collections',
  'type',
  'name',
  'notes',
  'fields',
  'reprompt',
  'login_uri',
  'login_username',
  'login_password',
  'login_totp',
] as const;

/** The member of the JSON export that a column stands for; other headings are the owner's own. */
export const MEMBERS: ReadonlyMap<string, string> = new Map([
  ...[...PERSONAL, ...ORGANISATION].map((column): [string, string] => [column, column]),
  ['login_uri', 'uri'],
  ['login_username', 'username'],
  ['login_password', 'password'],
  ['login_totp', 'totp'],
]);
