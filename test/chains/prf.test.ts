import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import type { ConvertOptions } from '../../src/index.js';
import { type CxfPasskey, documentOf, move, passkeyIn } from './cxf-passkey.js';
import { answer } from './login.js';
import { register } from './registration.js';

/**
 * What a site derives from a passkey (PRF, WebAuthn Level 3 §10.1.4) must be the same after a move, or it can no longer decrypt what it
 * encrypted. The judge is node:crypto. Chromium cannot be one: its virtual authenticator knows PRF, but the DevTools protocol neither gives
 * out nor takes in the seeds, and a passkey that was added through it has no PRF at all.
 */

const CXF: ConvertOptions = { to: 'cxf' };
const SPEC: ConvertOptions = { to: 'cxf', policy: { importer: 'spec' } };
const [FIRST, SECOND] = ['Zmlyc3Qgc2FsdA', 'c2Vjb25kIHNhbHQ'];

type Outputs = { readonly first: string; readonly second?: string } | undefined;

/** What a site gets from the passkey, with and without user verification. */
async function outputs(passkey: CxfPasskey): Promise<{ readonly withUV: Outputs; readonly withoutUV: Outputs }> {
  const prf = { eval: { first: FIRST, second: SECOND } };
  const ask = async (userVerified: boolean): Promise<Outputs> => {
    const { made } = await answer(passkey, 'https://login.example.com', { userVerified }, { prf });
    return made.clientExtensionResults.prf?.results;
  };
  return { withUV: await ask(true), withoutUV: await ask(false) };
}

/** The same by node:crypto. */
function expected(seed: Uint8Array): Outputs {
  const of = (input: string): string => {
    const salt = createHash('sha256').update('WebAuthn PRF\0').update(Buffer.from(input, 'base64url')).digest();
    return createHmac('sha256', seed).update(salt).digest('base64url');
  };
  return { first: of(FIRST), second: of(SECOND) };
}

function derived(seed: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(), 'credential-exchange/prf/without-uv/v1', 32));
}

async function withSeeds(seeds: Readonly<Record<string, Uint8Array>>, member = 'hmacCredentials'): Promise<CxfPasskey> {
  const { passkey } = await register({ algorithm: 'ES256' });
  const texts = Object.entries(seeds).map(([name, seed]) => [name, Buffer.from(seed).toString('base64url')]);
  const fido2Extensions: JsonObject = { [member]: { algorithm: 'hmac-sha256', ...Object.fromEntries(texts) } };
  return { ...passkey, fido2Extensions };
}

describe('PRF', () => {
  it.each([
    ['compatible', CXF],
    ['spec', SPEC],
  ])('gives the same before and after, in a document for %s', async (_, step) => {
    const [credWithUV, credWithoutUV] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))];
    const passkey = await withSeeds({ credWithUV, credWithoutUV });
    const { bytes, says } = await move(documentOf(passkey), step, step);
    expect(says.filter((line) => /hmac|prf|loss/.test(line))).toEqual([]);
    expect(await outputs(passkeyIn(bytes))).toEqual({ withUV: expected(credWithUV), withoutUV: expected(credWithoutUV) });
    expect(await outputs(passkeyIn(bytes))).toEqual(await outputs(passkey));
  });

  it.each(['credWithUV', 'credWithoutUV'])('with %s alone: it stays, the other one is derived, and that is said', async (only) => {
    const seed = new Uint8Array(randomBytes(32));
    const passkey = await withSeeds({ [only]: seed });
    const { bytes, says } = await move(documentOf(passkey), CXF);
    expect(says.filter((line) => line.includes('hmac'))).toEqual(['change cxf.hmac-seed-derived']);
    const [mine, other] = [expected(seed), expected(derived(seed))];
    expect(await outputs(passkeyIn(bytes))).toEqual(
      only === 'credWithUV' ? { withUV: mine, withoutUV: other } : { withUV: other, withoutUV: mine },
    );
    // The authenticator says the same of the file before it was moved, and a second move changes nothing.
    expect(await outputs(passkey)).toEqual(await outputs(passkeyIn(bytes)));
    const again = await move(bytes, CXF);
    expect(again.says.filter((line) => line.includes('hmac'))).toEqual([]);
    expect(passkeyIn(again.bytes)).toEqual(passkeyIn(bytes));
  });

  it('with the one secret of drafts', async () => {
    const secret = new Uint8Array(randomBytes(32));
    const passkey = await withSeeds({ secret }, 'hmacSecret');
    const { bytes, says } = await move(documentOf(passkey), CXF);
    expect(says.filter((line) => line.includes('hmac'))).toEqual(
      expect.arrayContaining(['warning cxf.hmac-single-secret', 'change cxf.hmac-seed-derived']),
    );
    expect(await outputs(passkeyIn(bytes))).toEqual({ withUV: expected(secret), withoutUV: expected(derived(secret)) });
  });

  it('a target without a place for seeds says so', async () => {
    const passkey = await withSeeds({ credWithUV: randomBytes(32), credWithoutUV: randomBytes(32) });
    const { bytes, says } = await move(documentOf(passkey), { to: 'bitwarden' }, CXF);
    expect(says.filter((line) => line.startsWith('loss'))).not.toEqual([]);
    expect(await outputs(passkeyIn(bytes))).toEqual({ withUV: undefined, withoutUV: undefined });
  });
});
