import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, toHex } from '../../src/core/bytes.js';
import {
  readSshPrivateKey,
  type SshPrivateKey,
  sshFingerprint,
  sshKeyType,
  sshPublicLine,
  writeSshPrivateKey,
} from '../../src/ssh/index.js';
import { fingerprintOf, generate, hasKeygen, publicLineOf, withKeygen } from './keygen.js';

const KINDS = {
  'ssh-ed25519': () => generateKeyPairSync('ed25519'),
  'ssh-rsa': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'ecdsa-sha2-nistp256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ecdsa-sha2-nistp384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'ecdsa-sha2-nistp521': () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
} as const;
const MADE = Object.entries(KINDS).map(([keyType, make]) => ({ keyType, key: make().privateKey }));
const WEBCRYPTO: Readonly<Record<string, { name: string; hash?: string; namedCurve?: string }>> = {
  'ssh-ed25519': { name: 'Ed25519' },
  'ssh-rsa': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  'ecdsa-sha2-nistp256': { name: 'ECDSA', namedCurve: 'P-256' },
  'ecdsa-sha2-nistp384': { name: 'ECDSA', namedCurve: 'P-384' },
  'ecdsa-sha2-nistp521': { name: 'ECDSA', namedCurve: 'P-521' },
};

function der(key: KeyObject): Bytes {
  return new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }));
}

function readable(pem: string): SshPrivateKey {
  const read = readSshPrivateKey(pem);
  if (typeof read !== 'object') throw new Error(`expected a readable key, got ${read}`);
  return read;
}

function signs(pkcs8: Bytes, key: KeyObject): boolean {
  const ours = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const message = Buffer.from('message');
  const hash = key.asymmetricKeyType === 'ed25519' ? undefined : 'sha256';
  return verify(hash, message, createPublicKey(key), sign(hash, message, ours));
}

describe.each(MADE)('a $keyType key of node:crypto', ({ keyType, key }) => {
  const pkcs8 = der(key);

  it('goes through openssh and back, byte by byte', () => {
    const pem = writeSshPrivateKey(pkcs8, { comment: 'Zoë@host', checkint: 0xfedcba98 }) ?? '';
    const read = readable(pem);
    expect({ ...read, pkcs8: toHex(read.pkcs8) }).toEqual({
      keyType,
      pkcs8: toHex(pkcs8),
      container: 'openssh',
      comment: 'Zoë@host',
      checkint: 0xfedcba98,
    });
    expect(signs(read.pkcs8, key)).toBe(true);
    expect(writeSshPrivateKey(pkcs8, { comment: 'Zoë@host', checkint: 0xfedcba98, finalNewline: false })).toBe(pem.slice(0, -1));
  });

  it('is the same text as OpenSSL writes, in every other container that can hold it', () => {
    const traditional = keyType === 'ssh-rsa' ? 'pkcs1' : keyType === 'ssh-ed25519' ? undefined : 'sec1';
    for (const container of ['pkcs8', 'pkcs1', 'sec1'] as const) {
      const written = writeSshPrivateKey(pkcs8, { comment: '', checkint: 0, container });
      const fits = container === 'pkcs8' || container === traditional;
      expect(written).toBe(fits ? key.export({ format: 'pem', type: container }) : undefined);
      if (written) expect(readable(written)).toEqual({ keyType, pkcs8, container, comment: '', checkint: 0 });
    }
  });

  it('is imported by WebCrypto', async () => {
    const algorithm = WEBCRYPTO[keyType] ?? { name: '' };
    const { pkcs8: ours } = readable(writeSshPrivateKey(pkcs8, { comment: '', checkint: 1 }) ?? '');
    const imported = await crypto.subtle.importKey('pkcs8', ours, algorithm, true, ['sign']);
    expect(imported.type).toBe('private');
  });

  it.skipIf(!hasKeygen)(withKeygen('is what ssh-keygen reads, with its line, comment and fingerprint'), async () => {
    const line = sshPublicLine(pkcs8) ?? '';
    expect(publicLineOf(writeSshPrivateKey(pkcs8, { comment: 'a b', checkint: 7 }) ?? '')).toBe(`${line} a b`);
    expect(await sshFingerprint(line)).toBe(fingerprintOf(line));
    expect(await sshFingerprint(`${line} comment\n`)).toBe(fingerprintOf(line));
    expect(sshKeyType(pkcs8)).toBe(keyType);
  });
});

