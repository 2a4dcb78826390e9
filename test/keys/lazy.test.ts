import { generateKeyPairSync } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { convertToBytes, sourceOf } from '../../src/index.js';

const loaded: string[] = [];
vi.mock('@noble/curves/nist.js', async (original) => {
  loaded.push('nist');
  return original();
});
vi.mock('@noble/curves/ed25519.js', async (original) => {
  loaded.push('ed25519');
  return original();
});

const pair = (): string => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const passkeyKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' });
const login = {
  type: 1,
  name: 'Site',
  login: {
    uris: [{ uri: 'https://example.com' }],
    fido2Credentials: [
      { credentialId: 'b64.AQID', keyValue: passkeyKey.toString('base64url'), rpId: 'example.com', userHandle: 'AQ', counter: '0' },
    ],
  },
};

async function bitwarden(...items: readonly unknown[]): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify({ encrypted: false, folders: [], items }));
  await convertToBytes([sourceOf(bytes)], { to: 'cxf' });
}

it('the curve arithmetic is loaded by the first key that needs it, not by a vault without one', async () => {
  await bitwarden(login);
  expect(loaded).toEqual([]);
  await bitwarden({ type: 5, name: 'Key', sshKey: { privateKey: pair() } });
  expect(loaded).toEqual(['ed25519']);
});
