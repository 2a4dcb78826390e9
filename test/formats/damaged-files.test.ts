import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import { collect } from '../../src/core/source.js';
import { type FileSource, type Finding, read, sourceOf, type Vault, write, writeToBytes } from '../../src/index.js';
import { refusal } from '../core/refusal.js';
import { type Forged, forge } from '../core/zip-forge.js';

const ITEM = '0b9f2a3c-7d1e-4f50-8a61-000000000001';
const ids = ['ZmlsZS1vbmU', 'ZmlsZS10d28', 'ZmlsZS10aHJlZQ'] as const;
const contents = ['first file', 'second file', 'third file'] as const;

function announced(n: 0 | 1 | 2): object {
  const integrityHash = createHash('sha256').update(contents[n]).digest('base64url');
  return { type: 'file', id: ids[n], name: `${n}.txt`, decryptedSize: contents[n].length, integrityHash };
}

const strange = { type: 'basic-auth', username: { fieldType: 'string', value: 'me', label: 'Caption' } };
const document = {
  version: { major: 1, minor: 0 },
  exporterRpId: 'a.example',
  exporterDisplayName: '',
  timestamp: 1,
  accounts: [
    {
      id: 'AAAAAAAAAAAAAAAAAAAAAA',
      username: '',
      email: '',
      collections: [],
      items: [
        { id: 'AAAAAAAAAAAAAAAAAAAAAQ', title: 'One', credentials: [announced(0), announced(1), strange] },
        { id: 'AAAAAAAAAAAAAAAAAAAAAg', title: 'Two', credentials: [announced(2)] },
      ],
    },
  ],
};
const exported = { encrypted: false, folders: [], items: [{ id: ITEM, type: 2, name: 'One', secureNote: { type: 0 } }] };

/** Deflated it has bytes of its own, which are then overwritten. */
const LONG = 'second file '.repeat(20);
const DEFLATED = deflateRawSync(LONG);

function broken(archive: Uint8Array): Uint8Array {
  const at = Buffer.from(archive).indexOf(DEFLATED);
  return at < 0 ? archive : archive.fill(0xff, at, at + DEFLATED.length);
}

/** A CXF ZIP; `second` says how the second file is not as announced. */
function cxfZip(second: Forged): Uint8Array {
  const entry = (n: 0 | 1 | 2): Forged => ({ name: `documents/${ids[n]}`, data: utf8(contents[n]) });
  return broken(forge([{ name: 'index.json', data: utf8(JSON.stringify(document)) }, entry(0), { ...entry(1), ...second }, entry(2)]));
}

function bitwardenZip(second: Forged): Uint8Array {
  const entry = (n: 0 | 1 | 2): Forged => ({ name: `attachments/${ITEM}/${n}.txt`, data: utf8(contents[n]) });
  return broken(forge([{ name: 'data.json', data: utf8(JSON.stringify(exported)) }, entry(0), { ...entry(1), ...second }, entry(2)]));
}

/** The files of a vault by their names, and the losses, of reading it and of writing it as CXF. */
async function found(vault: Vault, findings: readonly Finding[]) {
  const files: Record<string, string> = {};
  for (const { credentials } of vault.document.accounts.flatMap(({ items }) => items)) {
    for (const credential of credentials) {
      if (credential.type !== 'file' || !('name' in credential)) continue;
      const source = vault.files.get(String(credential['id']));
      files[String(credential.name)] = source ? Buffer.from(await collect(source.open())).toString() : 'none';
    }
  }
  const written = await writeToBytes(vault, { to: 'cxf', variant: 'zip' });
  return { files, losses: [...findings, ...written.report.findings].filter(({ severity }) => severity === 'loss') };
}

const loss = (source: string): Finding => ({ code: 'file.changed', severity: 'loss', reason: 'invalid-value', source });
const KEPT = { '0.txt': contents[0], '2.txt': contents[2] };

describe('one damaged attachment stays behind, and all else goes', () => {
  const damages: readonly (readonly [string, Forged])[] = [
    ['another checksum', { crc: 1 }],
    ['another size than the archive says', { size: 3 }],
    ['data that cannot be inflated', { method: 8, data: utf8(LONG) }],
  ];

  it.each([...damages, ['other bytes', { data: utf8('second filf') }] as const])('of a CXF ZIP: %s', async (_, damage) => {
    const { vault, report } = await read([sourceOf(cxfZip(damage))]);
    const { files, losses } = await found(vault, report.findings);
    expect([files, losses]).toEqual([KEPT, [loss('/zip/index.json/accounts/0/items/0/credentials/1')]]);
    expect(report.counts.files).toBe(2);
  });

  it.each(damages)('of a Bitwarden ZIP: %s', async (_, damage) => {
    const { vault, report } = await read([sourceOf(bitwardenZip(damage))]);
    const { files, losses } = await found(vault, report.findings);
    expect([files, losses]).toEqual([KEPT, [loss('/zip/2')]]);
    expect(report.counts.files).toBe(2);
  });

  it('beside an input', async () => {
    const attachments = new Map(ids.map((id, n): [string, FileSource] => [id, fileOf(n === 1 ? 'second filf' : (contents[n] ?? ''))]));
    const { vault, report } = await read([sourceOf(utf8(JSON.stringify(document)))], { attachments });
    const { files, losses } = await found(vault, report.findings);
    expect([files, losses]).toEqual([KEPT, [loss('/accounts/0/items/0/credentials/1')]]);
    expect(report.counts.files).toBe(2);
  });

  it('what stood behind it keeps its place in the input', async () => {
    const { vault } = await read([sourceOf(cxfZip({ crc: 1 }))]);
    const { report } = await write(vault, { to: 'bitwarden', variant: 'zip' });
    const labels = report.findings.filter(({ source }) => source?.endsWith('/label')).map(({ source }) => source);
    expect(labels).toEqual(['/zip/index.json/accounts/0/items/0/credentials/2/username/label']);
  });

  it('the title of its item is told when it is asked for', async () => {
    for (const archive of [cxfZip({ crc: 1 }), bitwardenZip({ crc: 1 })]) {
      const { report } = await read([sourceOf(archive)], { policy: { titles: true } });
      expect(report.findings).toContainEqual(expect.objectContaining({ code: 'file.changed', subject: { title: 'One' } }));
    }
  });

  it('but a limit still stops everything', async () => {
    for (const archive of [cxfZip({}), bitwardenZip({})]) {
      const refused = await refusal(() => read([sourceOf(archive)], { limits: { 'zip.total-bytes': 5 } }));
      expect(refused?.code).toBe('limit.exceeded');
    }
  });

  it('and one that changes after it was read stops the writing', async () => {
    let text: string = contents[0];
    const source: FileSource = {
      size: 10,
      async *open() {
        yield utf8(text);
      },
    };
    const { vault } = await read([sourceOf(utf8(JSON.stringify(document)))], { attachments: new Map([[ids[0], source]]) });
    text = 'FIRST file';
    expect((await refusal(() => writeToBytes(vault, { to: 'cxf', variant: 'zip' })))?.code).toBe('file.changed');
  });
});

function fileOf(text: string): FileSource {
  return {
    size: text.length,
    async *open() {
      yield utf8(text);
    },
  };
}
