import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import { CxError } from '../../../src/core/errors.js';
import { DEFAULT_LIMITS } from '../../../src/core/limits.js';
import { usableOnRelatedOrigin } from '../../../src/passkey/usable/related-origin.js';
import type { PlaceVerdict } from '../../../src/passkey/usable/verdict.js';

function ask(rpId: string, origin: string, file: unknown): Promise<PlaceVerdict> {
  return usableOnRelatedOrigin(rpId, origin, utf8(JSON.stringify(file)), DEFAULT_LIMITS);
}

describe('usableOnRelatedOrigin', () => {
  it.each([
    ['https://example.de', ['https://example.de'], 'passkey.origin-related'],
    ['https://example.de', ['https://example.de:443/'], 'passkey.origin-related'],
    ['https://example.de:8443', ['https://example.de:8443'], 'passkey.origin-related'],
    ['https://shop.example.de', ['https://shop.example.de/path'], 'passkey.origin-related'],
    ['https://xn--bcher-kva.de', ['https://bücher.de'], 'passkey.origin-related'],
    ['https://alice.github.io', ['https://alice.github.io'], 'passkey.origin-related'],
    // Not the same origin: port, host, scheme.
    ['https://example.de:8443', ['https://example.de'], 'passkey.related-unlisted'],
    ['https://example.de', ['https://example.de:8443'], 'passkey.related-unlisted'],
    ['https://shop.example.de', ['https://example.de'], 'passkey.related-unlisted'],
    ['https://example.de', ['https://shop.example.de'], 'passkey.related-unlisted'],
    ['https://example.de', ['http://example.de'], 'passkey.related-unlisted'],
    ['https://example.de', ['example.de'], 'passkey.related-unlisted'],
    ['https://example.de', ['https://*.example.de'], 'passkey.related-unlisted'],
    ['https://example.de', [], 'passkey.related-unlisted'],
    // No registrable domain, so no label, so passed over.
    ['https://intranet', ['https://intranet'], 'passkey.related-unlisted'],
    ['https://github.io', ['https://github.io'], 'passkey.related-unlisted'],
    // The place itself is wrong: no list helps.
    ['http://example.de', ['http://example.de'], 'passkey.origin-insecure'],
    ['http://app.localhost', ['http://app.localhost'], 'passkey.origin-insecure'],
    ['https://1.2.3.4', ['https://1.2.3.4'], 'passkey.origin-ip'],
    ['data:,', ['data:,'], 'passkey.origin-not-web'],
    // The names alone are enough: the list is not asked.
    ['https://www.example.com', [], 'passkey.origin-subdomain'],
    ['https://example.com', [], 'passkey.origin-own'],
  ])('example.com on %s, list %j: %s', async (origin, origins, code) => {
    const verdict = await ask('example.com', origin, { origins });
    expect(verdict.code).toBe(code);
    expect(verdict.usable).toBe(['passkey.origin-related', 'passkey.origin-subdomain', 'passkey.origin-own'].includes(code));
  });

  it('helps a parent, which the names alone never do', async () => {
    expect(await ask('login.example.com', 'https://example.com', { origins: ['https://example.com'] })).toMatchObject({
      usable: true,
      code: 'passkey.origin-related',
    });
  });

  it('a bad relying party id stays bad', async () => {
    expect((await ask('Example.com', 'https://example.de', { origins: ['https://example.de'] })).code).toBe('passkey.rpid-not-canonical');
  });

  const five = ['https://one.com', 'https://two.com', 'https://three.com', 'https://four.com', 'https://five.com'];

  it('takes five labels and no sixth', async () => {
    const file = { origins: [...five, 'https://six.com'] };
    expect((await ask('example.com', 'https://five.com', file)).code).toBe('passkey.origin-related');
    expect((await ask('example.com', 'https://six.com', file)).code).toBe('passkey.related-over-limit');
    expect((await ask('example.com', 'https://seven.com', file)).code).toBe('passkey.related-unlisted');
  });

  it('counts names, not entries: one name under many suffixes, and behind the sixth', async () => {
    const file = { origins: [...five, 'https://six.com', 'https://one.co.uk', 'https://shop.two.de'] };
    expect((await ask('example.com', 'https://one.co.uk', file)).code).toBe('passkey.origin-related');
    expect((await ask('example.com', 'https://shop.two.de', file)).code).toBe('passkey.origin-related');
  });

  it('entries that are passed over take up no place', async () => {
    const file = { origins: ['nonsense', 'https://1.2.3.4', 'https://intranet', 'data:,', 'https://co.uk', ...five] };
    expect((await ask('example.com', 'https://five.com', file)).code).toBe('passkey.origin-related');
  });

  it.each([
    null,
    1,
    'https://example.de',
    [],
    {},
    { origins: null },
    { origins: 'https://example.de' },
    { origins: { 0: 'https://example.de' } },
    { origins: ['https://example.de', 1] },
    { Origins: ['https://example.de'] },
  ])('refuses the shape %j', async (file) => {
    expect(await ask('example.com', 'https://example.de', file)).toMatchObject({ usable: false, code: 'passkey.related-invalid' });
  });

  it.each([
    ['json.syntax', '{"origins":['],
    ['json.key-duplicate', '{"origins":[],"origins":["https://example.de"]}'],
    ['json.syntax', ''],
  ])('throws %s for %j', async (code, text) => {
    const asked = usableOnRelatedOrigin('example.com', 'https://example.de', utf8(text), DEFAULT_LIMITS);
    await expect(asked).rejects.toThrowError(CxError);
    await expect(asked).rejects.toMatchObject({ code });
  });

  it('keeps to the limits', async () => {
    const deep = utf8(`{"origins":${'['.repeat(2000)}${']'.repeat(2000)}}`);
    await expect(usableOnRelatedOrigin('example.com', 'https://example.de', deep, DEFAULT_LIMITS)).rejects.toMatchObject({
      code: 'limit.exceeded',
    });
  });

  it('five labels, in the order of the list', async () => {
    const name = fc.constantFrom('aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh');
    const entry = fc.tuple(name, fc.constantFrom('.com', '.co.uk', '.de', '.github.io')).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 16 }), entry, async (list, wanted) => {
        const honoured = [...new Set(list.map((host) => host.slice(0, 2)))].slice(0, 5);
        const expected = !list.includes(wanted)
          ? 'passkey.related-unlisted'
          : honoured.includes(wanted.slice(0, 2))
            ? 'passkey.origin-related'
            : 'passkey.related-over-limit';
        const origins = list.map((host) => `https://${host}`);
        expect((await ask('example.com', `https://${wanted}`, { origins })).code).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
