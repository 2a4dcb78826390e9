import type { Code } from '../../core/codes/index.js';
import { suffixFacts } from './public-suffix.js';
import { isBelow, isDomain, isIp, isLocalhost, rpIdProblems } from './rp-id.js';
import { no, type PlaceVerdict, yes } from './verdict.js';

/** A place on the web that may ask for passkeys at all: served securely, under a domain name. */
interface SecureOrigin {
  /** As in `clientDataJSON`: scheme, host and a port other than the usual. */
  readonly origin: string;
  /** The effective domain: lower-case ASCII. */
  readonly host: string;
}

/**
 * Can a passkey of this relying party be used on a page of this origin? A path is ignored, and so is the port.
 *
 * WebAuthn L3 §4 "RP ID" and §5.1.4.1: the origin is https, or http on localhost; its host is a domain; and the relying party id "is a
 * registrable domain suffix of or is equal to" that host (HTML §7.1.1.2). So a subdomain may use the passkey of its parent and never the
 * reverse, and nobody may reach over a public suffix, its private section included.
 *
 * Usable: `passkey.origin-own`, `-subdomain`. Not: an error of `rpIdProblems`, `passkey.origin-invalid`, `-not-web`, `-insecure`, `-ip`,
 * `-trailing-dot`, `-parent`, `-other-owner`, `-foreign`, `passkey.rpid-public-suffix`, `passkey.rpid-single-label`. Never throws.
 */
export async function usableOnOrigin(rpId: string, origin: string): Promise<PlaceVerdict> {
  const problems = await rpIdProblems(rpId);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) return no(wrong.code);
  const place = secureOrigin(origin);
  if (typeof place === 'string') return no(place);
  const [code, usable] = await relation(rpId, place.host);
  const facts = { origin: place.origin, notes: problems.map((problem) => problem.code).filter((note) => note !== code) };
  return usable ? yes(code, facts) : no(code, facts);
}

/**
 * Reads an origin, or says why no passkey works there: `passkey.origin-invalid`, `-not-web`, `-insecure`, `-ip`.
 * Names below localhost count as localhost (Secure Contexts §3.1; Chromium and Firefox take them, WebAuthn names only localhost).
 */
function secureOrigin(text: string): SecureOrigin | Code {
  const url = urlOf(text);
  if (url === undefined) return 'passkey.origin-invalid';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'passkey.origin-not-web';
  // A name and password in front of the host mostly hide which host it is.
  if (url.username !== '' || url.password !== '') return 'passkey.origin-invalid';
  const host = url.hostname;
  // An effective domain must be a domain (WebAuthn L3 §5.1.4.1), even where http://127.0.0.1 is a secure context.
  if (isIp(host)) return 'passkey.origin-ip';
  if (!isDomain(host.replace(/\.$/, ''))) return 'passkey.origin-invalid';
  if (url.protocol === 'http:' && !isLocalhost(host)) return 'passkey.origin-insecure';
  return { origin: url.origin, host };
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** HTML §7.1.1.2, its steps 3 and 4, with a name for each way to fail. */
async function relation(rpId: string, host: string): Promise<readonly [code: Code, usable: boolean]> {
  // Equal is enough: not even a public suffix is asked about then.
  if (host === rpId) return ['passkey.origin-own', true];
  // `example.com.` is another host than `example.com` for HTML; Chromium alone overlooks the dot.
  if (host.endsWith('.')) return ['passkey.origin-trailing-dot', false];
  if (isBelow(rpId, host)) return ['passkey.origin-parent', false];
  if (!isBelow(host, rpId)) return ['passkey.origin-foreign', false];
  const own = await suffixFacts(rpId);
  if (own.registrableDomain === undefined) return [own.listed ? 'passkey.rpid-public-suffix' : 'passkey.rpid-single-label', false];
  // amazonaws.com is nobody's suffix, but compute.amazonaws.com below it is one.
  const { publicSuffix } = await suffixFacts(host);
  if (isBelow(publicSuffix, rpId)) return ['passkey.origin-other-owner', false];
  return ['passkey.origin-subdomain', true];
}
