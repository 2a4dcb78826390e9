import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { convertToBytes, read } from '../../src/convert.js';
import { utf8 } from '../../src/core/bytes.js';
import type { JsonObject } from '../../src/core/json.js';
import { sourceOf } from '../../src/core/source.js';
import { parseCxf } from '../../src/cxf/index.js';
import { checkPasskeys, passkeysOf, unreadablePasskeys } from '../../src/cxf/passkeys.js';
import { shapesOf, testKey } from '../passkey/keys.js';

const ec = testKey('ES256');
const key = Buffer.from(ec.pkcs8).toString('base64url');

function passkey(n: number, more: JsonObject = {}): JsonObject {
  const credentialId = Buffer.from(`credential ${n}`).toString('base64url');
  return { type: 'passkey', credentialId, rpId: 'example.com', username: 'a', userDisplayName: '', userHandle: 'AQ', key, ...more };
}

function documentOf(...items: readonly (readonly JsonObject[])[]): Uint8Array {
  const all = items.map((credentials, i) => ({ id: Buffer.from(`item ${i}`).toString('base64url'), title: `Item ${i}`, credentials }));
  const account = { id: 'YQ', username: '', email: '', collections: [], items: all };
  const header = { version: { major: 1, minor: 0 }, exporterRpId: 'e.example', exporterDisplayName: 'E', timestamp: 1 };
  return utf8(JSON.stringify({ ...header, accounts: [account] }));
}

function bitwarden(...fido2Credentials: readonly JsonObject[]): Uint8Array {
  const item = { type: 1, name: 'Shop', login: { fido2Credentials } };
  return utf8(JSON.stringify({ encrypted: false, folders: [], items: [item] }));
}

const FIDO2 = { credentialId: 'b64.Y3JlZA', keyValue: key, rpId: 'example.com', userHandle: 'AQ', counter: '0', discoverable: 'true' };

async function vaultOf(bytes: Uint8Array) {
  const { vault, report } = await read([sourceOf(bytes)]);
  return { ...vault, report };
}

describe('the passkeys of a vault', () => {
  it('are found with their places, and credential ids are compared throughout', async () => {
    const { document, origins, root } = await vaultOf(documentOf([passkey(1), passkey(2)], [], [passkey(1)]));
    const checks = await checkPasskeys(passkeysOf(document, origins, root));
    const at = (item: number, index: number): string => `/accounts/0/items/${item}/credentials/${index}`;
    expect(checks.map(({ pointer }) => pointer)).toEqual([at(0, 0), at(0, 1), at(2, 0)]);
    expect(checks.flatMap(({ findings }) => findings)).toEqual([
      { code: 'passkey.id-duplicate', severity: 'warning', source: `${at(2, 0)}/credentialId` },
    ]);
  });

  it('of a manager name the place in its own file, and know the counter', async () => {
    const { document, origins, root } = await vaultOf(bitwarden(FIDO2, { ...FIDO2, credentialId: 'b64.AQ', counter: '7', userHandle: '' }));
    const checks = await checkPasskeys(passkeysOf(document, origins, root));
    expect(checks.map(({ counter }) => counter)).toEqual([0, 7]);
    const source = '/items/0/login/fido2Credentials/1';
    expect(checks.flatMap(({ findings }) => findings)).toEqual([
      { code: 'passkey.handle-missing', severity: 'warning', source },
      { code: 'passkey.counter-used', severity: 'warning', source },
    ]);
  });

  it('that nobody could read are named, in CXF and in the file of a manager', async () => {
    const cxf = await vaultOf(documentOf([passkey(1), passkey(2, { key: '###' }), { type: 'note' }, passkey(3, { rpId: 5, key: null })]));
    const at = (index: number): string => `/accounts/0/items/0/credentials/${index}`;
    const unreadable = (source: string) => ({ code: 'passkey.unreadable', severity: 'error', source });
    expect(unreadablePasskeys(cxf.document, cxf.report.findings, cxf.origins, cxf.root)).toEqual([at(1), at(3)].map(unreadable));
    const vendor = await vaultOf(bitwarden(FIDO2, { ...FIDO2, keyValue: null }));
    expect(unreadablePasskeys(vendor.document, vendor.report.findings, vendor.origins, vendor.root)).toEqual([
      unreadable('/items/0/login/fido2Credentials/1'),
    ]);
  });

  it('that an earlier reading set aside are named by their item', async () => {
    const { document } = await parseCxf(documentOf([passkey(1, { key: '###' }), passkey(2)]));
    const again = await vaultOf(utf8(JSON.stringify(document)));
    expect(unreadablePasskeys(again.document, again.report.findings, again.origins, again.root).map(({ source }) => source)).toEqual([
      '/accounts/0/items/0',
    ]);
  });
});

