import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.js';
import { convertToBytes, sourceOf } from '../../../src/index.js';

const login: JsonObject = { username: 'me', password: 'pw', uris: [{ uri: 'https://a.example/x' }], totp: 'JBSWY3DPEHPK3PXP' };
const passkey: JsonObject = {
  credentialId: '00010203-0405-0607-0809-0a0b0c0d0e0f',
  keyType: 'public-key',
  keyAlgorithm: 'ECDSA',
  keyCurve: 'P-256',
  keyValue:
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkpqBvJ8BbEgHTRPXx0v5JcZ5lbYQvFLp0cUPHCYyjJehRANCAAT_dBhaYm7fJPZ7QPHPFZkmWgPjzpVWt2pTg8mqXf0rJH5sHOXKrKJkEuNqkYqEFCDUlhJ0gQY4bQnOr0v4wR1y',
  rpId: 'a.example',
  userHandle: 'aGFuZGxl',
  userName: 'me',
  counter: '0',
  userDisplayName: 'Me',
  discoverable: 'true',
};

async function written(items: readonly JsonObject[], to: string) {
  const vault = {
    encrypted: false,
    folders: [{ id: '00000000-0000-4000-8000-000000000001', name: 'Work' }],
    items: items.map((item, n) => ({ type: 1, name: `T${n}`, notes: null, favorite: false, reprompt: 0, ...item })),
  };
  const { bytes, report } = await convertToBytes([sourceOf(Buffer.from(JSON.stringify(vault)))], { to, clock: () => 0 });
  const findings = report.findings.map(({ code, severity, source }) => `${severity} ${code} ${source}`);
  return { text: Buffer.from(bytes).toString(), findings, report };
}

describe('the layout of the manager', () => {
  it.each([
    ['apple', 'Title,URL,Username,Password,Notes,OTPAuth\nT0,https://a.example/x,me,"p""w,",,\n'],
    ['google', 'name,url,username,password,note\nT0,https://a.example/x,me,"p""w,",\n'],
    ['microsoft', 'name,url,username,password,note\r\nT0,https://a.example/x,me,"p""w,",\r\n'],
  ])('%s', async (to, expected) => {
    const { text } = await written([{ login: { username: 'me', password: 'p"w,', uris: [{ uri: 'https://a.example/x' }] } }], to);
    expect(text).toBe(expected);
  });

  it('firefox: quotes around all but what is null, and nothing behind the last row', async () => {
    const item = { id: '00010203-0405-0607-0809-0a0b0c0d0e0f', creationDate: '2020-01-01T00:00:00.000Z', login };
    const { text } = await written([item], 'firefox');
    expect(text).toBe(
      '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"\r\n' +
        '"https://a.example/x","me","pw",,"","{00010203-0405-0607-0809-0a0b0c0d0e0f}","1577836800000","",""',
    );
  });
});

describe('what a table of logins cannot hold', () => {
  it.each(['apple', 'google', 'microsoft', 'firefox'])('%s: passkeys stay behind, and are counted', async (to) => {
    const { report, text } = await written([{ login: { ...login, fido2Credentials: [passkey] } }], to);
    expect(report.totals.passkeysLeftBehind).toBe(1);
    expect(report.findings).toContainEqual({
      code: 'passkey.left-behind',
      severity: 'loss',
      reason: 'target-has-no-place',
      source: '/items/0/login/fido2Credentials/0',
    });
    expect(report.gaps.find(({ side }) => side === 'target')?.cannotHold).toContain('passkeys');
    expect(text).not.toContain(String(passkey['keyValue']));
  });

  it('stands behind the note, where a person finds it', async () => {
    const item = { login, notes: 'A note', fields: [{ name: 'PIN', value: '1234', type: 1, linkedId: null }] };
    const { text, findings } = await written([item], 'google');
    expect(text).toContain(
      '"A note\n\nPIN: 1234\nOne-time password: otpauth://totp/?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30"',
    );
    expect(findings.filter((line) => line.includes('note.'))).toEqual([
      'change note.holds-value /items/0',
      'change note.holds-value /items/0',
      'change note.extended /items/0',
    ]);
  });

  it('a card, and a folder', async () => {
    const card = { type: 3, card: { number: '4111111111111111' } };
    const { text, findings } = await written([{ ...card, folderId: '00000000-0000-4000-8000-000000000001' }], 'apple');
    expect(text).toBe('Title,URL,Username,Password,Notes,OTPAuth\n');
    expect(findings).toEqual(['loss folder.left-behind /folders/0', 'loss csv.item-left-out /items/0']);
  });
});

describe('what the report says of rows', () => {
  it('formulas are written as they are, and told once', async () => {
    const { text, findings } = await written(
      [{ login: { ...login, password: '=1+1' } }, { login: { ...login, username: '@me' } }],
      'apple',
    );
    expect(text).toContain(',=1+1,');
    expect(findings.filter((line) => line.includes('csv.formula'))).toEqual(['info csv.formula /items/0']);
  });

  it('a login without a password or an address, a long note, a large file', async () => {
    const { findings } = await written([{ login: { username: 'me' } }, { login, notes: 'x'.repeat(1001) }], 'google');
    expect(findings.filter((line) => line.startsWith('warning'))).toEqual([
      'warning csv.row-incomplete /items/0',
      'warning csv.note-too-long /items/1',
    ]);
    const many = Array.from({ length: 3001 }, () => ({ login: { ...login, totp: null } }));
    expect((await written(many, 'google')).findings.at(-1)).toBe('warning csv.too-large ');
  });

  it('items that will be read as one', async () => {
    const other = { ...login, totp: null, uris: [{ uri: 'https://b.example/' }] };
    const { findings } = await written(
      [
        { name: 'T', login: { ...login, totp: null } },
        { name: 'T', login: other },
      ],
      'google',
    );
    expect(findings).toContain('change csv.rows-alike /items/1');
  });
});
