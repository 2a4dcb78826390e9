import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, toBase64Url, toHex } from '../../src/core/bytes.js';
import { DER, writeDer, writeUnsigned } from '../../src/core/der.js';
import { CxError } from '../../src/core/errors.js';
import { type KeyInput, type PasskeyAlgorithm, type PasskeyKey, passkeyKey } from '../../src/passkey/index.js';
import { thumbprintOf } from '../../src/passkey/jwk.js';
import { codeOf } from './codes.js';
import { ALL, bytesOf, KEYS, readByNode, shapesOf, type TestKey, testKey } from './keys.js';

function options(key: TestKey, needed: boolean | undefined): { algorithm?: PasskeyAlgorithm } {
  return needed === true ? { algorithm: key.algorithm } : {};
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

describe.each(ALL)('%s', (algorithm) => {
  const keys = KEYS.filter((key) => key.algorithm === algorithm);

  it('every shape in bytes gives the canonical form, which node:crypto reads as the same key', async () => {
    for (const key of keys) {
      for (const { name, bytes, needsAlgorithm } of shapesOf(key)) {
        const read = await passkeyKey(bytes, options(key, needsAlgorithm));
        expect(`${name} ${toHex(read.pkcs8)}`).toBe(`${name} ${toHex(key.pkcs8)}`);
        expect(read.canonical).toBe(name === 'pkcs8');
        expect(read.shape).toBe(name.split(' ')[0]);
        expect(read.algorithm).toBe(algorithm);
        expect(readByNode(read.pkcs8).equals(key.node)).toBe(true);
      }
    }
  });

  it('and so does every shape in base64 of any dialect, and as PEM in any layout', async () => {
    for (const key of keys.slice(0, 2)) {
      for (const { name, bytes, needsAlgorithm } of shapesOf(key)) {
        const digits = base64(bytes);
        const texts = [toBase64Url(bytes), digits, digits.replace(/=+$/, ''), `  ${digits.replaceAll(/(.{20})/g, '$1\r\n')}\n`];
        for (const text of texts) expect(toHex((await passkeyKey(text, options(key, needsAlgorithm))).pkcs8)).toBe(toHex(key.pkcs8));
        expect((await passkeyKey(texts[0] ?? '', options(key, needsAlgorithm))).canonical).toBe(name === 'pkcs8');
        if (name !== 'raw') await pemLayouts(name, digits, key, needsAlgorithm);
      }
    }
  });

  async function pemLayouts(name: string, digits: string, key: TestKey, needsAlgorithm: boolean | undefined): Promise<void> {
    const label = { pkcs8: 'PRIVATE KEY', sec1: 'EC PRIVATE KEY', pkcs1: 'RSA PRIVATE KEY' }[name.split(' ')[0] ?? ''] ?? '';
    const [begin, end] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
    const bodies = [
      digits,
      `\n${digits}\n`,
      `\r\n${digits.replaceAll(/(.{64})/g, '$1\r\n')}\r\n`,
      ` ${digits.replaceAll(/(.{7})/g, '$1 \n')}\t`,
    ];
    for (const body of bodies) {
      const read = await passkeyKey(`\n ${begin}${body}${end} \r\n`, options(key, needsAlgorithm));
      expect(toHex(read.pkcs8)).toBe(toHex(key.pkcs8));
      expect(read.shape).toBe(`${name.split(' ')[0]}-pem`);
      expect(read.canonical).toBe(false);
    }
  }

  it('a JWK of node:crypto gives the key, parsed or as text, with or without its public half and leading zeros', async () => {
    for (const key of keys) {
      const { x, y, ...secret } = key.jwk;
      const padded = { ...key.jwk, d: `AAAA${key.jwk['d']}` };
      const stripped = Object.fromEntries(Object.entries(key.jwk).map(([name, text]) => [name, withoutZeros(text, name)]));
      const forms: KeyInput[] = [
        key.jwk,
        JSON.stringify(key.jwk),
        Buffer.from(JSON.stringify(key.jwk)),
        { ...key.jwk, alg: algorithm, ext: false },
      ];
      if (algorithm !== 'RS256') forms.push(secret);
      if (algorithm !== 'EdDSA') forms.push(stripped);
      if (algorithm === 'RS256') forms.push(padded);
      for (const form of forms) {
        const read = await passkeyKey(form);
        expect(read.shape).toBe('jwk');
        expect(toHex(read.pkcs8)).toBe(toHex(key.pkcs8));
      }
    }
  });

  it('what it writes, it reads, and others read', async () => {
    for (const key of keys) {
      const read = await passkeyKey(key.pkcs8);
      const sec1 = read.sec1();
      const texts: KeyInput[] = [read.pem(), read.jwk(), await read.cose(), ...(sec1 ? [sec1] : [])];
      for (const text of texts) expect(toHex((await passkeyKey(text)).pkcs8)).toBe(toHex(key.pkcs8));
      expect(read.pem()).toBe(key.node.export({ format: 'pem', type: 'pkcs8' }));
      expect(read.jwk()).toEqual({ ...key.jwk, ext: true, key_ops: ['sign'] });
      expect(read.publicJwk).toEqual(createPublicKey(key.node).export({ format: 'jwk' }));
      expect(sec1 && toHex(sec1)).toBe(
        algorithm.startsWith('ES') ? toHex(new Uint8Array(key.node.export({ format: 'der', type: 'sec1' }))) : undefined,
      );
    }
  });

  it('is not of another algorithm', async () => {
    for (const other of ALL.filter((name) => name !== algorithm)) {
      const [key] = keys;
      if (!key) throw new Error('a key');
      expect(await codeOf(passkeyKey(key.pkcs8, { algorithm: other }))).toBe('passkey.key-algorithm');
      expect(await codeOf(passkeyKey({ ...key.jwk, alg: other }))).toBe('passkey.key-algorithm');
    }
  });

  it('the public half of another key is a mismatch', async () => {
    const [one, two] = keys;
    if (!one || !two) throw new Error('two keys');
    const { x, y, n } = two.jwk;
    const mixed = algorithm === 'RS256' ? { ...one.jwk, n: n ?? '' } : { ...one.jwk, x: x ?? '', ...(y !== undefined && { y }) };
    expect(await codeOf(passkeyKey(mixed))).toBe(algorithm === 'RS256' ? 'passkey.key-broken' : 'passkey.key-mismatch');
  });

  it('truncation and trailing bytes are refused with a code', async () => {
    const shaped = keys.slice(0, 2).flatMap((key) => shapesOf(key).map((shape) => ({ key, ...shape })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...shaped), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), async (shape, cut, tail) => {
        const { key, bytes, needsAlgorithm } = shape;
        const longer = Buffer.concat([bytes, tail]);
        const shorter = bytes.subarray(0, cut % bytes.length);
        expect(await codeOf(passkeyKey(longer, options(key, needsAlgorithm)))).toMatch(/^passkey\.key-/);
        // Without the algorithm, so that a DER of one size cannot be the bare scalar of another.
        expect(await codeOf(passkeyKey(shorter))).toMatch(/^passkey\.key-/);
      }),
      { numRuns: 150 },
    );
  });

  it('a flipped bit is refused with a code, or gives the very same key', async () => {
    const shaped = keys.slice(0, 2).flatMap((key) => shapesOf(key).map((shape) => ({ key, ...shape })));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...shaped.filter(({ checked }) => checked), ...shaped.filter(({ name }) => name === 'pkcs8')),
        fc.nat(),
        fc.nat(7),
        async ({ key, bytes, checked, needsAlgorithm }, at, bit) => {
          const read = await readOrCode(flipped(bytes, at, bit), options(key, needsAlgorithm));
          if (typeof read === 'string') expect(read).toMatch(/^passkey\.key-/);
          // Nothing in the 48 bytes of an Ed25519 key checks its seed.
          else if (checked) expect(toHex(read.pkcs8)).toBe(toHex(key.pkcs8));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('COSE: truncation, trailing bytes and flipped bits too', async () => {
    const [key] = keys;
    const read = await passkeyKey(key?.pkcs8 ?? new Uint8Array());
    const cose = await read.cose();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), fc.uint8Array({ minLength: 1, maxLength: 4 }), async (at, bit, tail) => {
        expect(await codeOf(passkeyKey(cose.subarray(0, at % cose.length)))).toMatch(/^passkey\.key-/);
        expect(await codeOf(passkeyKey(Buffer.concat([cose, tail])))).toMatch(/^passkey\.key-/);
        const again = await readOrCode(flipped(cose, at, bit), {});
        if (typeof again === 'string') expect(again).toMatch(/^passkey\.key-/);
        else expect(toHex(again.pkcs8)).toBe(toHex(read.pkcs8));
      }),
      { numRuns: 100 },
    );
  });

  it('a log of the key shows nothing secret', async () => {
    for (const key of keys.slice(0, 2)) {
      const read = await passkeyKey(key.pkcs8);
      const shown = [JSON.stringify(read), inspect(read, { depth: 9, maxArrayLength: null, showHidden: true }), String(read)].join();
      for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi']) {
        const secret = key.jwk[name];
        if (secret === undefined) continue;
        expect(shown).not.toContain(secret);
        expect(shown.replaceAll(/[^0-9,]/g, '')).not.toContain(Buffer.from(secret, 'base64url').subarray(0, 16).join(','));
      }
    }
  });
});

