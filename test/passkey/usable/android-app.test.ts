import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url, toHex, utf8 } from '../../../src/core/bytes.js';
import { CxError } from '../../../src/core/errors.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { usableInAndroidApp } from '../../../src/passkey/usable/android-app.js';
import { androidOrigin, readAndroidApp } from '../../../src/passkey/usable/android-identity.js';
import type { PlaceVerdict } from '../../../src/passkey/usable/verdict.js';

const LOGIN = 'delegate_permission/common.get_login_creds';
const LINKS = 'delegate_permission/common.handle_all_urls';
const PACKAGE = 'com.example.app';
const CERTIFICATE = Uint8Array.from({ length: 32 }, (_, i) => 0xa0 + i);
const OTHER = new Uint8Array(32).fill(7);

function colons(bytes: Uint8Array): string {
  return (toHex(bytes).toUpperCase().match(/../g) ?? []).join(':');
}

const APP = `${PACKAGE}=${colons(CERTIFICATE)}`;

function ask(file: unknown, app = APP, rpId = 'example.com'): Promise<PlaceVerdict> {
  return usableInAndroidApp(rpId, app, utf8(JSON.stringify(file)), DEFAULT_LIMITS);
}

function says(relation: unknown, fingerprints: unknown = [colons(CERTIFICATE)], packageName: unknown = PACKAGE): object {
  return { relation, target: { namespace: 'android_app', package_name: packageName, sha256_cert_fingerprints: fingerprints } };
}

const website = { relation: [LOGIN], target: { namespace: 'web', site: 'https://example.com', sha256_cert_fingerprints: null } };
const include = { include: 'https://example.com/other-links.json' };

async function notesOf(file: unknown): Promise<string[]> {
  return (await ask(file)).notes.map(({ code }) => code);
}

