import type { Otp } from './otp.js';

/*
 * The label and the parameters of an otpauth URI, taken apart by hand: `URL` cuts at `#`, refuses labels that exist in the wild and turns
 * every `+` into a blank.
 */

type Names = Pick<Otp, 'issuer' | 'username'>;

/** Percent-encodes one part of a URI. A lone surrogate, which no URI can hold, becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\uFFFD'));
}

/** The parameters by lower-case name, values still encoded. Of duplicates the first counts, as in the apps. */
export function parametersOf(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    const name = percentDecode(at < 0 ? pair : pair.slice(0, at)).toLowerCase();
    if (!found.has(name)) found.set(name, at < 0 ? '' : pair.slice(at + 1));
  }
  return found;
}

/** The value of a parameter, `+` as a blank (HTML form encoding, which Ente, Stratum and Bitwarden follow). */
export function decodeParameter(raw: string | undefined): string | undefined {
  return raw === undefined ? undefined : percentDecode(raw.replaceAll('+', ' '));
}

/**
 * Issuer and user name of an encoded label `Issuer:user` and the encoded issuer parameter, which wins. A blank after the colon belongs to
 * neither. A label that begins with the colon has no prefix, and all the rest is the user name.
 */
export function namesOf(rawLabel: string, rawIssuer: string | undefined): Names {
  const label = percentDecode(rawLabel);
  const issuer = rawIssuer === undefined ? '' : issuerOf(rawIssuer, label);
  if (issuer !== '' && label.startsWith(`${issuer}:`)) return names(issuer, withoutBlanks(label.slice(issuer.length + 1)));
  const colon = label.indexOf(':');
  if (colon < 0) return names(issuer, label);
  const rest = label.slice(colon + 1);
  return names(issuer || label.slice(0, colon), colon === 0 ? rest : withoutBlanks(rest));
}

/** The encoded label from which `namesOf` reads the same names again. */
export function labelOf({ issuer = '', username = '' }: Names): string {
  // The bare colon keeps a colon of the user name from ending a prefix, and a leading blank from being dropped.
  const bare = username.startsWith(' ') || (issuer === '' && username.includes(':'));
  const prefix = bare ? ':' : issuer === '' ? '' : `${percentEncode(issuer)}:`;
  return prefix + percentEncode(username);
}

/** A `+` of the issuer is itself when the label says so (`Disney+:me`, Apple's encoder), else a blank. */
function issuerOf(raw: string, label: string): string {
  const literal = percentDecode(raw);
  return label === literal || label.startsWith(`${literal}:`) ? literal : percentDecode(raw.replaceAll('+', ' '));
}

function names(issuer: string, username: string): Names {
  return { ...(issuer === '' ? {} : { issuer }), ...(username === '' ? {} : { username }) };
}

function withoutBlanks(text: string): string {
  return text.replace(/^ +/, '');
}

/** A malformed escape leaves the text as it stands. */
function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
