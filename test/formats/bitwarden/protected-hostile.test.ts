import { inspect as show } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import { isLimitName } from '../../../src/core/limits.js';
import { type Code, CxError, DEFAULT_LIMITS, type Finding, read, sourceOf } from '../../../src/index.js';
import { LEAST_ARGON2, sealExport } from './protected-export.js';

const PASSWORD = 'Kanarie-in-the-password';
const CANARY = /kanarie/i;
const PLAIN = JSON.stringify({
  encrypted: false,
  folders: [],
  items: [{ type: 2, name: 'Kanarie', notes: 'Kanarie', secureNote: { type: 0 } }],
});
const FILE = sealExport(PLAIN, PASSWORD);
const CHECK = 'encKeyValidation_DO_NOT_EDIT';

interface Tried {
  readonly code: Code | undefined;
  readonly findings: readonly Finding[];
  readonly asked: number;
  readonly pointer?: string | undefined;
  readonly limit?: CxError['limit'];
}

/** Reads a file with an answer for each attempt; nothing that is said may hold a canary. */
async function tried(bytes: Uint8Array, answers: readonly string[] = [PASSWORD]): Promise<Tried> {
  let asked = 0;
  const ask = async ({ attempt }: { readonly attempt: number }) => {
    asked++;
    const answer = answers[attempt - 1];
    return answer === undefined ? undefined : Buffer.from(answer);
  };
  try {
    const { report } = await read([sourceOf(bytes)], { from: 'bitwarden', ask });
    expect(JSON.stringify(report)).not.toMatch(CANARY);
    return { code: undefined, findings: report.findings, asked };
  } catch (error) {
    if (!(error instanceof CxError)) throw error;
    expect(show(error, { depth: null, showHidden: true }) + String(error.stack)).not.toMatch(CANARY);
    return { code: error.code, findings: [], asked, pointer: error.pointer, limit: error.limit };
  }
}

const fileWith = (members: Readonly<Record<string, JsonValue | undefined>>): Uint8Array =>
  Buffer.from(JSON.stringify({ ...FILE, ...members }));