describe('usableInAndroidApp', () => {
  it.each([
    ['one statement', [says([LOGIN, LINKS])]],
    ['one relation', [says([LOGIN])]],
    ['one fingerprint of several', [says([LINKS, LOGIN], [colons(OTHER), colons(CERTIFICATE)])]],
    ['beside a website with null', [website, says([LOGIN])]],
    ['beside rubbish', [{}, null, 1, [], says([LOGIN]), { relation: [LOGIN] }, says([LOGIN], null), says(LOGIN)]],
    ['beside a refusal', [says([LOGIN], [colons(OTHER)]), says([LINKS]), says([LOGIN])]],
    ['beside an include', [include, says([LOGIN])]],
  ])('usable: %s', async (_name, file) => {
    expect(await ask(file)).toMatchObject({ usable: true, code: 'passkey.app-listed', origin: androidOrigin(CERTIFICATE) });
  });

  const lower = colons(CERTIFICATE).toLowerCase();
  it.each([
    ['an empty list', [], 'passkey.app-unlisted'],
    ['a website only', [website], 'passkey.app-unlisted'],
    [
      'a website that bears the names of an app',
      [{ relation: [LOGIN], target: { namespace: 'web', package_name: PACKAGE, sha256_cert_fingerprints: [colons(CERTIFICATE)] } }],
      'passkey.app-unlisted',
    ],
    ['an include only', [include], 'passkey.app-unlisted'],
    ['another package', [says([LOGIN], undefined, 'com.example.other')], 'passkey.app-unlisted'],
    ['the package in other letters', [says([LOGIN], undefined, 'com.example.App')], 'passkey.app-unlisted'],
    ['links only', [says([LINKS])], 'passkey.app-relation-missing'],
    ['the relation for another certificate', [says([LINKS]), says([LOGIN], [colons(OTHER)])], 'passkey.app-relation-missing'],
    ['a relation that only begins so', [says([`${LOGIN}.more`])], 'passkey.app-relation-missing'],
    ['another certificate', [says([LOGIN, LINKS], [colons(OTHER)])], 'passkey.fingerprint-mismatch'],
    ['its first 31 bytes', [says([LOGIN], [colons(CERTIFICATE.subarray(0, 31))])], 'passkey.fingerprint-mismatch'],
    ['lower case', [says([LOGIN], [lower])], 'passkey.fingerprint-spelling'],
    ['no colons', [says([LOGIN], [lower.toUpperCase().replaceAll(':', '')])], 'passkey.fingerprint-spelling'],
    ['base64url', [says([LOGIN], [toBase64Url(CERTIFICATE)])], 'passkey.fingerprint-spelling'],
    ['a space before it', [says([LOGIN], [` ${colons(CERTIFICATE)}`])], 'passkey.fingerprint-spelling'],
    ['a relation that is no list', [says(LOGIN)], 'passkey.app-unlisted'],
    ['a relation that holds a number', [says([LOGIN, 1])], 'passkey.app-unlisted'],
    ['fingerprints null', [says([LOGIN], null)], 'passkey.app-unlisted'],
    ['fingerprints empty', [says([LOGIN], [])], 'passkey.app-unlisted'],
    ['a fingerprint that is no list', [says([LOGIN], colons(CERTIFICATE))], 'passkey.app-unlisted'],
    ['a statement that also includes', [{ ...says([LOGIN]), ...include }], 'passkey.app-unlisted'],
    ['a statement that is no list', says([LOGIN]), 'passkey.assetlinks-invalid'],
    ['null', null, 'passkey.assetlinks-invalid'],
    ['an answer of the API', { statements: [says([LOGIN])] }, 'passkey.assetlinks-invalid'],
  ])('not usable: %s', async (_name, file, code) => {
    expect(await ask(file)).toMatchObject({ usable: false, code });
  });

  it('says what it did not look at, once each', async () => {
    expect(await notesOf([include, include, says([LOGIN, LINKS])])).toEqual(['passkey.include-not-followed']);
    expect(await notesOf([website, {}, 1, says([LOGIN, LINKS])])).toEqual(['passkey.statement-invalid']);
    expect(await notesOf([website, says([LOGIN, LINKS])])).toEqual([]);
    expect(await notesOf([include])).toEqual(['passkey.include-not-followed']);
  });

  it('says when only the relation for links is missing', async () => {
    expect(await notesOf([says([LOGIN])])).toEqual(['passkey.app-links-missing']);
    expect(await notesOf([says([LOGIN]), says([LINKS])])).toEqual([]);
    expect(await notesOf([says([LOGIN]), says([LINKS], [colons(OTHER)])])).toEqual(['passkey.app-links-missing']);
    expect(await notesOf([says([LOGIN]), says([LINKS], [lower])])).toEqual(['passkey.app-links-missing']);
  });

  it.each([
    '',
    PACKAGE,
    `${PACKAGE}=`,
    `=${colons(CERTIFICATE)}`,
    `app=${colons(CERTIFICATE)}`,
    `com.1example=${colons(CERTIFICATE)}`,
    `${PACKAGE}=${colons(CERTIFICATE.subarray(0, 20))}`,
    `${PACKAGE}=${colons(CERTIFICATE)}:00`,
    `${PACKAGE}=${lower.slice(1)}`,
    `${PACKAGE}=${'?'.repeat(43)}`,
  ])('%j is no app', async (app) => {
    expect(await ask([says([LOGIN])], app)).toMatchObject({ usable: false, code: 'passkey.android-app-invalid' });
  });

  it('asks about the relying party id too', async () => {
    expect(await ask([says([LOGIN])], APP, 'EXAMPLE.com')).toMatchObject({ usable: false, code: 'passkey.rpid-not-canonical' });
  });

  it('every spelling of a fingerprint is the same app', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const spellings = [
          colons(bytes),
          colons(bytes).toLowerCase(),
          toHex(bytes),
          toHex(bytes).toUpperCase(),
          toBase64Url(bytes),
          `${toBase64Url(bytes)}=`,
        ];
        for (const spelt of spellings) expect(readAndroidApp(`${PACKAGE}=${spelt}`)?.fingerprint).toEqual(bytes);
      }),
    );
  });

  it('one bit of the certificate decides', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(255), async (bytes, bit) => {
        const app = `${PACKAGE}=${colons(bytes)}`;
        expect((await ask([says([LOGIN], [colons(bytes)])], app)).usable).toBe(true);
        const flipped = bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect((await ask([says([LOGIN], [colons(flipped)])], app)).code).toBe('passkey.fingerprint-mismatch');
      }),
    );
  });

  it('whatever JSON the file holds, there is an answer; no stranger is let in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        for (const file of [
          value,
          [value],
          [{ relation: [LOGIN], target: value }],
          [says(value)],
          [says([LOGIN], value)],
          [says([LOGIN], undefined, value)],
        ])
          expect((await ask(file)).usable).toBe(false);
      }),
    );
  });

  it('whatever bytes the file holds, an answer or an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
        const answer = await usableInAndroidApp('example.com', APP, bytes, DEFAULT_LIMITS).catch((error: unknown) => error);
        expect(answer instanceof CxError || (typeof answer === 'object' && answer !== null && 'usable' in answer)).toBe(true);
      }),
    );
  });
});

describe('androidOrigin', () => {
  it('is the fingerprint in base64url, without padding', () => {
    expect(androidOrigin(new Uint8Array(32))).toBe(`android:apk-key-hash:${'A'.repeat(43)}`);
    expect(androidOrigin(new Uint8Array(32).fill(255))).toBe(`android:apk-key-hash:${'_'.repeat(42)}8`);
  });
});
