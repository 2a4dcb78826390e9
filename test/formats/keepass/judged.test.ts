import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/core/brand.js';
import { isJsonObject, type JsonObject } from '../../../src/core/json.js';
import { convertToBytes, parseCxf, read, sourceOf, writeToBytes } from '../../../src/index.js';
import { otpCode } from '../../../src/otp/code.js';
import { passkeyKey } from '../../../src/passkey/index.js';
import { everyFile, everything } from '../../law/fixtures/cxf.js';
import { P256 } from '../../law/keys.js';
import { cheaply, keyed, PASSWORD } from '../../law/locked.js';
import { folder, hasKeePassXc, hasPyKeePass, judged, KEEPASSXC, keepassxc, PYTHON, savedByKeepassxc } from './kdbx/judges.js';

/* Other programs find in our databases what their owner had: every field, every code, every attachment. */

const SECRET = { password: PASSWORD };
const options = { to: 'keepass', policy: cheaply({}, 'keepass'), ...keyed() };
const KEY = P256[0] ?? '';
const TOTP = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function passkey(n: number): JsonObject {
  return {
    credentialId: `b64.${Buffer.from(`credential ${n}`).toString('base64url')}`,
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: KEY,
    rpId: `rp${n}.example`,
    userHandle: Buffer.from(`handle ${n}`).toString('base64url'),
    userName: `user ${n}`,
    counter: '0',
    discoverable: 'true',
    creationDate: '2026-01-01T00:00:00.000Z',
  };
}

const bitwarden = {
  encrypted: false,
  folders: [{ id: '00000000-0000-4000-8000-000000000001', name: 'Work/Deep' }],
  items: [
    {
      id: '00000000-0000-4000-8000-000000000002',
      folderId: '00000000-0000-4000-8000-000000000001',
      type: 1,
      name: 'A <site> & "co"',
      notes: 'one\ntwo\tthree',
      favorite: true,
      fields: [
        { name: 'Plain', value: 'plain ✓', type: 0 },
        { name: 'Hidden', value: 'hidden ✓', type: 1 },
      ],
      login: {
        username: 'me@example.com',
        password: 'p<&>"\'ä\u{1f511}',
        uris: [{ uri: 'https://site.example/' }, { uri: 'https://other.example/' }],
        totp: `otpauth://totp/Site:me?secret=${TOTP}&issuer=Site&algorithm=SHA256&digits=8&period=60`,
        fido2Credentials: [passkey(1), passkey(2)],
      },
    },
  ],
};
const ENTRY = 'Work/Deep/A <site> & "co"';

let itemTitles: readonly string[];
let ofBitwarden: Uint8Array;
let ofEverything: Uint8Array;
beforeAll(async () => {
  ofBitwarden = (await convertToBytes([sourceOf(Buffer.from(JSON.stringify(bitwarden)))], options)).bytes;
  const { document } = await parseCxf(Buffer.from(JSON.stringify(everything)));
  itemTitles = document.accounts.flatMap(({ items }) => items.map(({ title }) => title));
  const files = new Map([...everyFile].map(([id, text]) => [id, fileOf(text)]));
  ofEverything = (await writeToBytes({ document, files, origins: new WeakMap() }, options)).bytes;
});

function fileOf(text: string) {
  const bytes = new Uint8Array(Buffer.from(text));
  return {
    size: bytes.length,
    async *open(): AsyncGenerator<Uint8Array> {
      yield bytes;
    },
  };
}

async function pem(): Promise<string> {
  return (await passkeyKey(KEY)).pem();
}

