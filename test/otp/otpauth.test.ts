import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../src/otp/base32.js';
import { OTP_DEFAULTS, type Otp, readOtp, spellingOf, writeOtp } from '../../src/otp/otpauth.js';

const SECRET = 'JBSWY3DPEHPK3PXP';
const BASE: Otp = { kind: 'totp', secret: SECRET, ...OTP_DEFAULTS };

describe('readOtp', () => {
  it.each<[string, Otp]>([
    [
      `otpauth://totp/Deno:Mason?secret=${SECRET}&issuer=Deno&algorithm=SHA1&digits=6&period=30`,
      { ...BASE, issuer: 'Deno', username: 'Mason' },
    ],
    [
      `otpauth://totp/A%20B:x%40y.org?secret=${SECRET}&issuer=A%20B&algorithm=SHA512&digits=8&period=50`,
      { ...BASE, issuer: 'A B', username: 'x@y.org', algorithm: 'sha512', digits: 8, period: 50 },
    ],
    [`otpauth://totp/Mason?secret=${SECRET}&algorithm=SHA1&digits=6&period=30`, { ...BASE, username: 'Mason' }],
    [`otpauth://totp/Deno:?secret=${SECRET}&issuer=Deno&algorithm=SHA1&digits=6&period=30`, { ...BASE, issuer: 'Deno' }],
    [
      `otpauth://hotp/W:M?secret=${SECRET}&issuer=W&algorithm=SHA512&digits=8&counter=10300`,
      {
        ...BASE,
        kind: 'hotp',
        issuer: 'W',
        username: 'M',
        algorithm: 'sha512',
        digits: 8,
        counter: 10300,
      },
    ],
    [
      `otpauth://totp/S:me?secret=${SECRET}&issuer=S&algorithm=SHA1&digits=5&period=30&encoder=steam`,
      {
        ...BASE,
        kind: 'steam',
        digits: 5,
        issuer: 'S',
        username: 'me',
      },
    ],
    [`steam://${SECRET}`, { ...BASE, kind: 'steam', digits: 5 }],
    [SECRET, BASE],
  ])('reads %s exactly', (text, otp) => {
    expect(readOtp(text)).toEqual({ otp, exact: true });
  });

  it.each<[string, Partial<Otp>]>([
    ['jbsw y3dp ehpk 3pxp', {}],
    [` ${SECRET}`, {}],
    [`STEAM://${SECRET}`, { kind: 'steam', digits: 5 }],
    [`otpauth://totp?secret=${SECRET}&algorithm=SHA1&digits=6&period=30`, {}],
    [`OTPAUTH:TOTP/me?SECRET=${SECRET}`, { username: 'me' }],
    [
      `otpauth://steam/B:S?secret=${SECRET}&issuer=B&algorithm=SHA1&digits=5&period=30`,
      { kind: 'steam', digits: 5, issuer: 'B', username: 'S' },
    ],
    [`otpauth://totp/Steam:me?secret=${SECRET}&issuer=Steam&digits=5`, { digits: 5, issuer: 'Steam', username: 'me' }],
    [`otpauth://totp/I:%20me?secret=${SECRET}`, { issuer: 'I', username: 'me' }],
    [`otpauth://totp/I%3Ame?secret=${SECRET}&issuer=I`, { issuer: 'I', username: 'me' }],
    [`otpauth://totp/Old:me?secret=${SECRET}&issuer=New`, { issuer: 'New', username: 'me' }],
    [`otpauth://totp/I:100%?secret=${SECRET}&issuer=I`, { issuer: 'I', username: '100%' }],
    [`otpauth://totp/Air%20Canada:B?secret=${SECRET}&issuer=Air+Canada`, { issuer: 'Air Canada', username: 'B' }],
    [`otpauth://totp/Disney+:B?secret=${SECRET}&issuer=Disney+`, { issuer: 'Disney+', username: 'B' }],
    [`otpauth://totp/C# forum:B?secret=${SECRET}&issuer=C# forum`, { issuer: 'C# forum', username: 'B' }],
    [`otpauth://totp/me?secret=${SECRET}&secret=MY&digits=7&digits=8`, { username: 'me', digits: 7 }],
    [`otpauth://totp/me?secret=${SECRET}&image=https%3A%2F%2Fx&lock=true`, { username: 'me' }],
    [`otpauth://totp/me?secret=${SECRET}&counter=banana`, { username: 'me' }],
    [`otpauth://totp/me?secret=jbsw-y3dp+ehpk+3pxp%3D%3D&algorithm=hmac-sha-256`, { username: 'me', algorithm: 'sha256' }],
    [`otpauth://hotp/me?secret=${SECRET}&period=0`, { kind: 'hotp', username: 'me', counter: 0 }],
  ])('reads %j and says that the text says it differently', (text, facts) => {
    expect(readOtp(text)).toEqual({ otp: { ...BASE, ...facts }, exact: false });
  });

  it.each([
    '',
    ' ',
    '1019',
    'not base32!',
    'steam://',
    'steam://x y!',
    `otpauth://totp/${SECRET}`,
    'otpauth://totp/me?issuer=I',
    'otpauth://totp/me?secret=',
    `otpauth://yaotp/me?secret=${SECRET}`,
    `otpauth-migration://offline?data=${SECRET}`,
    'otpauth://totp/me?secret=TEST!INVALID',
    ...[
      'algorithm=MD5',
      'algorithm=sha224',
      'algorithm=',
      'digits=0',
      'digits=11',
      'digits=6.0',
      'digits=six',
      'digits=',
      'period=0',
      'period=65536',
    ]
      .concat(['period=-30', 'period=3e1', 'period=0x1e'])
      .map((parameter) => `otpauth://totp/me?secret=${SECRET}&${parameter}`),
    ...['-1', '9007199254740992', 'x', '1e3'].map((counter) => `otpauth://hotp/me?secret=${SECRET}&counter=${counter}`),
  ])('does not read %j', (text) => {
    expect(readOtp(text)).toBeUndefined();
  });
});

