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

async function readable(pem: string): Promise<SshPrivateKey> {
  const read = await readSshPrivateKey(pem);
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

  it('goes through openssh and back, byte by byte', async () => {
    const pem = (await writeSshPrivateKey(pkcs8, { comment: 'Zoë@host', checkint: 0xfedcba98 })) ?? '';
    const read = await readable(pem);
    expect({ ...read, pkcs8: toHex(read.pkcs8) }).toEqual({
      keyType,
      pkcs8: toHex(pkcs8),
      container: 'openssh',
      comment: 'Zoë@host',
      checkint: 0xfedcba98,
    });
    expect(signs(read.pkcs8, key)).toBe(true);
    expect(await writeSshPrivateKey(pkcs8, { comment: 'Zoë@host', checkint: 0xfedcba98, finalNewline: false })).toBe(pem.slice(0, -1));
  });

  it('is the same text as OpenSSL writes, in every other container that can hold it', async () => {
    const traditional = keyType === 'ssh-rsa' ? 'pkcs1' : keyType === 'ssh-ed25519' ? undefined : 'sec1';
    for (const container of ['pkcs8', 'pkcs1', 'sec1'] as const) {
      const written = await writeSshPrivateKey(pkcs8, { comment: '', checkint: 0, container });
      const fits = container === 'pkcs8' || container === traditional;
      expect(written).toBe(fits ? key.export({ format: 'pem', type: container }) : undefined);
      if (written) expect(await readable(written)).toEqual({ keyType, pkcs8, container, comment: '', checkint: 0 });
    }
  });

  it('is imported by WebCrypto', async () => {
    const algorithm = WEBCRYPTO[keyType] ?? { name: '' };
    const { pkcs8: ours } = await readable((await writeSshPrivateKey(pkcs8, { comment: '', checkint: 1 })) ?? '');
    const imported = await crypto.subtle.importKey('pkcs8', ours, algorithm, true, ['sign']);
    expect(imported.type).toBe('private');
  });

  it.skipIf(!hasKeygen)(withKeygen('is what ssh-keygen reads, with its line, comment and fingerprint'), async () => {
    const line = (await sshPublicLine(pkcs8)) ?? '';
    expect(publicLineOf((await writeSshPrivateKey(pkcs8, { comment: 'a b', checkint: 7 })) ?? '')).toBe(`${line} a b`);
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
  it.each(KEYGEN)('%s comes back as the same text', async (_, args, container) => {
    // Comments of every length modulo the block size, so that every padding occurs.
    for (let length = 0; length < (args.includes('rsa') ? 2 : 9); length++) {
      const { pem, line } = generate(args, 'c'.repeat(length));
      const read = await readable(pem);
      expect(read.container).toBe(container);
      expect(await writeSshPrivateKey(read.pkcs8, read)).toBe(pem);
      expect(line).toBe(`${await sshPublicLine(read.pkcs8)} ${'c'.repeat(length)}`.trim());
      expect(signs(read.pkcs8, createPrivateKey({ key: Buffer.from(read.pkcs8), format: 'der', type: 'pkcs8' }))).toBe(true);
    }
  });

  it.each(KEYGEN)('%s with a passphrase is locked', async (_, args) => {
    expect(await readSshPrivateKey(generate(args, 'c', 'correct horse').pem)).toBe('locked');
  });
});

describe('damage', () => {
  it('never throws, and what is still read is what is written again', async () => {
    const pems: string[] = [];
    for (const { key } of MADE) {
      for (const container of ['openssh', 'pkcs8', 'pkcs1', 'sec1'] as const) {
        pems.push((await writeSshPrivateKey(der(key), { comment: 'me@host', checkint: 5, container })) ?? '');
      }
    }
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom('A', '/', '+', '=', '\n', '-', ' ', 'é', '')), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pems.filter((pem) => pem !== '')), changes, fc.nat(), async (pem, edits, cut) => {
        let text = pem;
        for (const [at, char] of edits) text = text.slice(0, at % text.length) + char + text.slice((at % text.length) + 1);
        if (cut % 4 === 0) text = text.slice(0, cut % text.length);
        const read = await readSshPrivateKey(text);
        if (typeof read !== 'object') return;
        const again = await readable((await writeSshPrivateKey(read.pkcs8, read)) ?? '');
        expect(again).toEqual(read);
      }),
      { numRuns: 1500 },
    );
  });

  it('a flipped bit of the PKCS#8 never throws; with the old public key it is the old key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...MADE), fc.nat(), fc.nat(7), async ({ key }, at, bit) => {
        const old = der(key);
        const bytes = old.slice();
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        const line = await sshPublicLine(bytes);
        if (line === (await sshPublicLine(old))) {
          const writing = { comment: '', checkint: 0, container: 'pkcs8' } as const;
          expect(await writeSshPrivateKey(bytes, writing)).toBe(await writeSshPrivateKey(old, writing));
        }
        if (line !== undefined) expect(sshKeyType(bytes)).toBe(line.split(' ')[0]);
      }),
      { numRuns: 1500 },
    );
  });

  it.each(['', ' ', '-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----', 'ssh-ed25519 AAAA'])(
    '%j is no key',
    async (text) => {
      expect(await readSshPrivateKey(text)).toBeUndefined();
    },
  );

  it('two halves that do not belong together are refused', async () => {
    const [one, two] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')].map(({ privateKey }) => der(privateKey));
    const writing = { comment: '', checkint: 1 };
    const written = [one, two].map((pkcs8) => writeSshPrivateKey(pkcs8 ?? new Uint8Array(), writing));
    const texts = (await Promise.all(written)).map((text) => text ?? '');
    const bytes = texts.map((text) => Buffer.from(text.replaceAll(/-----.*-----|\n/g, ''), 'base64'));
    const mixed = Buffer.concat([bytes[0]?.subarray(0, 95) ?? Buffer.alloc(0), bytes[1]?.subarray(95) ?? Buffer.alloc(0)]);
    const pem = `-----BEGIN OPENSSH PRIVATE KEY-----\n${mixed.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(await readSshPrivateKey(texts[0] ?? '')).toBeDefined();
    expect(await readSshPrivateKey(pem)).toBeUndefined();
  });

  it('wrong padding and unequal check numbers are refused', async () => {
    const text = (await writeSshPrivateKey(der(generateKeyPairSync('ed25519').privateKey), { comment: 'x', checkint: 1 })) ?? '';
    const bytes = Buffer.from(text.replaceAll(/-----.*-----|\n/g, ''), 'base64');
    // The check numbers stand after the magic, three strings, a count, the public key (51 bytes) and two lengths.
    for (const at of [98, 102, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(
        await readSshPrivateKey(`-----BEGIN OPENSSH PRIVATE KEY-----\n${damaged.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----`),
      ).toBeUndefined();
    }
  });

  it('other kinds of keys are not read', async () => {
    for (const { privateKey } of [generateKeyPairSync('x25519'), generateKeyPairSync('ec', { namedCurve: 'secp256k1' })]) {
      expect(sshKeyType(der(privateKey))).toBeUndefined();
      expect(await readSshPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toBeUndefined();
    }
  });

  it('a locked PKCS#8 is locked', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'correct horse' } as const;
    expect(await readSshPrivateKey(privateKey.export(options).toString())).toBe('locked');
  });

  it('lines that are no public key have no fingerprint', async () => {
    const line = (await sshPublicLine(der(generateKeyPairSync('ed25519').privateKey))) ?? '';
    for (const text of ['', 'ssh-ed25519', 'ssh-ed25519 !', line.replace('ssh-ed25519', 'ssh-rsa')]) {
      expect(await sshFingerprint(text)).toBeUndefined();
    }
  });
});
