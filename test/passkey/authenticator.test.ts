import { createHash, createPublicKey, verify as nodeVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/core/bytes.js';
import { type AssertionRequest, assertion, deflateBlob, type LoginFacts, type LoginPasskey, prfResult } from '../../src/passkey/index.js';
import { codeOf } from './codes.js';
import { ALL, bytesOf, testKey } from './keys.js';

const HASHES = { ES256: 'sha256', ES384: 'sha384', ES512: 'sha512', EdDSA: null, RS256: 'sha256' } as const;
const made = testKey('ES256');
const PASSKEY: LoginPasskey = {
  credentialId: 'AQIDBA',
  rpId: 'example.com',
  userHandle: 'dXNlcg',
  key: toBase64Url(made.pkcs8),
};
const REQUEST: AssertionRequest = { challenge: 'Y2hhbGxlbmdl', rpId: 'example.com' };
const FACTS: LoginFacts = { origin: 'https://app.example.com', userVerified: true };

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

describe.each(ALL)('an assertion of %s', (algorithm) => {
  it('is signed over authenticator data and the hash of the client data', async () => {
    const key = testKey(algorithm);
    const { id, rawId, type, response } = await assertion({ ...PASSKEY, key: toBase64Url(key.pkcs8) }, REQUEST, FACTS);
    const client = Buffer.from(response.clientDataJSON, 'base64url');
    const signed = Buffer.concat([bytesOf(response.authenticatorData), sha256(client)]);
    expect(nodeVerify(HASHES[algorithm], signed, createPublicKey(key.node), bytesOf(response.signature))).toBe(true);
    expect({ id, rawId, type, userHandle: response.userHandle }).toEqual({
      id: 'AQIDBA',
      rawId: 'AQIDBA',
      type: 'public-key',
      userHandle: 'dXNlcg',
    });
    // The serialization of WebAuthn §5.8.1.1, byte by byte.
    expect(client.toString()).toBe(
      '{"type":"webauthn.get","challenge":"Y2hhbGxlbmdl","origin":"https://app.example.com","crossOrigin":false}',
    );
  });
});

describe('authenticator data', () => {
  async function data(facts: Partial<LoginFacts>, extensions = {}): Promise<Buffer> {
    const passkey = { ...PASSKEY, fido2Extensions: { credBlob: 'AQID' } };
    const { response } = await assertion(passkey, { ...REQUEST, extensions }, { ...FACTS, ...facts });
    return Buffer.from(response.authenticatorData, 'base64url');
  }

  it('begins with the hash of the relying party id, and is 37 bytes', async () => {
    const bytes = await data({});
    expect(bytes.length).toBe(37);
    expect(bytes.subarray(0, 32)).toEqual(sha256('example.com'));
  });

  it.each([
    [{}, 0x1d, 0],
    [{ userVerified: false }, 0x19, 0],
    [{ userPresent: false }, 0x1c, 0],
    [{ backup: { eligible: true, state: false } }, 0x0d, 0],
    [{ backup: { eligible: false, state: false }, counter: 0x01020304 }, 0x05, 0x01020304],
    [{ counter: 0xffffffff }, 0x1d, 0xffffffff],
  ] as const)('of %j has the flags %d and the counter %d', async (facts, flags, counter) => {
    const bytes = await data(facts);
    expect([bytes[32], bytes.readUInt32BE(33)]).toEqual([flags, counter]);
  });

  it('carries the credBlob when it is asked for', async () => {
    const bytes = await data({}, { getCredBlob: true });
    expect(bytes[32]).toBe(0x9d);
    // {"credBlob": h'010203'}
    expect(bytes.subarray(37).toString('hex')).toBe('a16863726564426c6f6243010203');
  });

  it.each([{ counter: -1 }, { counter: 0x100000000 }, { counter: 0.5 }, { backup: { eligible: false, state: true } }])(
    '%j is refused',
    async (facts) => {
      expect(await codeOf(assertion(PASSKEY, REQUEST, { ...FACTS, ...facts }))).toBe('passkey.request-invalid');
    },
  );
});

describe('who may use a passkey', () => {
  it.each([
    ['https://example.com', 'example.com', undefined],
    ['https://example.com:8443', 'example.com', undefined],
    ['https://a.b.example.com', 'example.com', undefined],
    ['https://example.com', 'app.example.com', 'passkey.origin-refused'],
    ['https://badexample.com', 'example.com', 'passkey.origin-refused'],
    ['https://example.com.evil.org', 'example.com', 'passkey.origin-refused'],
    ['http://example.com', 'example.com', 'passkey.origin-refused'],
    ['http://localhost:3000', 'localhost', undefined],
    ['https://127.0.0.1', '127.0.0.1', 'passkey.origin-refused'],
    ['https://10.0.0.1', '0.0.1', 'passkey.origin-refused'],
    ['https://[::1]', '[::1]', 'passkey.origin-refused'],
    ['https://example.com', '', 'passkey.origin-refused'],
    ['https://example.com/path', 'example.com', 'passkey.request-invalid'],
    ['https://EXAMPLE.com', 'example.com', 'passkey.request-invalid'],
    ['example.com', 'example.com', 'passkey.request-invalid'],
    ['null', 'example.com', 'passkey.request-invalid'],
  ] as const)('%s for %s', async (origin, rpId, code) => {
    expect(await codeOf(assertion({ ...PASSKEY, rpId }, { ...REQUEST, rpId }, { ...FACTS, origin }))).toBe(code);
  });

  it('a request without relying party is for the host itself', async () => {
    const { challenge } = REQUEST;
    expect(await codeOf(assertion(PASSKEY, { challenge }, { ...FACTS, origin: 'https://example.com' }))).toBeUndefined();
    expect(await codeOf(assertion(PASSKEY, { challenge }, FACTS))).toBe('passkey.origin-refused');
  });

  it('a request for another relying party than that of the passkey is refused, even from its own origin', async () => {
    expect(await codeOf(assertion({ ...PASSKEY, rpId: 'other.com' }, REQUEST, FACTS))).toBe('passkey.origin-refused');
    expect(await codeOf(assertion(PASSKEY, { ...REQUEST, rpId: 'app.example.com' }, FACTS))).toBe('passkey.origin-refused');
  });

  it('only a passkey that the site asks for', async () => {
    const ask = (id: string, type = 'public-key'): AssertionRequest => ({ ...REQUEST, allowCredentials: [{ id, type }] });
    expect(await codeOf(assertion(PASSKEY, ask('AQIDBA'), FACTS))).toBeUndefined();
    expect(await codeOf(assertion(PASSKEY, ask('AQIDBQ'), FACTS))).toBe('passkey.not-allowed');
    expect(await codeOf(assertion(PASSKEY, ask('AQIDBA', 'other'), FACTS))).toBe('passkey.not-allowed');
    expect(await codeOf(assertion(PASSKEY, { ...REQUEST, allowCredentials: [] }, FACTS))).toBeUndefined();
  });

  it('not without a verified user where the site requires one', async () => {
    const request = { ...REQUEST, userVerification: 'required' };
    expect(await codeOf(assertion(PASSKEY, request, { ...FACTS, userVerified: false }))).toBe('passkey.unverified');
    expect(await codeOf(assertion(PASSKEY, request, FACTS))).toBeUndefined();
    expect(
      await codeOf(assertion(PASSKEY, { ...REQUEST, userVerification: 'preferred' }, { ...FACTS, userVerified: false })),
    ).toBeUndefined();
  });

  it.each([
    [{ credentialId: '' }, {}, 'passkey.id-invalid'],
    [{ credentialId: 'A' }, {}, 'passkey.id-invalid'],
    [{ userHandle: '!' }, {}, 'passkey.handle-invalid'],
    [{ key: 'AAAA' }, {}, 'passkey.key-broken'],
    [{}, { challenge: '!' }, 'passkey.request-invalid'],
  ] as const)('%j, %j', async (passkey, request, code) => {
    expect(await codeOf(assertion({ ...PASSKEY, ...passkey }, { ...REQUEST, ...request }, FACTS))).toBe(code);
  });

  it('no user handle where there is none', async () => {
    const { response } = await assertion({ ...PASSKEY, userHandle: '' }, REQUEST, FACTS);
    expect('userHandle' in response).toBe(false);
  });
});

describe('client extensions', () => {
  const seeds = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] as const;
  const fido2Extensions = {
    hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: toBase64Url(seeds[0]), credWithoutUV: toBase64Url(seeds[1]) },
  };
  const passkey = { ...PASSKEY, fido2Extensions };
  const prf = { eval: { first: 'AQ', second: 'Ag' } };

  it('PRF: the seed with user verification after one, the other without', async () => {
    for (const [userVerified, seed] of [
      [true, seeds[0]],
      [false, seeds[1]],
    ] as const) {
      const { clientExtensionResults } = await assertion(passkey, { ...REQUEST, extensions: { prf } }, { ...FACTS, userVerified });
      const [first, second] = [await prfResult(seed, Uint8Array.of(1)), await prfResult(seed, Uint8Array.of(2))].map(toBase64Url);
      expect(clientExtensionResults).toEqual({ prf: { results: { first, second } } });
    }
  });

  it('PRF: inputs for this passkey come before those for all, and without seeds there is no result', async () => {
    const extensions = { prf: { ...prf, evalByCredential: { AQIDBA: { first: 'Aw' }, AQIDBQ: { first: 'BA' } } } };
    const { clientExtensionResults } = await assertion(passkey, { ...REQUEST, extensions }, FACTS);
    const first = toBase64Url(await prfResult(seeds[0], Uint8Array.of(3)));
    expect(clientExtensionResults).toEqual({ prf: { results: { first } } });
    expect((await assertion(PASSKEY, { ...REQUEST, extensions }, FACTS)).clientExtensionResults).toEqual({});
    expect(await codeOf(assertion(passkey, { ...REQUEST, extensions: { prf: { eval: { first: '!' } } } }, FACTS))).toBe(
      'passkey.request-invalid',
    );
  });

  it('largeBlob is inflated', async () => {
    const blob = Uint8Array.from({ length: 500 }, (_, i) => i & 0xff);
    const { uncompressedSize, data } = await deflateBlob(blob);
    const stored = { ...PASSKEY, fido2Extensions: { largeBlob: { uncompressedSize, data: toBase64Url(data) } } };
    const request = { ...REQUEST, extensions: { largeBlob: { read: true } } };
    expect((await assertion(stored, request, FACTS)).clientExtensionResults).toEqual({ largeBlob: { blob: toBase64Url(blob) } });
    expect((await assertion(PASSKEY, request, FACTS)).clientExtensionResults).toEqual({ largeBlob: {} });
  });
});
