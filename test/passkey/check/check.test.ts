import { createHash, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameType } from '../../../src/core/brand.js';
import { toBase64Url } from '../../../src/core/bytes.js';
import { checkPasskey, deflateBlob, type StoredPasskey } from '../../../src/passkey/index.js';
import { KEYS, shapesOf, type TestKey, testKey } from '../keys.js';

const es256 = testKey('ES256');

function passkey(key: TestKey = es256, more: Partial<StoredPasskey> = {}): StoredPasskey {
  const ids = { credentialId: 'Y3JlZGVudGlhbA', userHandle: 'dXNlcg' };
  return { ...ids, rpId: 'example.com', username: 'alice', key: toBase64Url(key.pkcs8), ...more };
}

async function said(more: Partial<StoredPasskey>, options: Parameters<typeof checkPasskey>[1] = {}): Promise<string[]> {
  const { findings, ok } = await checkPasskey(passkey(es256, more), options);
  expect(ok).toBe(!findings.some(({ severity }) => severity === 'error'));
  return findings.map(({ severity, code, source }) => `${severity} ${code} ${source}`);
}

describe('a sound passkey', () => {
  it.each(KEYS.map((key) => ({ key, algorithm: key.algorithm })))('of $algorithm has its facts and nothing against it', async ({ key }) => {
    const check = await checkPasskey(passkey(key));
    expect(check).toMatchObject({ ok: true, findings: [], credentialIdBytes: 10, userHandleBytes: 4, counter: 0, prf: false });
    expect(check.key).toMatchObject({
      algorithm: key.algorithm,
      assumed: key.algorithm === 'RS256',
      canonical: true,
      traits: [],
      signs: true,
    });
    const { kty, crv, x, y, n, e } = createPublicKey(key.node).export({ format: 'jwk' });
    const jwk = Object.fromEntries(Object.entries({ crv, e, kty, n, x, y }).filter(([, value]) => value !== undefined));
    expect(check.key?.publicJwk).toEqual(jwk);
    expect(check.key?.thumbprint).toBe(createHash('sha256').update(JSON.stringify(jwk)).digest('base64url'));
  });

  it('shows no private number, in whatever shape the key came', async () => {
    for (const key of KEYS) {
      for (const { bytes } of shapesOf(key)) {
        const shown = JSON.stringify(await checkPasskey(passkey(key, { key: toBase64Url(bytes) })));
        for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi']) {
          const secret = key.jwk[name];
          if (secret !== undefined) expect(shown).not.toContain(secret.slice(0, 20));
        }
      }
    }
  });
});

