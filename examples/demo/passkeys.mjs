/** Whether a passkey still logs in: signed with the key that travelled, verified with the public key of the one that stayed. */
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' };
const { subtle } = globalThis.crypto;

const privateKey = (pkcs8) => subtle.importKey('pkcs8', Buffer.from(pkcs8, 'base64url'), ECDSA, true, ['sign']);

async function publicKeyOf(pkcs8) {
  const { d: _, key_ops: __, ...jwk } = await subtle.exportKey('jwk', await privateKey(pkcs8));
  return subtle.importKey('jwk', jwk, ECDSA, true, ['verify']);
}

/** The relying parties of both vaults, each with its verdict. */
export async function checkPasskeys(bitwarden, cxf) {
  const before = bitwarden.items.flatMap(({ login }) => login?.fido2Credentials ?? []);
  const after = cxf.accounts.flatMap(({ items }) =>
    items.flatMap(({ credentials }) => credentials.filter(({ type }) => type === 'passkey')),
  );
  const verdicts = [];
  for (const { rpId, userHandle, keyValue } of before) {
    const travelled = after.find((passkey) => passkey.rpId === rpId && passkey.userHandle === userHandle);
    verdicts.push({ rpId, works: travelled !== undefined && (await signs(travelled.key, keyValue)) });
  }
  return verdicts;
}

async function signs(travelled, stayed) {
  const challenge = crypto.getRandomValues(new Uint8Array(32));
  const signature = await subtle.sign(SHA256, await privateKey(travelled), challenge);
  return subtle.verify(SHA256, await publicKeyOf(stayed), signature, challenge);
}