const KEYGEN: readonly (readonly [string, readonly string[], string])[] = [
  ['ed25519', ['-t', 'ed25519'], 'openssh'],
  ['rsa 2048', ['-t', 'rsa', '-b', '2048'], 'openssh'],
  ['rsa 3072', ['-t', 'rsa', '-b', '3072'], 'openssh'],
  ['nistp256', ['-t', 'ecdsa', '-b', '256'], 'openssh'],
  ['nistp384', ['-t', 'ecdsa', '-b', '384'], 'openssh'],
  ['nistp521', ['-t', 'ecdsa', '-b', '521'], 'openssh'],
  ['rsa pkcs1', ['-t', 'rsa', '-b', '2048', '-m', 'PEM'], 'pkcs1'],
  ['rsa pkcs8', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8'], 'pkcs8'],
  ['nistp256 sec1', ['-t', 'ecdsa', '-b', '256', '-m', 'PEM'], 'sec1'],
  ['nistp521 sec1', ['-t', 'ecdsa', '-b', '521', '-m', 'PEM'], 'sec1'],
  ['nistp384 pkcs8', ['-t', 'ecdsa', '-b', '384', '-m', 'PKCS8'], 'pkcs8'],
];

describe.skipIf(!hasKeygen)(withKeygen('keys of ssh-keygen'), () => {
  it.each(KEYGEN)('%s comes back as the same text', (_, args, container) => {
    // Comments of every length modulo the block size, so that every padding occurs.
    for (let length = 0; length < (args.includes('rsa') ? 2 : 9); length++) {
      const { pem, line } = generate(args, 'c'.repeat(length));
      const read = readable(pem);
      expect(read.container).toBe(container);
      expect(writeSshPrivateKey(read.pkcs8, read)).toBe(pem);
      expect(line).toBe(`${sshPublicLine(read.pkcs8)} ${'c'.repeat(length)}`.trim());
      expect(signs(read.pkcs8, createPrivateKey({ key: Buffer.from(read.pkcs8), format: 'der', type: 'pkcs8' }))).toBe(true);
    }
  });

  it.each(KEYGEN)('%s with a passphrase is locked', (_, args) => {
    expect(readSshPrivateKey(generate(args, 'c', 'correct horse').pem)).toBe('locked');
  });
});

describe('damage', () => {
  const pems = MADE.flatMap(({ key }) =>
    (['openssh', 'pkcs8', 'pkcs1', 'sec1'] as const).flatMap(
      (container) => writeSshPrivateKey(der(key), { comment: 'me@host', checkint: 5, container }) ?? [],
    ),
  );

  it('never throws, and what is still read is what is written again', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom('A', '/', '+', '=', '\n', '-', ' ', 'é', '')), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...pems), changes, fc.nat(), (pem, edits, cut) => {
        let text = pem;
        for (const [at, char] of edits) text = text.slice(0, at % text.length) + char + text.slice((at % text.length) + 1);
        if (cut % 4 === 0) text = text.slice(0, cut % text.length);
        const read = readSshPrivateKey(text);
        if (typeof read !== 'object') return;
        const again = readable(writeSshPrivateKey(read.pkcs8, read) ?? '');
        expect(again).toEqual(read);
      }),
      { numRuns: 1500 },
    );
  });

  it('a flipped bit of the PKCS#8 never throws; with the old public key an RSA or Ed25519 key is the old key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MADE), fc.nat(), fc.nat(7), ({ keyType, key }, at, bit) => {
        const old = der(key);
        const bytes = old.slice();
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        const line = sshPublicLine(bytes);
        if (line === sshPublicLine(old) && !keyType.startsWith('ecdsa')) {
          const writing = { comment: '', checkint: 0, container: 'pkcs8' } as const;
          expect(writeSshPrivateKey(bytes, writing)).toBe(writeSshPrivateKey(old, writing));
        }
        expect(sshKeyType(bytes) === undefined).toBe(line === undefined);
      }),
      { numRuns: 1500 },
    );
  });

  it.each(['', ' ', '-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----', 'ssh-ed25519 AAAA'])(
    '%j is no key',
    (text) => {
      expect(readSshPrivateKey(text)).toBeUndefined();
    },
  );

  it('two halves that do not belong together are refused', () => {
    const [one, two] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')].map(({ privateKey }) => der(privateKey));
    const texts = [one, two].map((pkcs8) => writeSshPrivateKey(pkcs8 ?? new Uint8Array(), { comment: '', checkint: 1 }) ?? '');
    const bytes = texts.map((text) => Buffer.from(text.replaceAll(/-----.*-----|\n/g, ''), 'base64'));
    const mixed = Buffer.concat([bytes[0]?.subarray(0, 95) ?? Buffer.alloc(0), bytes[1]?.subarray(95) ?? Buffer.alloc(0)]);
    const pem = `-----BEGIN OPENSSH PRIVATE KEY-----\n${mixed.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(readSshPrivateKey(texts[0] ?? '')).toBeDefined();
    expect(readSshPrivateKey(pem)).toBeUndefined();
  });

  it('wrong padding and unequal check numbers are refused', () => {
    const text = writeSshPrivateKey(der(generateKeyPairSync('ed25519').privateKey), { comment: 'x', checkint: 1 }) ?? '';
    const bytes = Buffer.from(text.replaceAll(/-----.*-----|\n/g, ''), 'base64');
    // The check numbers stand after the magic, three strings, a count, the public key (51 bytes) and two lengths.
    for (const at of [98, 102, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(
        readSshPrivateKey(`-----BEGIN OPENSSH PRIVATE KEY-----\n${damaged.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----`),
      ).toBeUndefined();
    }
  });

  it('other kinds of keys are not read', () => {
    for (const { privateKey } of [generateKeyPairSync('x25519'), generateKeyPairSync('ec', { namedCurve: 'secp256k1' })]) {
      expect(sshKeyType(der(privateKey))).toBeUndefined();
      expect(readSshPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toBeUndefined();
    }
  });

  it('a locked PKCS#8 is locked', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'correct horse' } as const;
    expect(readSshPrivateKey(privateKey.export(options).toString())).toBe('locked');
  });

  it('lines that are no public key have no fingerprint', async () => {
    const line = sshPublicLine(der(generateKeyPairSync('ed25519').privateKey)) ?? '';
    for (const text of ['', 'ssh-ed25519', 'ssh-ed25519 !', line.replace('ssh-ed25519', 'ssh-rsa')]) {
      expect(await sshFingerprint(text)).toBeUndefined();
    }
  });
});
