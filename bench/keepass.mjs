import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS } from '../dist/core/limits.js';
import { collect } from '../dist/core/source.js';
import { writeKdbx } from '../dist/formats/keepass/kdbx/write.js';
import { readPlainXml } from '../dist/formats/keepass/plain-xml.js';
import { convertToBytes, sourceOf } from '../dist/index.js';
import { median } from './measure.mjs';
import { bitwardenJson } from './vaults.mjs';

const ENTRIES = 10_000;
const RUNS = 5;
/** What KeePassXC itself takes for a new database, but for the passes. */
const KDF = { kind: 'argon2d', version: 0x13, iterations: 10, memoryKiB: 64 * 1024, parallelism: 2 };
const PASSWORD = 'password';
const cxf = fileURLToPath(new URL('../bin/cxf.mjs', import.meta.url));

/** Opening and converting a database beside `keepassxc-cli export` of the same file: whole processes. */
export async function keepass(folder) {
  const what = '10,000 KeePass entries to CXF / keepassxc-cli export';
  const rows = [
    { what: `${what}: processor`, most: 1 },
    { what: `${what}: clock`, most: 1 },
  ];
  if (spawnSync('keepassxc-cli', ['--version']).status !== 0) {
    return rows.map((row) => ({ ...row, skipped: 'keepassxc-cli is not installed (Debian has it in keepassxc)' }));
  }
  const file = join(folder, 'bench.kdbx');
  const password = join(folder, 'password');
  writeFileSync(file, await database());
  writeFileSync(password, PASSWORD);
  const ours = () => timed(process.execPath, cxf, 'convert', file, '-t', 'cxf', '-q', '--password-file', password);
  const theirs = () => timed('keepassxc-cli', 'export', '-q', '-f', 'xml', file);
  const pairs = Array.from({ length: RUNS }, (_, i) => {
    // Whoever goes first may find a colder machine.
    const first = i % 2 === 0 ? ours() : undefined;
    const other = theirs();
    const own = first ?? ours();
    return [own.processor / other.processor, own.clock / other.clock];
  });
  return rows.map((row, i) => ({ ...row, ratio: median(pairs.map((pair) => pair[i])) }));
}

/** The generated logins as a database of that cost, which our own command would not choose. */
async function database() {
  const { bytes } = await convertToBytes([sourceOf(new TextEncoder().encode(bitwardenJson(ENTRIES)))], { to: 'keepass', variant: 'xml' });
  const { root } = await readPlainXml(bytes, DEFAULT_LIMITS);
  const random = (count) => new Uint8Array(randomBytes(count));
  const settings = { cipher: 'aes256', compressed: true, kdf: KDF };
  const key = { password: new TextEncoder().encode(PASSWORD) };
  return collect(writeKdbx({ root, binaries: [] }, key, settings, { limits: DEFAULT_LIMITS, random }));
}

/** Milliseconds of a whole process: on the wall, and of processor time as the shell counts it. What it writes goes nowhere. */
function timed(program, ...args) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$@" >/dev/null || exit 1; times', 'sh', program, ...args], {
    input: `${PASSWORD}\n`,
    encoding: 'utf8',
  });
  const clock = performance.now() - began;
  if (status !== 0) throw new Error(`bench: ${program} failed:\n${stderr}`);
  const [, ofChildren = ''] = stdout.trim().split('\n');
  const processor = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60_000 * Number(m) + 1000 * Number(s), 0);
  return { clock, processor };
}
