import type { Code } from '../../core/codes/index.js';
import { suffixFacts } from './public-suffix.js';

/** `error`: no browser and no app can use a passkey of this relying party id. `warning`: fewer places than one may think can. */
export interface RpIdProblem {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
}

/** RFC 1035 §2.3.4, without the root label. */
const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;
/** Letters, digits and hyphens (RFC 1034 §3.5), and the underscore, which no rule of names allows and every browser does. */
const LABEL = /^[a-z0-9_-]+$/;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * What is wrong with a relying party id, worst first; empty for an ordinary one such as `example.com`.
 *
 * Errors (at most one): `passkey.rpid-missing`, `-not-bare`, `-ip`, `-invalid`, `-not-canonical`. WebAuthn L3 §4 "RP ID" wants a domain without
 * scheme and port. It is compared letter by letter with the host as the browser spells it, so `Example.com` and `bücher.example`
 * match nothing (Chromium's `OriginIsAllowedToClaimRelyingPartyId` compares as it stands; Firefox refuses what differs from its ASCII form).
 * Warnings: `passkey.rpid-localhost`, `-public-suffix`, `-single-label`.
 */
export async function rpIdProblems(rpId: string): Promise<RpIdProblem[]> {
  const code = rpIdError(rpId);
  if (code !== undefined) return [{ code, severity: 'error' }];
  const warning = await rpIdWarning(rpId);
  return warning === undefined ? [] : [{ code: warning, severity: 'warning' }];
}

function rpIdError(rpId: string): Code | undefined {
  if (rpId === '') return 'passkey.rpid-missing';
  if (isIp(hostOf(rpId)) || isIp(hostOf(`[${rpId}]`))) return 'passkey.rpid-ip';
  if (/[:/?#@\\]/.test(rpId)) return 'passkey.rpid-not-bare';
  // The URL parser drops tabs and line ends and decodes %61: that is not another spelling, that is damage.
  if (/[\s%\p{Cc}]/u.test(rpId)) return 'passkey.rpid-invalid';
  const host = hostOf(rpId);
  if (host === undefined || !isDomain(host)) return 'passkey.rpid-invalid';
  return host === rpId ? undefined : 'passkey.rpid-not-canonical';
}

async function rpIdWarning(rpId: string): Promise<Code | undefined> {
  if (isLocalhost(rpId)) return 'passkey.rpid-localhost';
  const { registrableDomain, listed } = await suffixFacts(rpId);
  if (registrableDomain !== undefined) return undefined;
  return listed ? 'passkey.rpid-public-suffix' : 'passkey.rpid-single-label';
}

/** The host of an address as the URL parser spells it (lower case, xn--, IPv4 in four numbers); undefined when there is none. */
function hostOf(text: string): string | undefined {
  try {
    return new URL(`https://${text}`).hostname;
  } catch {
    return undefined;
  }
}

/** True for an IP address as the URL parser spells it: `127.0.0.1`, `[::1]`. */
export function isIp(host: string | undefined): boolean {
  return host !== undefined && (IPV4.test(host) || host.startsWith('['));
}

/** `localhost` and the names below it, which always mean the same machine (RFC 6761 §6.3). */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

/** True for a domain name in lower-case ASCII without a dot at its end, of lengths that DNS can hold. */
export function isDomain(host: string): boolean {
  return host.length <= LONGEST_NAME && host.split('.').every((label) => label.length <= LONGEST_LABEL && LABEL.test(label));
}

/** True when `host` lies below `parent`; not when they are equal. */
export function isBelow(host: string, parent: string): boolean {
  return host.endsWith(`.${parent}`);
}
