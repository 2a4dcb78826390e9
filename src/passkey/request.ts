import { type Bytes, fromBase64Url } from '../core/bytes.js';
import { CxError } from '../core/errors.js';

/** PublicKeyCredentialRequestOptionsJSON (WebAuthn Level 3 §5.1.9): what a site asks for, in the form its server sends. */
export interface AssertionRequest {
  /** base64url. */
  readonly challenge: string;
  /** The host of the origin when left out. */
  readonly rpId?: string;
  /** Any passkey of the site when empty or left out. `id` is base64url. */
  readonly allowCredentials?: ReadonlyArray<{ readonly id: string; readonly type: string }>;
  readonly userVerification?: string;
  readonly extensions?: AssertionExtensions;
}

export interface AssertionExtensions {
  readonly prf?: PrfRequest;
  /** Asks for the blob that was stored at registration. */
  readonly getCredBlob?: boolean;
  readonly largeBlob?: { readonly read?: boolean };
}

/** Inputs in base64url; `evalByCredential` goes by credential id and comes first. */
export interface PrfRequest {
  readonly eval?: PrfInputs;
  readonly evalByCredential?: Readonly<Record<string, PrfInputs>>;
}

export interface PrfInputs {
  readonly first: string;
  readonly second?: string;
}

/** What may use a passkey: the origin of a page, and the relying party that it speaks for. */
export interface Audience {
  readonly origin: string;
  readonly rpId: string;
}

/**
 * The relying party of a request from an origin. The origin must be `https:` (or `http:` on localhost), and the relying party its host or
 * a parent domain of it. Whether that parent is one that anybody can register below (`com`, `github.io`) is not known here. Throws
 * `passkey.request-invalid` or `passkey.origin-refused`.
 */
export function audienceOf(origin: string, rpId: string | undefined): Audience {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (!url || url.origin !== origin) throw new CxError('passkey.request-invalid');
  const host = url.hostname;
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && (host === 'localhost' || host.endsWith('.localhost')));
  const asked = rpId ?? host;
  const fits = host === asked || (asked !== '' && host.endsWith(`.${asked}`) && !isAddress(host));
  if (!secure || !fits || isAddress(host)) throw new CxError('passkey.origin-refused');
  return { origin, rpId: asked };
}

/** An address is no domain, and a relying party is one (WebAuthn §5.1.3). */
function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[0-9]+(\.[0-9]+){3}$/.test(host);
}

/** The bytes of a base64url member of a request. Throws `passkey.request-invalid`. */
export function requestBytes(text: unknown): Bytes {
  const bytes = typeof text === 'string' ? fromBase64Url(text) : undefined;
  if (!bytes) throw new CxError('passkey.request-invalid');
  return bytes;
}
