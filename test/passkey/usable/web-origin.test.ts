import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usableOnOrigin } from '../../../src/passkey/usable/web-origin.js';

describe('usableOnOrigin: yes', () => {
  it.each([
    // WebAuthn L3 §4, its own example.
    ['login.example.com', 'https://login.example.com:1337', 'passkey.origin-own'],
    ['example.com', 'https://login.example.com:1337', 'passkey.origin-subdomain'],
    ['localhost', 'http://localhost:8000', 'passkey.origin-own'],
    ['example.com', 'https://example.com', 'passkey.origin-own'],
    ['example.com', 'https://example.com:443/', 'passkey.origin-own'],
    ['example.com', 'https://example.com/login?next=/#top', 'passkey.origin-own'],
    ['example.com', 'HTTPS://EXAMPLE.COM', 'passkey.origin-own'],
    ['example.com', 'https://a.b.c.example.com', 'passkey.origin-subdomain'],
    ['example.co.uk', 'https://www.example.co.uk', 'passkey.origin-subdomain'],
    ['alice.github.io', 'https://alice.github.io', 'passkey.origin-own'],
    ['alice.github.io', 'https://dev.alice.github.io', 'passkey.origin-subdomain'],
    ['xn--bcher-kva.example', 'https://shop.bücher.example', 'passkey.origin-subdomain'],
    ['xn--85x722f.xn--55qx5d.cn', 'https://www.食狮.公司.cn', 'passkey.origin-subdomain'],
    ['amazonaws.com', 'https://test.amazonaws.com', 'passkey.origin-subdomain'],
    ['www.ck', 'https://www.www.ck', 'passkey.origin-subdomain'],
    ['city.kawasaki.jp', 'https://www.city.kawasaki.jp', 'passkey.origin-subdomain'],
    ['host.internal', 'https://app.host.internal', 'passkey.origin-subdomain'],
    ['localhost', 'https://localhost', 'passkey.origin-own'],
    ['app.localhost', 'http://app.localhost:3000', 'passkey.origin-own'],
    ['app.localhost', 'http://api.app.localhost', 'passkey.origin-subdomain'],
    // HTML asks about public suffixes only when the two differ.
    ['github.io', 'https://github.io', 'passkey.origin-own'],
    ['intranet', 'https://intranet', 'passkey.origin-own'],
  ])('%s on %s: %s', async (rpId, origin, code) => {
    expect(await usableOnOrigin(rpId, origin)).toMatchObject({ usable: true, code });
  });
});