function flipped(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

describe('a protected export that was changed', () => {
  it('in any character of its data: damaged, never a wrong password', async () => {
    for (let at = 0; at < FILE.data.length; at++) {
      const { code, pointer } = await tried(fileWith({ data: flipped(FILE.data, at) }));
      expect([at, code, pointer]).toEqual([at, 'bitwarden.data-damaged', '/data']);
    }
  });

  it('in any character of its check: damaged, or opened with a warning because the data is whole', async () => {
    const outcomes = new Set<string>();
    for (let at = 0; at < FILE[CHECK].length; at++) {
      const { code, findings } = await tried(fileWith({ [CHECK]: flipped(FILE[CHECK], at) }));
      outcomes.add(code ?? findings.map((finding) => `${finding.severity} ${finding.code} ${finding.source}`).join());
    }
    expect([...outcomes].sort()).toEqual(['bitwarden.data-damaged', `warning bitwarden.check-damaged /${CHECK}`]);
  });

  it('in its salt or its cost: no password fits', async () => {
    for (let at = 0; at < FILE.salt.length; at++)
      expect((await tried(fileWith({ salt: flipped(FILE.salt, at) }))).code).toBe('secret.wrong');
    expect((await tried(fileWith({ kdfIterations: 5001 }))).code).toBe('secret.wrong');
  });

  it('by being cut short, anywhere', async () => {
    const whole = fileWith({});
    for (let size = 1; size < whole.length; size += 7) expect((await tried(whole.subarray(0, size))).code).toBe('json.syntax');
    for (const cut of [1, 2, 30, 60, FILE.data.length - 1])
      expect((await tried(fileWith({ data: FILE.data.slice(0, -cut) }))).code).toBe('bitwarden.data-damaged');
  });
});

describe('members of a protected export that are no such thing', () => {
  const strange: readonly (JsonValue | undefined)[] = [undefined, null, '', 7.5, -1, 0, [], {}, true, [7], 'Kanarie'];

  it.each(['salt', 'kdfType', 'kdfIterations', CHECK, 'data'])('%s', async (name) => {
    const allowed = ['bitwarden.envelope-invalid', 'bitwarden.protection-unknown', 'bitwarden.data-damaged'];
    for (const value of strange) {
      if (value === FILE.kdfType && name === 'kdfType') continue;
      const { code, pointer, asked } = await tried(fileWith({ [name]: value }));
      if (name === 'salt' && value === 'Kanarie') expect(code).toBe('secret.wrong');
      else expect([value, allowed.includes(String(code)), pointer, asked]).toEqual([value, true, `/${name}`, 0]);
    }
  });

  it.each(['kdfMemory', 'kdfParallelism'])('%s with Argon2id', async (name) => {
    for (const value of strange) {
      const { code, pointer, asked } = await tried(fileWith({ ...LEAST_ARGON2, [name]: value }));
      expect([value, code, pointer, asked]).toEqual([value, 'bitwarden.envelope-invalid', `/${name}`, 0]);
    }
  });

  it.each([
    ['another key derivation', { kdfType: 2 }, '/kdfType'],
    ['an EncString without a seal', { data: '0.AAAA|BBBB' }, '/data'],
    ['COSE', { data: '7.AAAA' }, '/data'],
    ['an EncString of another type', { [CHECK]: `4.${FILE.data.slice(2)}` }, `/${CHECK}`],
  ])('%s: a protection that is not known', async (_, members, pointer) => {
    expect(await tried(fileWith(members))).toMatchObject({ code: 'bitwarden.protection-unknown', pointer, asked: 0 });
  });

  it('a member that Bitwarden does not write is a loss, its name untold', async () => {
    const { code, findings } = await tried(fileWith({ kanarie: 'kanarie' }));
    expect([code, findings]).toEqual([
      undefined,
      [{ code: 'source.value-unread', severity: 'loss', reason: 'unsupported', source: `/${Object.keys(FILE).length}` }],
    ]);
  });
});

describe('a cost beyond the limits is refused before a password is asked for', () => {
  it.each([
    ['iterations', { kdfIterations: 2_000_001 }, 'kdf.pbkdf2-iterations', 2_000_001],
    ['all iterations there are', { kdfIterations: Number.MAX_SAFE_INTEGER }, 'kdf.pbkdf2-iterations', Number.MAX_SAFE_INTEGER],
    ['4 TiB', { ...LEAST_ARGON2, kdfMemory: 4 * 1024 * 1024 }, 'kdf.memory-bytes', 4 * 1024 ** 4],
    ['passes', { ...LEAST_ARGON2, kdfIterations: 2 ** 31 }, 'kdf.memory-work', 2 ** 31 * 16 * 1024 ** 2],
    ['lanes', { ...LEAST_ARGON2, kdfParallelism: 255 }, 'kdf.lanes', 255],
  ])('%s', async (_, members, name, need) => {
    const began = performance.now();
    const { code, limit, asked } = await tried(fileWith(members));
    expect([code, limit, asked]).toEqual(['limit.exceeded', { name, max: isLimitName(name) && DEFAULT_LIMITS[name], need }, 0]);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('a password', () => {
  it.each([
    ['none', [], 'secret.missing', 1],
    ['the right one at last', ['a', 'b', PASSWORD], undefined, 3],
    ['wrong ones only', ['a', 'b', 'c'], 'secret.wrong', 4],
    ['the same wrong one again', ['a', 'a', PASSWORD], 'secret.wrong', 2],
    ['an empty one', ['', PASSWORD], undefined, 2],
  ])('%s', async (_, answers, code, asked) => {
    expect(await tried(fileWith({}), answers)).toMatchObject({ code, asked });
  });
});

describe('what is inside', () => {
  it.each([
    ['no JSON', 'Kanarie', 'json.syntax', '/data'],
    ['no export', '{"kanarie":[]}', 'format.mismatch', '/data'],
    ['a duplicate member', '{"encrypted":false,"items":[],"items":[]}', 'json.key-duplicate', '/data/items'],
    ['an export of one account', '{"encrypted":true,"items":[]}', 'bitwarden.account-restricted', '/data'],
    ['a protected export again', JSON.stringify(sealExport(PLAIN, PASSWORD)), 'bitwarden.password-protected', '/data'],
  ])('%s', async (_, plain, code, pointer) => {
    expect(await tried(Buffer.from(JSON.stringify(sealExport(plain, PASSWORD))))).toMatchObject({ code, pointer });
  });
});
