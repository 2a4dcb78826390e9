import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toHex } from '../../src/core/bytes.js';
import { readSshPrivateKey, sshFingerprint, sshKeyType, sshPublicLine, writeSshPrivateKey } from '../../src/ssh/index.js';

const SAMPLES = new URL('../../../shared/samples/cxf/', import.meta.url);
const present = existsSync(SAMPLES);

interface BitwardenFile {
  readonly items: readonly {
    readonly sshKey?: { readonly privateKey: string; readonly publicKey: string; readonly keyFingerprint: string };
  }[];
}
interface CxfFile {
  readonly accounts: readonly {
    readonly items: readonly { readonly credentials: readonly { readonly type: string; readonly privateKey?: string }[] }[];
  }[];
}

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, SAMPLES), 'utf8'));
}

describe.skipIf(!present)(present ? 'SSH keys of the samples' : 'SSH keys of the samples (skipped: ../shared/samples is absent)', () => {
  it("Bitwarden's OpenSSH text comes back as it was", async () => {
    const sshKey = (load('json_export.json') as BitwardenFile).items[4]?.sshKey;
    const pem = sshKey?.privateKey ?? '';
    const read = await readSshPrivateKey(pem);
    if (typeof read !== 'object') throw new Error('the sample must be readable');
    expect(read.keyType).toBe('ssh-ed25519');
    expect(read.pkcs8.length).toBe(48);
    expect(await writeSshPrivateKey(read.pkcs8, { ...read, finalNewline: pem.endsWith('\n') })).toBe(pem);
    const line = (await sshPublicLine(read.pkcs8)) ?? '';
    expect(sshKey?.publicKey.startsWith(line)).toBe(true);
    expect(await sshFingerprint(line)).toBe(sshKey?.keyFingerprint);
  });

  it("the specification's key is an RSA key that survives every container", async () => {
    const document = load('cxf-v1.0-ps-errata-20260309-appendix-a.json') as CxfFile;
    const credentials = document.accounts.flatMap(({ items }) => items.flatMap((item) => item.credentials));
    const text = credentials.find(({ type }) => type === 'ssh-key')?.privateKey ?? '';
    const pkcs8 = fromBase64Url(text) ?? new Uint8Array();
    expect(sshKeyType(pkcs8)).toBe('ssh-rsa');
    for (const container of ['openssh', 'pkcs8', 'pkcs1'] as const) {
      const pem = await writeSshPrivateKey(pkcs8, { comment: 'Work SSH Key', checkint: 1, container });
      const read = await readSshPrivateKey(pem ?? '');
      expect(typeof read === 'object' && toHex(read.pkcs8)).toBe(toHex(pkcs8));
    }
    const { n } = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })).export({ format: 'jwk' });
    expect(Buffer.from((await sshPublicLine(pkcs8))?.split(' ')[1] ?? '', 'base64').includes(Buffer.from(n ?? '', 'base64url'))).toBe(true);
  });
});