async function readOrCode(input: KeyInput, given: { algorithm?: PasskeyAlgorithm }): Promise<PasskeyKey | string> {
  try {
    return await passkeyKey(input, given);
  } catch (error) {
    if (error instanceof CxError) return error.code;
    throw error;
  }
}

function flipped(bytes: Bytes, at: number, bit: number): Bytes {
  const copy = bytes.slice();
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 << bit);
  return copy;
}

function withoutZeros(text: string, name: string): string {
  if (name === 'kty' || name === 'crv') return text;
  const bytes = Buffer.from(text, 'base64url');
  return bytes
    .subarray(
      Math.max(
        0,
        bytes.findIndex((byte) => byte !== 0),
      ),
    )
    .toString('base64url');
}

describe('sizes and prefixes of the canonical form', () => {
  it.each([
    ['ES256', 138, '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420'],
    ['ES384', 185, '3081b6020100301006072a8648ce3d020106052b8104002204819e30819b0201010430'],
    ['ES512', 241, '3081ee020100301006072a8648ce3d020106052b810400230481d63081d30201010442'],
    ['EdDSA', 48, '302e020100300506032b657004220420'],
  ] as const)('%s is %d bytes', async (algorithm, size, prefix) => {
    const { pkcs8 } = await passkeyKey(testKey(algorithm).jwk);
    expect(pkcs8.length).toBe(size);
    expect(toHex(pkcs8).startsWith(prefix)).toBe(true);
  });

  it.each([
    ['pkcs8', 138, []],
    ['pkcs8 minimal', 67, ['no-public-key']],
    ['pkcs8 with parameters', 150, ['curve-parameters']],
    ['pkcs8 with attributes', undefined, ['attributes']],
  ] as const)('%s of P-256 and its traits', async (name, size, traits) => {
    const { bytes = new Uint8Array() } = shapesOf(testKey('ES256')).find((shape) => shape.name === name) ?? {};
    if (size !== undefined) expect(bytes.length).toBe(size);
    expect((await passkeyKey(bytes)).traits).toEqual(traits);
  });

  it('Ed25519 of version 2 is 83 bytes, and its traits say so', async () => {
    const { bytes = new Uint8Array() } = shapesOf(testKey('EdDSA')).find(({ name }) => name === 'pkcs8 version 2') ?? {};
    expect(bytes.length).toBe(83);
    expect((await passkeyKey(bytes)).traits).toEqual(['version-2']);
  });
});

