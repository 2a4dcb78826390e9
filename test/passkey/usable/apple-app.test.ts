import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { usableInAppleApp } from '../../../src/passkey/usable/apple-app.js';
import type { PlaceVerdict } from '../../../src/passkey/usable/verdict.js';

const APP = 'ABCDE12345.com.example.app';

function ask(file: unknown, app = APP, rpId = 'example.com'): Promise<PlaceVerdict> {
  return usableInAppleApp(rpId, app, utf8(JSON.stringify(file)), DEFAULT_LIMITS);
}

const listing = (...apps: unknown[]): object => ({ webcredentials: { apps } });
const links = { applinks: { apps: [], details: [{ appIDs: [APP], components: [{ '/': '*' }] }] } };

describe('usableInAppleApp', () => {
  it('a listed app, with its origin and the half that no file shows', async () => {
    const verdict = await ask({ ...links, ...listing('FGHIJ67890.com.example.other', APP) });
    expect(verdict).toMatchObject({ usable: true, code: 'passkey.app-listed', origin: 'https://example.com' });
    expect(verdict.notes.map(({ code }) => code)).toEqual(['passkey.apple-entitlement']);
  });

  it.each([
    ['nothing at all', {}, 'passkey.app-unlisted'],
    ['an empty list', listing(), 'passkey.app-unlisted'],
    ['another team', listing('ZZZZZ12345.com.example.app'), 'passkey.app-unlisted'],
    ['another bundle', listing('ABCDE12345.com.example.app2'), 'passkey.app-unlisted'],
    ['a wildcard', listing('ABCDE12345.*', 'ABCDE12345.com.example.*', '*'), 'passkey.app-unlisted'],
    ['the bundle without a team', listing('com.example.app'), 'passkey.app-unlisted'],
    ['the same in other letters', listing('ABCDE12345.com.Example.App'), 'passkey.apple-case-differs'],
    ['links only', links, 'passkey.app-relation-missing'],
    ['links in the old spelling', { applinks: { apps: [], details: [{ appID: APP, paths: ['*'] }] } }, 'passkey.app-relation-missing'],
    ['app clips only', { appclips: { apps: [APP] }, ...listing('FGHIJ67890.com.example.other') }, 'passkey.app-relation-missing'],
    ['handoff only', { activitycontinuation: { apps: [APP] } }, 'passkey.app-relation-missing'],
    ['no object', [listing(APP)], 'passkey.aasa-invalid'],
    ['null', null, 'passkey.aasa-invalid'],
    ['a list as service', { webcredentials: [APP] }, 'passkey.aasa-invalid'],
    ['null as service', { webcredentials: null }, 'passkey.aasa-invalid'],
    ['no apps', { webcredentials: {} }, 'passkey.aasa-invalid'],
    ['one app without a list', { webcredentials: { apps: APP } }, 'passkey.aasa-invalid'],
    ['a number among the apps', listing(APP, 1), 'passkey.aasa-invalid'],
  ])('%s', async (_name, file, code) => {
    expect(await ask(file)).toMatchObject({ usable: false, code });
  });

  it.each([
    '',
    'com.example.app',
    'ABCDE1234.com.example.app',
    'abcde12345.com.example.app',
    'ABCDE12345.',
    'ABCDE12345',
    'ABCDE12345.*',
    'ABCDE12345.com..app',
    ' ABCDE12345.com.example.app',
  ])('%j is no app', async (app) => {
    expect(await ask(listing(app), app)).toMatchObject({ usable: false, code: 'passkey.apple-app-invalid' });
  });

  it('asks about the relying party id too', async () => {
    expect(await ask(listing(APP), APP, 'https://example.com')).toMatchObject({ usable: false, code: 'passkey.rpid-not-bare' });
    expect((await ask(listing(APP), APP, 'localhost')).notes.map(({ code }) => code)).toContain('passkey.rpid-localhost');
  });

  it('whatever JSON the file holds, there is an answer; no stranger is let in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect((await ask(value)).usable).toBe(false);
        expect((await ask({ webcredentials: value, applinks: { details: [value] } })).usable).toBe(false);
      }),
    );
  });

  it('throws for what is no JSON, such as the signed files of iOS 8', async () => {
    const asked = usableInAppleApp('example.com', APP, Uint8Array.of(0x30, 0x82, 0x01, 0x00), DEFAULT_LIMITS);
    await expect(asked).rejects.toMatchObject({ name: 'CxError' });
  });
});
