import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cxf, folder, names, sh } from './run.js';
import { bitwarden, cxfDocument, item, login, passkey } from './vaults.js';

const VAULT = bitwarden(
  login('Plain', { passwordHistory: [{ lastUsedDate: '2024-01-01T00:00:00.000Z', password: 'former' }] }),
  login('Keys', { reprompt: 1 }, { totp: 'JBSWY3DPEHPK3PXP', fido2Credentials: [passkey({ counter: '7' })] }),
  login('Binned', { deletedDate: '2024-01-01T00:00:00.000Z' }),
);

interface Outcome {
  readonly code: number | null;
  readonly document: string;
  readonly report: string;
  readonly stderr: string;
}

/** Converts the vault into a CXF document with these flags. */
async function into(flags: readonly string[], to = 'cxf', vault = VAULT): Promise<Outcome> {
  const cwd = folder();
  writeFileSync(join(cwd, 'in.json'), vault);
  const { code, stderr } = await cxf(['convert', 'in.json', '-t', to, '-o', 'out', '--report', 'r', ...flags], {
    cwd,
    env: { SOURCE_DATE_EPOCH: '1700000000' },
  });
  const text = (name: string): string => (names(cwd).includes(name) ? readFileSync(join(cwd, name), 'utf8') : '');
  return { code, document: text('out'), report: text('r'), stderr };
}

describe('--only', () => {
  test('keeps the named types, and says what it left out', async () => {
    const { document, report } = await into(['--only', 'totp']);
    expect(document).toContain('"totp"');
    expect(document).not.toMatch(/basic-auth|"passkey"|correct horse/);
    expect(report).toContain('item.filtered');
  });

  test.each(['passwrd', '', 'totp,', 'totp passkey'])('refuses what is no type: "%s"', async (types) => {
    const { code, document, stderr } = await into(['--only', types]);
    expect([code, document]).toEqual([2, '']);
    expect(stderr).not.toContain('passwrd');
  });
});

describe('--reset-counters', () => {
  test('brings a counting passkey as a change, without it the passkey is a loss', async () => {
    const without = await into([]);
    expect(without.document).not.toContain('"passkey"');
    expect(without.report).toMatch(/passkey\.counter-nonzero[\s\S]*"loss"/);
    const reset = await into(['--reset-counters']);
    expect(reset.document).toContain('"passkey"');
    expect(reset.report).toContain('passkey.counter-reset');
    expect(reset.report).not.toContain('passkey.counter-nonzero');
  });
});

describe('--carry', () => {
  test('none, settings or all decide over what CXF has no member for', async () => {
    const none = await into(['--carry', 'none']);
    const settings = await into(['--carry', 'settings']);
    const all = await into(['--carry', 'all']);
    const usual = await into([]);
    expect(none.document).not.toMatch(/cx-|former/);
    expect(none.report).toContain('carry.left-out');
    expect(settings.document).toContain('cx-');
    expect(settings.document).not.toContain('former');
    expect(all.document).toContain('former');
    expect(all.report).not.toContain('carry.left-out');
    expect(usual.document).toBe(all.document);
  });
});

describe('--include-trash', () => {
  test('brings what is in the trash, tagged; without it each is a finding', async () => {
    const without = await into([]);
    expect(without.document).not.toContain('Binned');
    expect(without.report).toMatch(/trash\.left-out[\s\S]*\/items\/2/);
    const trash = await into(['--include-trash']);
    expect(trash.document).toContain('Binned');
    expect(trash.report).not.toContain('trash.left-out');
  });
});

describe('--exporter', () => {
  test('names the exporter and its extensions', async () => {
    expect((await into([])).document).toContain('"exporterRpId":"credential-exchange.invalid"');
    const { document } = await into(['--exporter', 'me.example']);
    expect(document).toContain('"exporterRpId":"me.example"');
    expect(document).toContain('me.example/cx-');
  });

  test.each(['Me.Example', 'https://me.example', 'me..example', ''])('refuses what is no domain: %s', async (domain) => {
    expect((await into(['--exporter', domain])).code).toBe(2);
  });
});

