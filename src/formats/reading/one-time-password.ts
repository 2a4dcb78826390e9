import { type Otp, spellingOf, writeOtp } from '../../otp/otpauth.js';
import type { ItemBuilder } from './item-builder.js';

/** Stands for the secret in a carried spelling, so that the secret lives in one place only. */
const PLACEHOLDER = '{secret}';
const SECRET_PARAMETER = /([?&]secret=)([^&#]*)/gi;

/**
 * Adds a `totp` credential, and carries the vendor's own spelling when the canonical one differs. `normalised` is called when the secret
 * itself was respelled (lower case, spaces). False when the text names several secrets: nobody can say which one counts.
 */
export function addOtp(otp: Otp, text: string, item: ItemBuilder, normalised: () => void): boolean {
  const template = withoutSecret(text);
  if (template === undefined) return false;
  item.add(totpOf(otp));
  if (template.secret !== otp.secret) normalised();
  const settings = settingsOf(otp);
  if (template.text !== settings) item.spelling('totp', settings, template.text);
  return true;
}

/** The credential of a generator (CXF §3.3.16). */
export function totpOf(otp: Otp) {
  return {
    type: 'totp',
    secret: otp.secret,
    period: otp.period,
    digits: otp.digits,
    ...(otp.username !== undefined && { username: otp.username }),
    algorithm: otp.kind === 'steam' ? 'steam' : otp.algorithm,
    ...(otp.issuer !== undefined && { issuer: otp.issuer }),
  };
}

/** The canonical URI with the secret left open: what a carried spelling stands beside. */
export function settingsOf(otp: Otp): string {
  // Names are percent-encoded, so that no label can hold these characters.
  return writeOtp({ ...otp, secret: 'SECRET' }, otp.kind === 'steam' ? 'steam' : 'uri').replace(
    /(secret=|steam:\/\/)SECRET/,
    `$1${PLACEHOLDER}`,
  );
}

/** Puts the secret back into a carried spelling. */
export function fillSecret(template: string, secret: string): string {
  return template.replace(HOLE, (_, before: string) => before + secret);
}

/** Where the secret was: alone, after the scheme, or as the parameter; a label may hold the same characters. */
const HOLE = /(^\s*(?:steam:\/\/)?|[?&]secret=)\{secret\}/i;

/** A spelling with its secret left open, and that secret. Undefined for a text that names none, or several. */
export function withoutSecret(text: string): { readonly text: string; readonly secret: string } | undefined {
  switch (spellingOf(text)) {
    case 'secret':
      return { text: PLACEHOLDER, secret: text };
    case 'steam': {
      const [, scheme = '', secret = ''] = /^(\s*steam:\/\/)(.*)$/is.exec(text) ?? [];
      return { text: scheme + PLACEHOLDER, secret };
    }
    case 'uri': {
      const found = [...text.matchAll(SECRET_PARAMETER)];
      const secret = found[0]?.[2];
      if (found.length !== 1 || secret === undefined) return undefined;
      return { text: text.replace(SECRET_PARAMETER, (_, name: string) => name + PLACEHOLDER), secret };
    }
  }
}
