import { toBase64Url } from '../../core/bytes.js';
import type { JsonObject } from '../../core/json.js';
import type { Place } from './place.js';
import type { Run } from './run.js';

/** The members of a private JWK that are its numbers; the others say what it may be used for, and could forbid the export. */
const NUMBERS = ['kty', 'crv', 'x', 'y', 'd', 'n', 'e', 'p', 'q', 'dp', 'dq', 'qi'] as const;

/** The draft of 2024-05-22 held the key as a JWK; CXF 1.0 wants PKCS#8. Undefined when it is no private key of a kind that passkeys use. */
export function mendJwk(value: JsonObject, at: Place, run: Run): string | undefined {
  const algorithm = algorithmOf(value);
  if (!algorithm || typeof value['d'] !== 'string') return undefined;
  const pkcs8 = run.answers.ask(`jwk ${at.pointer}`, () => toPkcs8(value, algorithm));
  if (pkcs8 !== undefined) run.change('cxf.passkey-key-jwk', at);
  return pkcs8;
}

type KeyAlgorithm = { readonly name: string; readonly namedCurve?: string; readonly hash?: string };

function algorithmOf({ kty, crv }: JsonObject): KeyAlgorithm | undefined {
  if (kty === 'RSA') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  if (kty === 'OKP' && crv === 'Ed25519') return { name: 'Ed25519' };
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384' || crv === 'P-521')) return { name: 'ECDSA', namedCurve: crv };
  return undefined;
}

async function toPkcs8(value: JsonObject, algorithm: KeyAlgorithm): Promise<string | undefined> {
  const jwk: Record<string, string> = {};
  for (const name of NUMBERS) {
    const number = value[name];
    if (typeof number === 'string') jwk[name] = number;
  }
  try {
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['sign']);
    return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)));
  } catch {
    // Not a key of that kind: the caller sets it aside.
    return undefined;
  }
}