describe('what is wrong', () => {
  const flipped = Uint8Array.from(es256.pkcs8, (byte, index) => (index === es256.pkcs8.length - 1 ? byte ^ 1 : byte));
  const other = shapesOf(es256).find(({ name }) => name === 'pkcs8 with parameters')?.bytes ?? new Uint8Array();

  it.each<[string, Partial<StoredPasskey>, string[]]>([
    ['a key cut short', { key: toBase64Url(es256.pkcs8.subarray(0, 100)) }, ['error passkey.key-broken /key']],
    ['two halves', { key: toBase64Url(flipped) }, ['error passkey.key-mismatch /key']],
    ['no key', { key: '' }, ['error passkey.key-broken /key']],
    ['a bare number', { key: es256.jwk['d'] ?? '' }, ['error passkey.key-algorithm /key']],
    ['a key in another form', { key: toBase64Url(other) }, ['warning passkey.key-not-canonical /key']],
    ['no credential id', { credentialId: '' }, ['error passkey.id-missing /credentialId']],
    ['a credential id that is none', { credentialId: 'a.b' }, ['error passkey.id-invalid /credentialId']],
    ['no user handle', { userHandle: '' }, ['warning passkey.handle-missing /userHandle']],
    ['a user handle that is none', { userHandle: '=' }, ['error passkey.handle-invalid /userHandle']],
    ['64 bytes of user handle', { userHandle: toBase64Url(new Uint8Array(64)) }, []],
    ['65 bytes of user handle', { userHandle: toBase64Url(new Uint8Array(65)) }, ['warning passkey.handle-long /userHandle']],
    ['no domain', { rpId: 'https://example.com' }, ['error passkey.rpid-not-bare /rpId']],
    ['a public suffix', { rpId: 'github.io' }, ['warning passkey.rpid-public-suffix /rpId']],
    ['localhost', { rpId: 'localhost' }, ['warning passkey.rpid-localhost /rpId']],
    [
      'a short seed',
      {
        fido2Extensions: {
          hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: 'AQ', credWithoutUV: toBase64Url(new Uint8Array(32)) },
        },
      },
      ['warning passkey.prf-invalid /fido2Extensions/hmacCredentials/credWithUV'],
    ],
    [
      'one seed',
      { fido2Extensions: { hmacSecret: { algorithm: 'HS256', secret: toBase64Url(new Uint8Array(32)) } } },
      ['info passkey.prf-derived /fido2Extensions'],
    ],
    ['a blob that is none', { fido2Extensions: { credBlob: '.' } }, ['warning passkey.blob-invalid /fido2Extensions/credBlob']],
  ])('%s', async (_, more, expected) => {
    expect(await said(more)).toEqual(expected);
  });

  it('a blob that grows over the limit is said and not inflated', async () => {
    const { data, uncompressedSize } = await deflateBlob(new Uint8Array(5000));
    const fido2Extensions = { largeBlob: { data: toBase64Url(data), uncompressedSize } };
    expect(await said({ fido2Extensions }, { limits: { 'passkey.blob-bytes': 4999 } })).toEqual([
      'warning limit.exceeded /fido2Extensions',
    ]);
    expect(await said({ fido2Extensions }, { limits: { 'passkey.blob-bytes': 5000 } })).toEqual([]);
  });

  it('a credential id that was seen before, and a counter, at the place that was named', async () => {
    const seen = new Set<string>();
    expect(await said({}, { seen, pointer: '/a' })).toEqual([]);
    expect(await said({}, { seen, pointer: '/b', counter: 3 })).toEqual([
      'warning passkey.id-duplicate /b/credentialId',
      'warning passkey.counter-used /b/credentialId',
    ]);
  });

  it('a platform that lacks the algorithm says nothing about the key', async () => {
    const refuse = () => Promise.reject(new DOMException('', 'NotSupportedError'));
    const check = await checkPasskey(passkey(), { subtle: { importKey: refuse, sign: refuse, verify: refuse } });
    expect(check).toMatchObject({ ok: true, findings: [{ code: 'passkey.key-untried', severity: 'info' }] });
    expect(check.importers.find(({ importer }) => importer === 'bitwarden')?.takes).toBe('yes');
  });

  it('a signature that does not verify is an error, and then nobody can use the key', async () => {
    const subtle = {
      importKey: crypto.subtle.importKey.bind(crypto.subtle),
      sign: crypto.subtle.sign.bind(crypto.subtle),
      verify: async () => false,
    };
    const check = await checkPasskey(passkey(), { subtle });
    expect(check).toMatchObject({ ok: false, findings: [{ code: 'passkey.key-self-check', severity: 'error', source: '/key' }] });
    expect(check.importers.every(({ takes }) => takes === 'no')).toBe(true);
  });
});

/** What JSON may hold in place of a text: callers without types hand it over as it is. */
const NO_TEXT = fc.constantFrom(null, undefined, 5, true, [], {}).map((value) => sameType('', value));

it('counts members that are no texts as missing', async () => {
  const nothing = { rpId: null, userHandle: 5, key: null, username: {} };
  const { findings, ...facts } = await checkPasskey(sameType(passkey(), nothing));
  expect(facts).toMatchObject({ rpId: '', username: '', credentialId: '' });
  expect(findings.map(({ code }) => code)).toEqual([
    'passkey.key-broken',
    'passkey.id-missing',
    'passkey.handle-missing',
    'passkey.rpid-missing',
  ]);
});

it('never throws, whatever stands in it', async () => {
  const text = fc.oneof(fc.string(), fc.base64String(), fc.constant(toBase64Url(es256.pkcs8)), NO_TEXT);
  const any = fc.record({
    credentialId: text,
    rpId: text,
    userHandle: text,
    key: text,
    fido2Extensions: fc.option(fc.object(), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(any, async ({ fido2Extensions, ...rest }) => {
      const check = await checkPasskey({ ...rest, ...(fido2Extensions && { fido2Extensions }) });
      expect(typeof check.ok).toBe('boolean');
    }),
  );
});