describe('usableOnOrigin: no', () => {
  it.each([
    // WebAuthn L3 §4, its own example.
    ['m.login.example.com', 'https://login.example.com:1337', 'passkey.origin-parent'],
    ['com', 'https://login.example.com:1337', 'passkey.rpid-public-suffix'],
    ['co.uk', 'https://example.co.uk', 'passkey.rpid-public-suffix'],
    ['github.io', 'https://alice.github.io', 'passkey.rpid-public-suffix'],
    ['foo.ck', 'https://a.foo.ck', 'passkey.rpid-public-suffix'],
    ['xn--55qx5d.cn', 'https://食狮.公司.cn', 'passkey.rpid-public-suffix'],
    // HTML §7.1.1.2, its table of examples.
    ['compute.amazonaws.com', 'https://example.compute.amazonaws.com', 'passkey.rpid-public-suffix'],
    ['example.compute.amazonaws.com', 'https://example.com', 'passkey.origin-foreign'],
    ['amazonaws.com', 'https://www.example.compute.amazonaws.com', 'passkey.origin-other-owner'],
    ['io', 'https://alice.github.io', 'passkey.rpid-public-suffix'],
    ['bob.github.io', 'https://alice.github.io', 'passkey.origin-foreign'],
    ['alice.github.io', 'https://github.io', 'passkey.origin-parent'],
    ['login.example.com', 'https://example.com', 'passkey.origin-parent'],
    ['login.example.com', 'https://www.example.com', 'passkey.origin-foreign'],
    ['example.com', 'https://notexample.com', 'passkey.origin-foreign'],
    ['example.com', 'https://example.com.evil.net', 'passkey.origin-foreign'],
    ['example.com', 'https://example.org', 'passkey.origin-foreign'],
    ['awesomecompany', 'https://login.awesomecompany', 'passkey.rpid-single-label'],
    ['localhost', 'http://app.localhost', 'passkey.rpid-single-label'],
    ['localhost', 'https://example.com', 'passkey.origin-foreign'],
    ['example.com', 'https://example.com./', 'passkey.origin-trailing-dot'],
    ['example.com', 'https://www.example.com.', 'passkey.origin-trailing-dot'],
    ['example.com', 'http://example.com', 'passkey.origin-insecure'],
    ['example.com', 'http://example.com:443', 'passkey.origin-insecure'],
    ['example.com', 'http://localhost.example.com', 'passkey.origin-insecure'],
    ['example.com', 'http://notlocalhost', 'passkey.origin-insecure'],
    ['example.com', 'https://1.2.3.4', 'passkey.origin-ip'],
    ['example.com', 'http://127.0.0.1:3000', 'passkey.origin-ip'],
    ['example.com', 'https://0x7f.1', 'passkey.origin-ip'],
    ['example.com', 'https://[::1]:8443', 'passkey.origin-ip'],
    ['127.0.0.1', 'https://127.0.0.1', 'passkey.rpid-ip'],
    ['example.com', 'data:text/html,example.com', 'passkey.origin-not-web'],
    ['example.com', 'file:///example.com', 'passkey.origin-not-web'],
    ['example.com', 'wss://example.com', 'passkey.origin-not-web'],
    ['example.com', 'blob:https://example.com/0', 'passkey.origin-not-web'],
    ['example.com', 'about:blank', 'passkey.origin-not-web'],
    ['example.com', 'chrome-extension://abcdefghijklmnop', 'passkey.origin-not-web'],
    ['example.com', 'android:apk-key-hash:AAAA', 'passkey.origin-not-web'],
    ['example.com', 'example.com:443', 'passkey.origin-not-web'],
    ['example.com', 'example.com', 'passkey.origin-invalid'],
    ['example.com', '', 'passkey.origin-invalid'],
    ['example.com', 'null', 'passkey.origin-invalid'],
    ['example.com', 'https://', 'passkey.origin-invalid'],
    ['example.com', 'https://*.example.com', 'passkey.origin-invalid'],
    ['example.com', 'https://a..example.com', 'passkey.origin-invalid'],
    ['example.com', 'https://xn--a.example.com', 'passkey.origin-invalid'],
    ['example.com', 'https://user@example.com', 'passkey.origin-invalid'],
    ['example.com', 'https://example.com@evil.net', 'passkey.origin-invalid'],
    ['Example.com', 'https://example.com', 'passkey.rpid-not-canonical'],
    ['https://example.com', 'https://example.com', 'passkey.rpid-not-bare'],
    ['example.com:443', 'https://example.com:443', 'passkey.rpid-not-bare'],
    ['', 'https://example.com', 'passkey.rpid-missing'],
    ['example.com.', 'https://example.com.', 'passkey.rpid-invalid'],
    ['.example.com', 'https://www.example.com', 'passkey.rpid-invalid'],
  ])('%s on %s: %s', async (rpId, origin, code) => {
    expect(await usableOnOrigin(rpId, origin)).toMatchObject({ usable: false, code });
  });
});

