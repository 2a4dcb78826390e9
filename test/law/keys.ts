import { generateKeyPairSync } from 'node:crypto';

function pkcs8(pair: { readonly privateKey: { export(options: { type: 'pkcs8'; format: 'der' }): Buffer } }): string {
  return pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
}

/** Private keys made for this run, base64url of PKCS#8. */
export const P256 = [0, 1, 2].map(() => pkcs8(generateKeyPairSync('ec', { namedCurve: 'P-256' })));
export const P384 = pkcs8(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
export const ED25519 = [0, 1].map(() => pkcs8(generateKeyPairSync('ed25519')));
export const RSA = pkcs8(generateKeyPairSync('rsa', { modulusLength: 1024 }));
/** A kind of key that SSH does not know. */
export const X25519 = pkcs8(generateKeyPairSync('x25519'));