describe('an RSA key', () => {
  const { jwk, pkcs8 } = testKey('RS256');

  it('is taken for RS256, and that is said unless the source says it', async () => {
    expect((await passkeyKey(pkcs8)).assumed).toBe(true);
    expect((await passkeyKey(jwk)).assumed).toBe(true);
    expect((await passkeyKey({ ...jwk, alg: 'RS256' })).assumed).toBe(false);
    expect((await passkeyKey(pkcs8, { algorithm: 'RS256' })).assumed).toBe(false);
    expect((await passkeyKey(await (await passkeyKey(pkcs8)).cose())).assumed).toBe(false);
    expect((await passkeyKey(testKey('ES256').pkcs8)).assumed).toBe(false);
  });

  it.each(['PS256', 'RS384', 'RS1'])('that says %s is refused: PKCS#8 could not hold the difference', async (alg) => {
    expect(await codeOf(passkeyKey({ ...jwk, alg }))).toBe('passkey.key-unsupported');
  });
});

describe('refusals', () => {
  const p256 = testKey('ES256');

  it('a bare scalar without its algorithm', async () => {
    for (const length of [32, 48, 66]) expect(await codeOf(passkeyKey(new Uint8Array(length).fill(7)))).toBe('passkey.key-algorithm');
    expect(await codeOf(passkeyKey(new Uint8Array(31).fill(7)))).toBe('passkey.key-broken');
  });

  it('a scalar of zero, and one beyond the order of the curve', async () => {
    expect(await codeOf(passkeyKey(new Uint8Array(32), { algorithm: 'ES256' }))).toBe('passkey.key-broken');
    expect(await codeOf(passkeyKey(new Uint8Array(32).fill(255), { algorithm: 'ES256' }))).toBe('passkey.key-broken');
  });

  it('PKCS#1 in which one number does not belong to the others', async () => {
    const jwk = testKey('RS256').jwk;
    const names = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
    const pkcs1 = (wrong: string): Uint8Array => {
      const numbers = names.map((name) =>
        bytesOf(jwk[name]).map((byte, i, all) => (name === wrong && i === all.length - 1 ? byte ^ 2 : byte)),
      );
      return writeDer(DER.sequence, ...[new Uint8Array(), ...numbers].map(writeUnsigned));
    };
    expect((await passkeyKey(pkcs1(''))).shape).toBe('pkcs1');
    for (const name of names) expect(await codeOf(passkeyKey(pkcs1(name)))).toBe('passkey.key-broken');
  });

  it('other kinds of keys', async () => {
    for (const { privateKey } of [
      generateKeyPairSync('x25519'),
      generateKeyPairSync('ed448'),
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
      generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
    ]) {
      expect(await codeOf(passkeyKey(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))))).toBe('passkey.key-unsupported');
    }
    const sec1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({ format: 'der', type: 'sec1' });
    expect(await codeOf(passkeyKey(new Uint8Array(sec1)))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey({ kty: 'oct', k: 'AAAA' }))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey({ kty: 'EC', crv: 'secp256k1', d: 'AAAA' }))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey({ kty: 'OKP', crv: 'X25519', d: 'AAAA' }))).toBe('passkey.key-unsupported');
    expect(await codeOf(passkeyKey('-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'))).toBe(
      'passkey.key-unsupported',
    );
  });

  it('locked keys and public ones', async () => {
    const lock = { cipher: 'aes-256-cbc', passphrase: 'correct horse' } as const;
    const locked = p256.node.export({ format: 'der', type: 'pkcs8', ...lock });
    expect(await codeOf(passkeyKey(new Uint8Array(locked)))).toBe('passkey.key-locked');
    expect(await codeOf(passkeyKey(p256.node.export({ format: 'pem', type: 'pkcs8', ...lock }).toString()))).toBe('passkey.key-locked');
    expect(await codeOf(passkeyKey(p256.node.export({ format: 'pem', type: 'sec1', ...lock }).toString()))).toBe('passkey.key-locked');
    const publicKey = createPublicKey(p256.node);
    expect(await codeOf(passkeyKey(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))))).toBe('passkey.key-public');
    expect(await codeOf(passkeyKey(publicKey.export({ format: 'pem', type: 'spki' }).toString()))).toBe('passkey.key-public');
    const { d, ...jwk } = p256.jwk;
    expect(d).toBeDefined();
    expect(await codeOf(passkeyKey(jwk))).toBe('passkey.key-public');
    expect(await codeOf(passkeyKey((await passkeyKey(p256.pkcs8)).publicCose))).toBe('passkey.key-public');
  });

  it.each(['', ' ', '{', '{}', '{"kty":"EC","kty":"EC"}', '[]', '!', 'AAAA', '-----BEGIN PRIVATE KEY-----'])('%j', async (text) => {
    expect(await codeOf(passkeyKey(text))).toBe('passkey.key-broken');
  });

  it('a label that contradicts its content', async () => {
    const pem = p256.node.export({ format: 'pem', type: 'pkcs8' }).toString().replaceAll('PRIVATE KEY', 'EC PRIVATE KEY');
    expect(await codeOf(passkeyKey(pem))).toBe('passkey.key-broken');
  });

  it('more than the limit, which can be raised', async () => {
    expect(await codeOf(passkeyKey(new Uint8Array(40_000)))).toBe('limit.exceeded');
    expect(await codeOf(passkeyKey('A'.repeat(40_000)))).toBe('limit.exceeded');
    expect(await codeOf(passkeyKey('A'.repeat(40_000), { limits: { 'key.bytes': 50_000 } }))).toBe('passkey.key-broken');
  });

  it('random bytes, with a code and never another error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await codeOf(passkeyKey(bytes))).toMatch(/^passkey\.key-/);
      }),
    );
  });
});

it('the block that openssl writes before an EC key is passed over', async () => {
  const key = testKey('ES256');
  const pem = `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${key.node.export({ format: 'pem', type: 'sec1' })}`;
  expect(toHex((await passkeyKey(pem)).pkcs8)).toBe(toHex(key.pkcs8));
});

describe('thumbprint', () => {
  // RFC 8037 §A.2, A.3.
  it('of the example of RFC 8037', async () => {
    const key = await passkeyKey({
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    });
    expect(key.thumbprint).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  // RFC 7638 §3.1.
  it('of the example of RFC 7638', async () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    expect(await thumbprintOf({ kty: 'RSA', n, e: 'AQAB' })).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });
});
