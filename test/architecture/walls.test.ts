import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { breaches, DOORS, FIXED_BOUNDS, isVagueName, TABLES } from './rules.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

function filesIn(folder: string): string[] {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + folder.length + 1))
    .sort();
}

const sources = new Map(filesIn('src').map((file) => [file, readFileSync(`${root}src/${file}`, 'utf8')]));

describe('the walls of src', () => {
  test('there is something to check, all of it TypeScript', () => {
    expect(sources.size).toBeGreaterThan(20);
    expect([...sources.keys()].filter((file) => !file.endsWith('.ts') && !file.endsWith('/README.md'))).toEqual([]);
  });

  test('no file breaks one', () => {
    const found = [...sources]
      .filter(([file]) => file.endsWith('.ts'))
      .flatMap(([file, source]) => breaches(file, source).map(({ rule, detail, line }) => `src/${file}:${line} ${rule}: ${detail}`));
    expect(found).toEqual([]);
  });

  test('no file has a name that says nothing', () => {
    expect(['src', 'test', 'scripts', 'bin'].flatMap((folder) => filesIn(folder).filter(isVagueName))).toEqual([]);
  });

  test('no file is longer than 400 lines', () => {
    const lengths = [...sources].map(([file, source]) => ({ file, lines: source.split('\n').length - 1 }));
    const long = lengths.filter(({ file, lines }) => lines > 200 && !TABLES.includes(file)).sort((a, b) => b.lines - a.lines);
    if (long.length > 0) console.warn(`over 200 lines:\n${long.map(({ file, lines }) => `  ${lines} src/${file}`).join('\n')}`);
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
    expect(TABLES.filter((file) => !sources.has(file))).toEqual([]);
  });

  test('every fixed bound is still there', () => {
    const stands = (bound: string): boolean => {
      const [file = '', name = ''] = bound.split(' ');
      return sources.get(file)?.includes(`const ${name} =`) ?? false;
    };
    expect(FIXED_BOUNDS.filter((bound) => !stands(bound))).toEqual([]);
  });

  test('every run-time dependency has one door', () => {
    type Versions = Readonly<Record<string, string>>;
    const manifest: { dependencies: Versions; optionalDependencies: Versions } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const packages = { ...manifest.dependencies, ...manifest.optionalDependencies };
    expect(Object.keys(DOORS).sort()).toEqual(Object.keys(packages).sort());
  });
});