describe.skipIf(!hasKeePassXc)(judged('KeePassXC', KEEPASSXC, hasKeePassXc), () => {
  function show(file: Uint8Array, entry: string, ...names: readonly string[]): string {
    return keepassxc('show', file, SECRET, '-s', ...names.flatMap((name) => ['-a', name]), entry).toString();
  }

  it('finds every field of a login', () => {
    expect(
      show(ofBitwarden, ENTRY, 'Title', 'UserName', 'Password', 'URL', 'KP2A_URL', 'Plain', 'Hidden').split('\n').slice(0, -1),
    ).toEqual([
      'A <site> & "co"',
      'me@example.com',
      'p<&>"\'ä\u{1f511}',
      'https://site.example/',
      'https://other.example/',
      'plain ✓',
      'hidden ✓',
    ]);
    expect(show(ofBitwarden, ENTRY, 'Notes')).toBe('one\ntwo\tthree\n');
    expect(show(ofBitwarden, ENTRY, 'Tags')).toBe('Favorite\n');
  });

  it('makes the same codes', async () => {
    const otp = { kind: 'totp', secret: TOTP, period: 60, digits: 8, algorithm: 'sha256' } as const;
    const before = await otpCode(otp, Date.now() / 1000);
    const theirs = keepassxc('show', ofBitwarden, SECRET, '--totp', ENTRY).toString().trim();
    const after = await otpCode(otp, Date.now() / 1000);
    // A minute may end while it starts.
    expect([before, after]).toContain(theirs);
  });

  it('finds each passkey in an entry of its own, which is told apart by nothing else', async () => {
    const xml = keepassxc('export', ofBitwarden, SECRET, '-f', 'xml').toString();
    const values = (key: string): string[] =>
      [...xml.matchAll(new RegExp(`<Key>${key}</Key>\\s*<Value[^>]*>([^<]*)</Value>`, 'g'))].map(([, value = '']) => value);
    expect(values('KPEX_PASSKEY_RELYING_PARTY')).toEqual(['rp1.example', 'rp2.example']);
    expect(values('KPEX_PASSKEY_USERNAME')).toEqual(['user 1', 'user 2']);
    expect(values('KPEX_PASSKEY_CREDENTIAL_ID')).toEqual([1, 2].map((n) => Buffer.from(`credential ${n}`).toString('base64url')));
    expect(values('KPEX_PASSKEY_USER_HANDLE')).toEqual([1, 2].map((n) => Buffer.from(`handle ${n}`).toString('base64url')));
    expect(values('KPEX_PASSKEY_PRIVATE_KEY_PEM')).toEqual([await pem(), await pem()]);
    expect(values('KPEX_PASSKEY_FLAG_BE')).toEqual(['1', '1']);
    expect(values('Title').filter((title) => title.startsWith('A &lt;site'))).toHaveLength(2);
    expect(values('Password').filter((password) => password !== '')).toHaveLength(1);
  });

  it('saves the database, and the entries of one item are still one item', async () => {
    const saved = savedByKeepassxc('mkdir', ofBitwarden, SECRET, 'New group');
    const { vault } = await read([sourceOf(saved)], { from: 'keepass', ...keyed() });
    const credentials = vault.document.accounts.flatMap(({ items }) => items.map((item) => item.credentials.map(({ type }) => type)));
    expect(credentials.map((types) => types.filter((type) => type === 'passkey'))).toEqual([['passkey', 'passkey']]);
    expect(vault.document.accounts[0]?.collections.map(({ title }) => title)).toContain('New group');
  });

  it('exports the bytes of an attachment', () => {
    const path = join(folder(), 'out');
    keepassxc('attachment-export', ofEverything, SECRET, 'One file', 'file.txt', path);
    expect(readFileSync(path, 'utf8')).toBe([...everyFile.values()][0]);
  });

  it('reads the database that holds everything: each item is an entry', () => {
    const listed = keepassxc('ls', ofEverything, SECRET, '-R', '-f').toString().split('\n');
    const titles = itemTitles.filter((title) => title !== '');
    const missing = titles.filter((title) => !listed.some((line) => line === title || line.endsWith(`/${title}`)));
    expect(titles.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});

/** Every string and attachment of every entry, as pykeepass finds them. */
const READ = `
import sys, json, base64, pykeepass
kp = pykeepass.PyKeePass(sys.argv[1], password=sys.argv[2])
print(json.dumps([{'title': e.title, 'user': e.username, 'password': e.password, 'url': e.url, 'notes': e.notes, 'tags': e.tags, 'group': e.group.path,
  'strings': e.custom_properties, 'files': {a.filename: base64.b64encode(a.data).decode() for a in e.attachments},
  'created': e.ctime.isoformat() if e._element.find('Times/CreationTime') is not None else None} for e in kp.entries]))
`;

describe.skipIf(!hasPyKeePass)(judged('pykeepass', 'pykeepass', hasPyKeePass), () => {
  function entriesOf(file: Uint8Array): JsonObject[] {
    const path = join(folder(), 'made.kdbx');
    writeFileSync(path, file);
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', READ, path, PASSWORD], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const entries = jsonOf(stdout);
    return Array.isArray(entries) ? entries.filter(isJsonObject) : [];
  }

  it('finds every field of a login', () => {
    const [entry] = entriesOf(ofBitwarden);
    expect(entry).toMatchObject({
      title: 'A <site> & "co"',
      user: 'me@example.com',
      password: 'p<&>"\'ä\u{1f511}',
      url: 'https://site.example/',
      notes: 'one\ntwo\tthree',
      tags: ['Favorite'],
      group: ['Work/Deep'],
      strings: { KP2A_URL: 'https://other.example/', Plain: 'plain ✓', Hidden: 'hidden ✓', 'TimeOtp-Secret-Base32': TOTP },
    });
  });

  it('finds the attachment and the times of the database that holds everything', () => {
    const file = entriesOf(ofEverything).find(({ title }) => title === 'One file');
    expect(file).toMatchObject({
      files: { 'file.txt': Buffer.from([...everyFile.values()][0] ?? '').toString('base64') },
      created: '2023-11-14T22:13:20+00:00',
    });
  });
});