describe('writeOtp', () => {
  it('keeps the codes when a spelling cannot', () => {
    expect(writeOtp({ ...BASE, digits: 8 }, 'secret')).toContain('digits=8');
    expect(writeOtp({ ...BASE, kind: 'hotp', counter: 3 }, 'secret')).toContain('counter=3');
    expect(writeOtp(BASE, 'steam')).toContain('otpauth://totp/');
    expect(writeOtp({ ...BASE, kind: 'steam', digits: 5 }, 'secret')).toContain('encoder=steam');
    expect(writeOtp({ ...BASE, kind: 'steam', digits: 5, period: 60 }, 'steam')).toContain('period=60');
  });

  it('writes a lone surrogate as U+FFFD instead of failing', () => {
    expect(writeOtp({ ...BASE, username: 'a\ud800' })).toContain('/a%EF%BF%BD?');
  });
});

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...': +%&=#?/@a', '%3A', '%20'), minLength: 1, maxLength: 8 }),
);
const common = {
  secret: fc.uint8Array({ minLength: 1, maxLength: 40 }).map(toBase32),
  period: fc.integer({ min: 1, max: 65535 }),
  digits: fc.integer({ min: 1, max: 10 }),
  algorithm: fc.constantFrom<Otp['algorithm']>('sha1', 'sha256', 'sha512'),
};
const names = fc.record({ issuer: name, username: name }, { requiredKeys: [] });
const otps: fc.Arbitrary<Otp> = fc
  .oneof(
    fc.record({ kind: fc.constant<'totp'>('totp'), ...common }),
    fc.record({ kind: fc.constant<'steam'>('steam'), ...common, digits: fc.constant(5) }),
    fc.record({ kind: fc.constant<'hotp'>('hotp'), ...common, period: fc.constant(30), counter: fc.maxSafeNat() }),
  )
  .chain((otp) => names.map((given) => ({ ...otp, ...given })));

describe('both ways', () => {
  it('every generator comes back from its URI', () => {
    fc.assert(
      fc.property(otps, (otp) => {
        const text = writeOtp(otp);
        expect(spellingOf(text)).toBe('uri');
        expect(readOtp(text)).toEqual({ otp, exact: true });
      }),
      { numRuns: 1000 },
    );
  });

  it('exact means that nothing is left behind, for any text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(otps, fc.nat(), fc.string({ unit: fc.constantFrom(...'&=%:+?#/ aA2', '\ud800', '&digits=6', '&issuer=') }))
        .map(([otp, at, extra]) => {
          const text = writeOtp(otp);
          const place = at % (text.length + 1);
          return text.slice(0, place) + extra + text.slice(place + (at % 3));
        }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = readOtp(text);
        if (!read) return;
        expect(read.exact).toBe(writeOtp(read.otp, spellingOf(text)) === text);
        // What was read is stable, also when it was not exact.
        const again = readOtp(writeOtp(read.otp));
        expect(again?.otp.secret).toBe(read.otp.secret);
        expect(again?.exact).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