const planted: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['wall', 'core/a.ts', `import { b } from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `import type { B } from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `import { type B } from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `import '../cxf/b.js';`],
  ['wall', 'core/a.ts', `import {\n  b,\n}\nfrom\n'../cxf/b.js';`],
  ['wall', 'core/a.ts', `import{b}from"../cxf/b.js"`],
  ['wall', 'core/a.ts', `export { b } from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `export type { B } from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `export * from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `export * as b from '../cxf/b.js';`],
  ['wall', 'core/a.ts', `const b = await import('../cxf/b.js');`],
  ['wall', 'core/a.ts', 'const b = await import(`../cxf/b.js`);'],
  ['wall', 'core/a.ts', `type B = typeof import('../cxf/b.js');`],
  ['wall', 'core/a.ts', `type B = import('../cxf/b.js').B;`],
  ['wall', 'core/a.ts', `import b = require('../cxf/b.js');`],
  ['wall', 'core/a.ts', `const url = import.meta.resolve('../cxf/b.js');`],
  ['wall', 'core/deep/er/a.ts', `import { b } from '../../../cli/b.js';`],
  ['wall', 'core/a.ts', `import { b } from './../core/../cxf/b.js';`],
  ['wall', 'core/a.ts', `import { b } from '../../scripts/b.js';`],
  ['wall', 'cxf/a.ts', `import { convert } from '../index.js';`],
  ['wall', 'cli/a.ts', `import { convert } from '../index.js';`],
  ['wall', 'otp/a.ts', `import { b } from '../ssh/b.js';`],
  ['wall', 'formats/a.ts', `import { b } from '../cxp/b.js';`],
  ['wall', 'convert.ts', `import { b } from './cli/b.js';`],
  ['wall', 'formats/bitwarden/a.ts', `import { b } from '../keepass/b.js';`],
  ['wall', 'formats/bitwarden/deep/a.ts', `import type { B } from '../../keepass/index.js';`],
  ['wall', 'formats/bitwarden/a.ts', `import { formats } from '../registry.js';`],
  ['wall', 'formats/reading/a.ts', `import { b } from '../bitwarden/b.js';`],
  ['wall', 'formats/format.ts', `import { b } from './bitwarden/b.js';`],
  ['import', 'core/a.ts', `const b = await import(name);`],
  ['import', 'core/a.ts', `const b = await import(\`./\${name}.js\`);`],
  ['import', 'core/a.ts', `/// <reference types="node" />\nexport const a = 1;`],
  ['import', 'core/a.ts', `  ///<reference path="../cli/main.ts"/>`],
  ['folder', 'misc/a.ts', `export const a = 1;`],
  ['folder', 'extra.ts', `export const a = 1;`],
  ['door', 'core/a.ts', `import leftPad from 'left-pad';`],
  ['door', 'core/a.ts', `import { parse } from 'csv-parse/browser/esm/sync';`],
  ['door', 'formats/csv/a.ts', `import type { Options } from 'csv-parse';`],
  ['door', 'formats/a.ts', `import { ZipReader } from '@zip.js/zip.js/lib/zip-core-external.js';`],
  ['door', 'convert.ts', `import { Command } from 'commander';`],
  ['door', 'core/a.ts', `import * as z from 'zod';`],
  ['door', 'core/a.ts', `import fs from 'fs';`],
  ['node', 'core/a.ts', `import { readFileSync } from 'node:fs';`],
  ['node', 'cxp/a.ts', `const { webcrypto } = await import('node:crypto');`],
  ['node', 'cli/render/screen.ts', `import { readFile } from 'node:fs/promises';`],
  ['node', 'cli/files/outputs.ts', `import net from 'node:net';`],
  ['node', 'cli/main.ts', `import { Socket } from 'node:net';`],
  ['network', 'cli/files/stream.ts', `import { connect } from 'node:net';`],
  ['network', 'cli/files/stream.ts', `import net from 'node:net';`],
  ['network', 'cli/files/stream.ts', `new Socket().connect(443, host);`],
  ['node', 'cli/main.ts', `import * as http from 'node:https';`],
  ['network', 'core/a.ts', `await fetch('https://example.com');`],
  ['network', 'cli/main.ts', `await globalThis.fetch(url);`],
  ['network', 'cli/main.ts', `const get = globalThis['fetch'];`],
  ['network', 'core/a.ts', `new WebSocket(url);`],
  ['network', 'core/a.ts', `navigator.sendBeacon(url);`],
  ['code from text', 'core/a.ts', `const f = new Function('return 1');`],
  ['host', 'core/a.ts', `const b = Buffer.from('x');`],
  ['host', 'formats/a.ts', `const debug = process.env['DEBUG'];`],
  ['host', 'core/a.ts', `const p = { process };`],
  ['host', 'core/a.ts', `globalThis.Buffer`],
  ['host', 'cli/main.ts', `const fs = require(name);`],
  ['terminal', 'core/a.ts', `console.log(1);`],
  ['terminal', 'cli/main.ts', `console.error(1);`],
  ['terminal', 'cli/main.ts', `process.stdout.write('x');`],
  ['terminal', 'cli/main.ts', `process['stderr'].write('x');`],
  ['terminal', 'cli/main.ts', `const { stdout } = process;`],
  ['terminal', 'cli/main.ts', `import { stderr } from 'node:process';`],
  ['limit', 'core/json.ts', `const MAX_DEPTH = 1024;`],
  ['limit', 'core/json.ts', `export const maxBytes = 512 * 2 ** 20;`],
  ['limit', 'core/json.ts', `const MAX_BYTES = 64 * KIB;`],
  ['limit', 'core/json.ts', `read({ maxDepth: 64 });`],
  ['limit', 'core/json.ts', `const DEPTH_LIMIT = 64;`],
  ['limit', 'core/json.ts', `throw new CxError('limit.exceeded');`],
  ['kdf', 'cxp/a.ts', `await crypto.subtle.deriveBits(algorithm, key, 256);`],
  ['kdf', 'cxp/a.ts', `const { deriveKey } = crypto.subtle;`],
  ['kdf', 'cxp/a.ts', `await subtle.importKey('raw', secret, 'PBKDF2', false, uses);`],
  ['kdf', 'cli/a.ts', `import { pbkdf2Sync } from 'node:crypto';`],
  ['kdf', 'formats/a.ts', `export function argon2id() {}`],
  ['kdf', 'formats/a.ts', `const pbkdf2 = async () => 1;`],
  ['any', 'core/a.ts', `let a: any;`],
  ['any', 'core/a.ts', `function f(a: Map<string, any[]>) {}`],
  ['any', 'core/a.ts', `// @ts-ignore\nf();`],
  ['any', 'core/a.ts', `/* @ts-expect-error */ f();`],
  ['non-null', 'core/a.ts', `const a = b!;`],
  ['non-null', 'core/a.ts', `a!.b();`],
  ['non-null', 'core/a.ts', `let a!: string;`],
  ['cast', 'core/a.ts', `const a = b as string;`],
  ['cast', 'core/a.ts', `const a = <string>b;`],
  ['cast', 'core/a.ts', `const a = b as unknown as C;`],
];

