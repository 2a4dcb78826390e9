import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nativeProvider } from '../../../../src/cli/kdf-native.js';
import { utf8 } from '../../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { readXml } from '../../../../src/core/xml.js';
import { readKdbx } from '../../../../src/formats/keepass/kdbx/read.js';
import { stringsOf } from './forge.js';
import { hasKeePassXc, keepassxc } from './judges.js';

const FOLDER = new URL('../../../../../shared/samples/', import.meta.url);
const present = existsSync(FOLDER);
const context = { limits: DEFAULT_LIMITS, kdf: nativeProvider };

interface Sample {
  readonly file: string;
  readonly password: string;
  readonly keyFile?: string;
  readonly version: string;
  readonly attachments?: readonly number[];
}

/** What is known of each from its origin. */
const SAMPLES: readonly Sample[] = [
  { file: 'keepass2/cxporter-basic.kdbx', password: 'testpassword123', version: '3.1' },
  { file: 'keepass2/cxporter-nested_groups.kdbx', password: 'testpassword123', version: '3.1' },
  { file: 'keepass2/cxporter-totp.kdbx', password: 'testpassword123', version: '3.1' },
  { file: 'keepass2/kdbxweb-AesKdfKdbx4.kdbx', password: 'demo', version: '3.1' },
  { file: 'keepass2/kdbxweb-Argon2id.kdbx', password: 'demo', keyFile: 'keepass2/kdbxweb-demo.key', version: '4.0', attachments: [15] },
  { file: 'keepass2/kdbxweb-KDBX4.1.kdbx', password: 'test', version: '4.1' },
  { file: 'keepassxc/kpxc-Format300.kdbx', password: 'a', version: '3.0' },
  { file: 'keepassxc/kpxc-Format400.kdbx', password: 't', version: '4.0', attachments: [10] },
  { file: 'keepassxc/kpxc-NewDatabaseBrowser.kdbx', password: 'a', version: '4.0' },
  { file: 'keepassxc/kpxc-ProtectedStrings.kdbx', password: 'masterpw', version: '3.1' },
  { file: 'keepassxc/kpxc-RecycleBinWithData.kdbx', password: '123', version: '3.1' },
  { file: 'made/pykeepass-argon2d-raworder.kdbx', password: 'oracle-pw', version: '4.0', attachments: [950] },
  { file: 'made/pykeepass-argon2id-aes256.kdbx', password: 'oracle-pw', version: '4.0', attachments: [950] },
];

function bytesOf(name: string) {
  return new Uint8Array(readFileSync(new URL(name, FOLDER)));
}

describe.skipIf(!present)(present ? 'databases of the samples' : 'databases of the samples (skipped: ../shared/samples is absent)', () => {
  it('are all of them named here', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.kdbx'));
    expect(files.sort()).toEqual(SAMPLES.map(({ file }) => file).sort());
  });

  it.each(SAMPLES)('$file opens', async ({ file, password, keyFile, version, attachments }) => {
    const key = { password: utf8(password), ...(keyFile !== undefined && { keyFile: bytesOf(keyFile) }) };
    const { facts, root, binaries } = await readKdbx(bytesOf(file), key, context);
    expect(`${facts.major}.${facts.minor}`).toBe(version);
    expect(stringsOf(root).length).toBeGreaterThan(3);
    if (attachments) expect([...binaries.values()].map(({ size }) => size)).toEqual(attachments);
  });

  // KeePassXC 2.7 refuses the three of gokeepasslib: they have entries beside the root group.
  const judgeable = SAMPLES.filter(({ file }) => !file.startsWith('keepass2/cxporter-'));

  it.skipIf(!hasKeePassXc).each(judgeable)(
    `$file holds what KeePassXC finds in it${hasKeePassXc ? '' : ' (skipped: keepassxc-cli is not installed)'}`,
    async ({ file, password, keyFile }) => {
      const key = { password: utf8(password), ...(keyFile !== undefined && { keyFile: bytesOf(keyFile) }) };
      const { root } = await readKdbx(bytesOf(file), key, context);
      const theirs = keepassxc('export', bytesOf(file), { password, ...(key.keyFile && { keyFile: key.keyFile }) }, '-f', 'xml');
      expect(stringsOf(root)).toEqual(stringsOf(await readXml([theirs], DEFAULT_LIMITS)));
    },
  );
});
