import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { readXml } from '../../../../src/core/xml.js';
import { ATTACHMENT, CHEAP, RICH, stringsOf, written } from './forge.js';
import { folder, hasKeePassXc, hasPyKeePass, judged, KEEPASSXC, keepassxc, PYTHON } from './judges.js';
import { openWithKdbxweb } from './kdbxweb.js';
import { KEY_FILES, keyOf, SECRETS } from './key-kinds.js';

/* What we write opens in other programs, and they find the same in it. */

const strings = stringsOf(RICH.root);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const attached = sha256(ATTACHMENT);

const settings = (['aes', 'argon2d', 'argon2id'] as const).flatMap((kdf) =>
  (['aes256', 'chacha20'] as const).map((cipher) => ({ kdf: CHEAP[kdf], cipher, compressed: kdf !== 'argon2d' })),
);
const cases = settings.flatMap((one) => SECRETS.map(([name, secret]) => [one.kdf.kind, one.cipher, name, one, secret] as const));
/** Every setting with one kind of key, every kind of key with one setting: a program takes its time to start. */
const fewer = cases.filter(([kdf, cipher, name]) => name === 'password and XML 2.0' || (kdf === 'argon2id' && cipher === 'chacha20'));

describe('in kdbxweb', () => {
  it.each(cases)('%s, %s, %s', async (_, _cipher, _name, one, secret) => {
    const opened = await openWithKdbxweb(await written(RICH, keyOf(secret), one), secret);
    // kdbxweb deletes tabs of what is not protected.
    expect(opened.strings).toEqual(strings.map((text) => (text.startsWith('Notes=') ? text.replaceAll('\t', '') : text)));
    expect(opened.attachments.map(sha256)).toEqual([attached]);
  });
});

describe.skipIf(!hasKeePassXc)(judged('in KeePassXC', KEEPASSXC, hasKeePassXc), () => {
  it.each(fewer)('%s, %s, %s', async (_, _cipher, _name, one, secret) => {
    const file = await written(RICH, keyOf(secret), one);
    const xml = keepassxc('export', file, secret, '-f', 'xml');
    expect(stringsOf(await readXml([xml], DEFAULT_LIMITS))).toEqual(strings);
  });

  it('attachments are the same bytes', async () => {
    const [, secret] = SECRETS[0] ?? ['', {}];
    const path = join(folder(), 'attachment');
    const file = await written(RICH, keyOf(secret));
    keepassxc('attachment-export', file, secret, 'Söme <site> & "co"', 'dätä.bin', path);
    expect(sha256(readFileSync(path))).toBe(attached);
  });
});

/** Opens each database of the list; prints its fields, old ones too, and the digests of its attachments. */
const READ = `
import sys, json, hashlib, pykeepass
for path, password, keyfile in json.load(sys.stdin):
    kp = pykeepass.PyKeePass(path, password=password, keyfile=keyfile)
    entries = [each for entry in kp.entries for each in [entry] + entry.history]
    fields = [(f.find('Key').text, f.find('Value').text) for e in entries for f in e._element.findall('String')]
    print(json.dumps([sorted('%s=%s' % f for f in fields if f[1]), [hashlib.sha256(b).hexdigest() for b in kp.binaries]]))
`;

describe.skipIf(!hasPyKeePass)(judged('in pykeepass', 'pykeepass', hasPyKeePass), () => {
  it('every setting, every kind of key it knows', { timeout: 60_000 }, async () => {
    const inside = folder();
    // pykeepass 4.0 knows no XML of version 2, and takes no byte order mark.
    const known = cases.filter(([, , name]) => !name.includes('XML 2.0'));
    const list: (readonly [string, string | undefined, string | undefined])[] = [];
    for (const [, , , one, secret] of known) {
      const path = join(inside, `${list.length}`);
      writeFileSync(path, await written(RICH, keyOf(secret), one));
      const { keyFile } = secret;
      if (keyFile) writeFileSync(`${path}.key`, keyFile === KEY_FILES['XML 1.0'] ? keyFile.subarray(3) : keyFile);
      list.push([path, secret.password, keyFile && `${path}.key`]);
    }
    const read = spawnSync(PYTHON, ['-c', READ], { input: JSON.stringify(list), encoding: 'utf8', maxBuffer: 2 ** 28 });
    expect(read.stderr).toBe('');
    const found: unknown[] = read.stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(found).toHaveLength(known.length);
    for (const one of found) expect(one).toEqual([strings, [attached]]);
  });
});