const harmless: readonly (readonly [file: string, source: string])[] = [
  ['core/a.ts', `import { b } from './b.js';\nimport { c } from '../core/c.js';`],
  ['cxf/a.ts', `import { b as c } from '../core/b.js';\nexport { c as d };\nimport * as z from 'zod';`],
  [
    'formats/bitwarden/a.ts',
    `import type { Format } from '../format.js';\nimport { b } from '../reading/b.js';\nimport { c } from './deep/c.js';`,
  ],
  ['formats/registry.ts', `import { bitwarden } from './bitwarden/index.js';\nconst keepass = () => import('./keepass/index.js');`],
  ['core/zip.ts', `import { ZipReader } from '@zip.js/zip.js/lib/zip-core-external.js';`],
  ['cli/files/outputs.ts', `import { open } from 'node:fs/promises';\nconst end = process.exitCode;`],
  ['cli/files/stream.ts', `import { Socket } from 'node:net';\nnew Socket({ fd });`],
  ['cli/render/screen.ts', `process.stdout.write('x');`],
  ['cli/main.ts', `const input = process.stdin;\nconst home = process.env['HOME'];`],
  ['core/a.ts', `const a = ['x'] as const;\nconst b = <const>['y'];`],
  ['core/a.ts', `// import { b } from '../cxf/b.js'; process.stdout as any\nconst text = "import x from '../cxf/b.js'; fetch() as any!";`],
  [
    'core/a.ts',
    `const a = { process: 1, fetch: 2, any: 3 };\na.process + a.fetch;\ninterface B { readonly Buffer: string; fetch(): void }`,
  ],
  ['core/a.ts', `if (!ready || a != b) throw new CxError('json.syntax', { limit });`],
  ['core/limits.ts', `const MAX_DEPTH = 1024;\nthrow new CxError('limit.exceeded');`],
  [
    'core/json.ts',
    `const max = limits['json.depth'];\nenforce(limits, 'json.depth', need);\nconst id = { maxDepth: limits['json.depth'] + 1 };`,
  ],
  ['core/kdf.ts', `await crypto.subtle.deriveBits(algorithm, key, 256);\nexport function pbkdf2() {}`],
  [
    'formats/keepass/a.ts',
    `import { argon2id } from '../../core/kdf.js';\nawait argon2id(password);\nawait context.kdf.argon2id(password);`,
  ],
  ['core/brand.ts', `const a = b as string;`],
];

describe('the walls themselves', () => {
  test.each(planted)('finds a planted %s in %s: %j', (rule, file, source) => {
    expect(breaches(file, source).map((breach) => breach.rule)).toContain(rule);
  });

  test.each(harmless)('lets %s be: %j', (file, source) => {
    expect(breaches(file, source)).toEqual([]);
  });

  test('says where', () => {
    expect(breaches('core/a.ts', `const a = 1;\n\nimport { b } from '../cli/b.js';`)).toEqual([
      { rule: 'wall', detail: 'core may not import cli', line: 3 },
    ]);
  });

  test('finds vague names, and only those', () => {
    expect(
      ['core/utils.ts', 'helpers/a.ts', 'core/string-util.ts', 'a/test-helper.ts', 'core/Utils/b.ts'].filter((path) => !isVagueName(path)),
    ).toEqual([]);
    expect(['core/utility-bill.ts', 'formats/helper2fas.ts', 'cxf/futile.ts'].filter(isVagueName)).toEqual([]);
  });
});
