import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nativeProvider } from '../../../../src/cli/kdf-native.js';
import { utf8 } from '../../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { writeContentXml } from '../../../../src/formats/keepass/kdbx/content-xml.js';
import { readKdbx } from '../../../../src/formats/keepass/kdbx/read.js';
import { database, entry, stringsOf } from './forge.js';
import { folder, hasKeePassXc, hasPyKeePass, judged, KEEPASSXC, PYTHON } from './judges.js';
import { madeByKdbxweb } from './kdbxweb.js';
import { KEY_FILES, keyOf, SECRETS } from './key-kinds.js';

/* Databases that other programs make are read. */

const context = { limits: DEFAULT_LIMITS, kdf: nativeProvider };
const CIPHERS = ['aes256', 'chacha20'] as const;

describe('made by kdbxweb', () => {
  const cases = [
    ...(['aes', 'argon2d', 'argon2id'] as const).flatMap((kdf) => CIPHERS.map((cipher) => ({ version: 4, kdf, cipher }) as const)),
    { version: 3, kdf: 'aes', cipher: 'aes256' } as const,
  ].flatMap((variety) => SECRETS.map(([name, secret]) => [variety.version, variety.kdf, variety.cipher, name, variety, secret] as const));

  it.each(cases)('version %s, %s, %s, %s', async (_, _kdf, _cipher, _name, variety, secret) => {
    const { facts, root, binaries } = await readKdbx(await madeByKdbxweb(variety, secret), keyOf(secret), context);
    expect(facts).toMatchObject({ major: variety.version, cipher: variety.cipher, kdf: { kind: variety.kdf } });
    expect(stringsOf(root)).toEqual(['Password=older', 'Password=secret ✓', 'Title=Entry <1>', 'Title=Entry <1>']);
    expect([...binaries.values()].map(({ size }) => size)).toEqual([1000]);
  });
});

describe.skipIf(!hasKeePassXc)(judged('made by KeePassXC', KEEPASSXC, hasKeePassXc), () => {
  const entries = database([entry(2, { title: 'Söme <site>', password: 'p&\t"ä"' }), entry(3, { title: 'Second', password: 'x' })]);

  it.each(SECRETS)('from our XML, with %s', async (_, secret) => {
    const inside = folder();
    const path = join(inside, 'made.kdbx');
    const xml = join(inside, 'database.xml');
    // A protected value is written under a stream: for plain XML nothing is protected.
    writeFileSync(xml, Buffer.concat([...writeContentXml(unprotected(entries), { apply: () => new Uint8Array() })]));
    writeFileSync(join(inside, 'key'), secret.keyFile ?? '');
    const options = [...(secret.keyFile ? ['-k', join(inside, 'key')] : []), ...(secret.password === undefined ? [] : ['-p'])];
    const { status, stderr } = spawnSync(KEEPASSXC, ['import', '-q', ...options, xml, path], {
      input: `${secret.password}\n${secret.password}\n`,
      env: { ...process.env, LANG: 'C.UTF-8' },
      encoding: 'utf8',
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const { root } = await readKdbx(new Uint8Array(readFileSync(path)), keyOf(secret), context);
    expect(stringsOf(root)).toEqual(stringsOf(entries));
  });
});

function unprotected(element: ReturnType<typeof database>): ReturnType<typeof database> {
  return { ...element, isProtected: false, children: element.children.map(unprotected) };
}

/** The cheapest costs that go with its two lanes, an entry, an attachment; a file for each combination, in one run. */
const MAKE = `
import sys, os, itertools, pykeepass
folder = sys.argv[1]
for kdf, cipher, keyfile in itertools.product(sys.argv[2].split(','), ['aes256', 'chacha20'], [None, folder + '/key']):
    out = '%s/%s-%s-%s.kdbx' % (folder, kdf, cipher, keyfile is not None)
    kp = pykeepass.create_database(out, password='pässword', keyfile=keyfile)
    header = kp.kdbx.header.value.dynamic_header
    settings = header.kdf_parameters.data.dict
    settings['$UUID'].value = bytes.fromhex(kdf)
    settings['M'].value = 16384
    settings['I'].value = 1
    header.cipher_id.data = cipher
    header.encryption_iv.data = os.urandom(12 if cipher == 'chacha20' else 16)
    del kp.kdbx.header.data
    entry = kp.add_entry(kp.root_group, 'Söme <site>', 'user', 'secret ✓', notes='one\\ntwo')
    entry.add_attachment(kp.add_binary(b'\\x00\\xff' * 500), 'a.bin')
    kp.save()
`;
const KDF_IDS = { argon2d: 'ef636ddf8c29444b91f7a9a403e30a0c', argon2id: '9e298b1956db4773b23dfc3ec6f0a1e6' } as const;

describe.skipIf(!hasPyKeePass)(judged('made by pykeepass', 'pykeepass', hasPyKeePass), () => {
  it('Argon2d and Argon2id, both ciphers, with and without a key file', { timeout: 60_000 }, async () => {
    const inside = folder();
    const keyFile = KEY_FILES['XML 1.0'];
    // pykeepass takes no byte order mark.
    writeFileSync(join(inside, 'key'), keyFile.subarray(3));
    const made = spawnSync(PYTHON, ['-c', MAKE, inside, Object.values(KDF_IDS).join()], { encoding: 'utf8' });
    expect(made.stderr).toBe('');
    for (const kdf of ['argon2d', 'argon2id'] as const) {
      for (const cipher of CIPHERS) {
        for (const withFile of [true, false]) {
          const file = readFileSync(join(inside, `${KDF_IDS[kdf]}-${cipher}-${withFile ? 'True' : 'False'}.kdbx`));
          const key = { password: utf8('pässword'), ...(withFile && { keyFile }) };
          const { facts, root, binaries } = await readKdbx(new Uint8Array(file), key, context);
          expect(facts).toMatchObject({ major: 4, cipher, kdf: { kind: kdf, memoryKiB: 16, iterations: 1 } });
          expect(stringsOf(root)).toEqual(['Notes=one\ntwo', 'Password=secret ✓', 'Title=Söme <site>', 'UserName=user']);
          expect([...binaries.values()].map(({ size }) => size)).toEqual([1000]);
        }
      }
    }
  });
});
