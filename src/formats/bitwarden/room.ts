import { BODY_NAMES, type Body } from './names.js';

/** What a kind of file has room for. */
export interface Room {
  readonly bodies: readonly Body[];
  readonly passkeys: boolean;
  /** Attachments are written beside the items, so a `file` credential is no loss here. */
  readonly files: boolean;
}

/** What the JSON export has room for. */
export const JSON_ROOM: Room = { bodies: BODY_NAMES, passkeys: true, files: false };

/** The credential types that each body has a place for, beside the note and the custom fields that every item has. */
const PLACES: Readonly<Record<Body, readonly string[]>> = {
  login: ['basic-auth', 'totp'],
  secureNote: [],
  card: ['credit-card'],
  identity: ['person-name', 'address', 'identity-document', 'passport', 'drivers-license'],
  sshKey: ['ssh-key'],
  bankAccount: [],
  driversLicense: ['person-name', 'drivers-license'],
  passport: ['person-name', 'passport'],
};

/** True when an item with this body has a place for one credential of the type. */
export function hasPlace(body: Body, type: string): boolean {
  return PLACES[body].includes(type);
}