describe('--for', () => {
  const steam = bitwarden(login('Steam', {}, { totp: 'steam://JBSWY3DPEHPK3PXP' }));

  test('compatible is the default and writes no field that importers refuse, spec writes it all', async () => {
    const email = cxfDocument([
      item('aXRlbQ', 'One', { type: 'custom-fields', fields: [{ fieldType: 'email', value: 'a@example.com', label: 'Mail' }] }),
    ]);
    const usual = await into([], 'cxf', email);
    expect(usual.document).toBe((await into(['--for', 'compatible'], 'cxf', email)).document);
    expect(usual.document).not.toContain('"fieldType":"email"');
    expect((await into(['--for', 'spec'], 'cxf', email)).document).toContain('"fieldType":"email"');
  });

  test('bitwarden splits an item that holds two of a kind', async () => {
    const two = cxfDocument([
      item(
        'aXRlbQ',
        'Two',
        { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', period: 30, digits: 6, algorithm: 'sha1' },
        { type: 'totp', secret: 'KRSXG5CTMVRXEZLU', period: 30, digits: 6, algorithm: 'sha1' },
      ),
    ]);
    expect((await into(['--for', 'bitwarden'], 'cxf', two)).document.match(/"title"/g)?.length).toBe(2);
    expect((await into(['--for', 'compatible'], 'cxf', two)).document.match(/"title"/g)?.length).toBe(1);
  });

  test('comes back as it was, whatever it was shaped for', async () => {
    for (const importer of ['compatible', 'spec', 'bitwarden']) {
      const { document } = await into(['--for', importer], 'cxf', steam);
      expect((await into([], 'bitwarden', document)).document).toContain('steam://JBSWY3DPEHPK3PXP');
    }
  });

  test.each(['appel', '', 'constructor', '__proto__'])('refuses "%s" and names the importers', async (importer) => {
    const { code, stderr } = await into(['--for', importer]);
    expect([code, stderr]).toEqual([2, 'cxf: --for takes one of: compatible, spec, bitwarden.\n']);
  });
});

describe('SOURCE_DATE_EPOCH', () => {
  test('makes the output the same to the last byte', async () => {
    const [one, two] = [await into([]), await into([])];
    expect(one.document).toContain('"timestamp":1700000000');
    expect([two.document, two.report]).toEqual([one.document, one.report]);
  });

  test('left out, the timestamp is now; nonsense is refused', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'in.json'), VAULT);
    const { stdout } = await sh('cxf convert in.json -t cxf', { cwd });
    const stamp = Number(/"timestamp":([0-9]+)/.exec(stdout)?.[1]);
    expect(Math.abs(stamp - Date.now() / 1000)).toBeLessThan(120);
    expect((await sh('cxf convert in.json -t cxf', { cwd, env: { SOURCE_DATE_EPOCH: 'yesterday' } })).code).toBe(2);
  });
});

describe('--limit', () => {
  test('lowers and raises a limit; a refusal names it, the need and the flag', async () => {
    const { code, stderr } = await into(['--limit', 'input.bytes=1k']);
    expect([code, stderr]).toEqual([
      6,
      expect.stringMatching(/Limit input\.bytes is 1000, needed [0-9]+\.[\s\S]*--limit input\.bytes=[0-9]+/),
    ]);
    const flag = /--limit (input\.bytes=[0-9]+)/.exec(stderr)?.[1] ?? '';
    expect((await into(['--limit', 'input.bytes=1k', '--limit', flag])).code).toBe(0);
  });

  test.each([
    'input.bytes',
    'nothing=1',
    'input.bytes=',
    'input.bytes=-1',
    'input.bytes=1.5',
    'input.bytes=1e9',
    '__proto__=1',
    'input.bytes=1TiBs',
  ])('refuses %s and lists the names', async (limit) => {
    const { code, stderr } = await into(['--limit', limit]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/NAME=VALUE[\s\S]*input\.bytes, json\.depth/)]);
  });
});

describe('--dry-run', () => {
  test('writes the report alone', async () => {
    const { code, document, report, stderr } = await into(['--dry-run']);
    expect([code, document]).toEqual([0, '']);
    expect(JSON.parse(report)).toMatchObject({ version: 1, target: { format: 'cxf' } });
    expect(stderr).toContain('Bitwarden JSON → CXF JSON');
  });
});

describe('--titles', () => {
  test('names the items, in the report too; without it nobody is named', async () => {
    const named = await into(['--titles']);
    expect(named.report).toContain('"title": "Keys"');
    const unnamed = await into([]);
    expect(unnamed.report + unnamed.stderr).not.toMatch(/Keys|Binned|alice|example\.com/);
  });
});
