import { BODY_NAMES, type Body, ITEM_TYPES } from './names.js';

/** The Bitwarden type that the credential types of an item suggest. The reader carries the type only where it is another. */
export function inferType(types: ReadonlySet<string>, hasScope: boolean): Body {
  const any = (...wanted: readonly string[]): boolean => wanted.some((type) => types.has(type));
  if (hasScope || any('basic-auth', 'totp', 'passkey')) return 'login';
  if (any('credit-card')) return 'card';
  if (any('ssh-key')) return 'sshKey';
  if (any('address', 'identity-document')) return 'identity';
  if (any('drivers-license')) return 'driversLicense';
  if (any('passport')) return 'passport';
  return any('person-name') ? 'identity' : 'secureNote';
}

/** The body of a type number; undefined for numbers Bitwarden does not define. */
export function bodyOfType(type: unknown): Body | undefined {
  return BODY_NAMES.find((body) => ITEM_TYPES[body] === type);
}