describe('usableOnOrigin: what it says', () => {
  it('gives the origin as the browser will', async () => {
    expect((await usableOnOrigin('example.com', 'https://Shop.Example.com:8443/basket')).origin).toBe('https://shop.example.com:8443');
    expect((await usableOnOrigin('example.com', 'https://example.com:443/')).origin).toBe('https://example.com');
    expect((await usableOnOrigin('example.com', 'data:,')).origin).toBeUndefined();
  });

  it('warns beside a yes', async () => {
    const notesOn = async (rpId: string, origin: string) => (await usableOnOrigin(rpId, origin)).notes.map(({ code }) => code);
    expect(await notesOn('localhost', 'http://localhost')).toEqual(['passkey.rpid-localhost']);
    expect(await notesOn('github.io', 'https://github.io')).toEqual(['passkey.rpid-public-suffix']);
    expect(await notesOn('github.io', 'https://alice.github.io')).toEqual([]);
    expect(await notesOn('example.com', 'https://example.com')).toEqual([]);
  });

  it('repeats nothing of what it was asked', async () => {
    const verdict = await usableOnOrigin('canary.example', 'https://kanarie.example');
    expect(verdict.why).toMatch(/\.$/);
    expect(verdict.why).not.toMatch(/canary|kanarie/);
  });
});

/** No rule of the list begins like these, so no unlucky label makes another suffix (`uk.com`). */
const label = fc.stringMatching(/^q[0-9][a-z0-9]{0,4}$/);
/** Suffixes that are on the list for certain, so that the tests know which they chose. */
const suffix = fc.constantFrom('com', 'co.uk', 'github.io', 'de', 'herokuapp.com', 'xn--fiqs8s');
const labels = fc.array(label, { minLength: 1, maxLength: 5 });

describe('usableOnOrigin: properties', () => {
  it('every tail of a host that reaches beyond the public suffix is usable, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(labels, suffix, fc.nat(9), async (above, below, cut) => {
        const all = [...above, ...below.split('.')];
        const tail = all.slice(Math.min(cut, all.length - 1));
        const verdict = await usableOnOrigin(tail.join('.'), `https://${all.join('.')}`);
        const beyond = tail.length > below.split('.').length;
        expect(verdict.usable).toBe(beyond);
        expect(verdict.code).toBe(
          tail.length === all.length ? 'passkey.origin-own' : beyond ? 'passkey.origin-subdomain' : 'passkey.rpid-public-suffix',
        );
      }),
    );
  });

  it('usable means that the host is the relying party id or ends in it, at a dot', async () => {
    const name = fc.tuple(fc.array(fc.constantFrom('a', 'b', 'aa', 'com', 'co', 'uk', 'github', 'io'), { minLength: 1, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(name, name, async ([one], [other]) => {
        const rpId = one.join('.');
        const host = other.join('.');
        const { usable } = await usableOnOrigin(rpId, `https://${host}`);
        if (usable) expect(`.${host}`.endsWith(`.${rpId}`)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a parent never uses the passkey of its child', async () => {
    await fc.assert(
      fc.asyncProperty(labels, labels, suffix, async (child, parent, below) => {
        const host = [...parent, below].join('.');
        expect((await usableOnOrigin([...child, host].join('.'), `https://${host}`)).code).toBe('passkey.origin-parent');
      }),
    );
  });

  it('port, path and letter case of the origin change nothing, http always does', async () => {
    await fc.assert(
      fc.asyncProperty(labels, suffix, fc.integer({ min: 1, max: 65_535 }), fc.webPath(), async (above, below, port, path) => {
        const host = [...above, below].join('.');
        const plain = await usableOnOrigin(host, `https://${host}`);
        const dressed = await usableOnOrigin(host, `https://${host.toUpperCase()}:${port}${path}`);
        expect([dressed.usable, dressed.code]).toEqual([plain.usable, plain.code]);
        expect((await usableOnOrigin(host, `http://${host}:${port}${path}`)).code).toBe('passkey.origin-insecure');
      }),
    );
  });

  it('answers whatever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.webUrl()),
        async (rpId, origin) => {
          expect(typeof (await usableOnOrigin(rpId, origin)).usable).toBe('boolean');
        },
      ),
    );
  });
});