describe('keys on their way out', () => {
  const shapes = [ec, testKey('EdDSA'), testKey('ES384'), testKey('RS256')].flatMap((one) =>
    shapesOf(one)
      .filter(({ needsAlgorithm, name }) => !needsAlgorithm && name.startsWith('pkcs8'))
      .map(({ name, bytes }) => ({ name: `${one.algorithm} ${name}`, bytes, canonical: Buffer.from(one.pkcs8).toString('base64url') })),
  );

  it.each(shapes)('$name is written in the canonical form, and that is a change; for spec it stays', async ({ name, bytes, canonical }) => {
    const text = Buffer.from(bytes).toString('base64url');
    const input = documentOf([passkey(1, { key: text })]);
    const compatible = await convertToBytes([sourceOf(input)], { to: 'cxf' });
    expect(Buffer.from(compatible.bytes).toString()).toContain(`"key":"${canonical}"`);
    const codes = compatible.report.findings.filter(({ code }) => code === 'passkey.key-normalised');
    const place = { code: 'passkey.key-normalised', severity: 'change', source: '/accounts/0/items/0/credentials/0/key' };
    expect(codes).toEqual(name.endsWith(' pkcs8') ? [] : [place]);
    const verbatim = await convertToBytes([sourceOf(input)], { to: 'cxf', policy: { importer: 'spec' } });
    expect(Buffer.from(verbatim.bytes).toString()).toContain(`"key":"${text}"`);
  });

  it('from the file of a manager, at its place there', async () => {
    const minimal = shapesOf(ec).find(({ name }) => name === 'pkcs8 minimal')?.bytes ?? new Uint8Array();
    const input = bitwarden({ ...FIDO2, keyValue: Buffer.from(minimal).toString('base64url') });
    const { bytes, report } = await convertToBytes([sourceOf(input)], { to: 'bitwarden' });
    expect(Buffer.from(bytes).toString()).toContain(key);
    expect(report.findings.filter(({ code }) => code === 'passkey.key-normalised')).toEqual([
      { code: 'passkey.key-normalised', severity: 'change', source: '/items/0/login/fido2Credentials/0' },
    ]);
  });

  it.each([
    [ec, 'pkcs8 with parameters'],
    [testKey('EdDSA'), 'pkcs8 version 2'],
  ])('two halves of different keys stay together, so that nobody takes them for a sound key', async (pair, shape) => {
    const bytes = Uint8Array.from(shapesOf(pair).find(({ name }) => name === shape)?.bytes ?? []);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const text = Buffer.from(bytes).toString('base64url');
    const written = await convertToBytes([sourceOf(documentOf([passkey(1, { key: text })]))], { to: 'cxf' });
    expect(Buffer.from(written.bytes).toString()).toContain(`"key":"${text}"`);
    expect(written.report.findings.some(({ code }) => code === 'passkey.key-normalised')).toBe(false);
  });

  it('a passkey that nobody could read stays behind as a passkey when the target cannot keep it aside', async () => {
    const input = documentOf([passkey(1, { key: '###' }), passkey(2, { key: null }), passkey(3)]);
    const { report } = await convertToBytes([sourceOf(input)], { to: 'bitwarden' });
    expect(report.totals.passkeysLeftBehind).toBe(2);
    const kept = await convertToBytes([sourceOf(input)], { to: 'cxf' });
    expect(kept.report.totals.passkeysLeftBehind).toBe(0);
  });

  it('a key that is none, or of a kind that passkeys do not use, is left alone', async () => {
    const x25519 = generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
    const { bytes, report } = await convertToBytes([sourceOf(documentOf([passkey(1, { key: x25519 })]))], { to: 'cxf' });
    expect(Buffer.from(bytes).toString()).toContain(x25519);
    expect(report.findings.some(({ code }) => code === 'passkey.key-normalised')).toBe(false);
  });
});
