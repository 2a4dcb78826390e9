/**
 * What a user gets: packs the package, installs the tarball into an empty folder and uses it there: the command, the demo, the types in two
 * kinds of project, every module under Node, and a bundle for the browser of each. Needs a finished build.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { name, version, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'pack-check-'));
const project = join(work, 'project');
const installed = join(project, 'node_modules', name);

/** The public modules: those of `exports` that have types. */
const modules = Object.entries(exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([path]) => name + path.slice(1));

/** What may stand in the tarball besides package.json. */
const EXPECTED =
  /^(bin\/cxf\.mjs|dist\/.+\.(js|d\.ts)(\.map)?|schemas\/.+\.json|examples\/demo\/.+|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
const REQUIRED = ['bin/cxf.mjs', 'dist/index.js', 'dist/index.d.ts', 'dist/cli/main.js', 'schemas/codes.json', 'README.md', 'LICENSE'];

function run(command, args, cwd = project) {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
}

function must(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

function pack() {
  const [{ filename, files, size, unpackedSize }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], root),
  );
  const paths = files.map(({ path }) => path);
  const strangers = paths.filter((path) => !EXPECTED.test(path));
  const absent = REQUIRED.filter((path) => !paths.includes(path));
  must(strangers.length === 0, `not meant to be published: ${strangers.join(', ')}`);
  must(absent.length === 0, `missing from the tarball: ${absent.join(', ')}`);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'a-user', private: true, type: 'module' }));
  run('npm', ['install', '--no-audit', '--no-fund', join(work, filename)]);
  return `${paths.length} files, ${Math.round(size / 1024)} KiB, ${Math.round(unpackedSize / 1024)} KiB unpacked`;
}

function command() {
  must(run('npx', ['--no-install', 'cxf', '--version']) === `${version}\n`, `cxf --version is not ${version}`);
  must(run('npx', ['--no-install', 'cxf', '--help']).includes('convert'), 'cxf --help does not name convert');
  const demo = join(installed, 'examples/demo');
  const samples = existsSync(demo) ? readdirSync(demo).filter((file) => /\.(json|csv)$/.test(file)) : [];
  const sample = samples.find((file) => file.startsWith('bitwarden')) ?? samples[0];
  must(sample !== undefined, 'examples/demo has no sample (.json or .csv)');
  const { accounts } = JSON.parse(run('npx', ['--no-install', 'cxf', 'convert', join(demo, sample), '-t', 'cxf', '-o', '-']));
  const items = Array.isArray(accounts) ? accounts.flatMap((account) => account.items) : [];
  must(items.length > 0, `${sample} became a document without items`);
  return `${sample} became ${items.length} items`;
}

/** The demo needs nothing but what is installed with the package. */
function demo() {
  const lines = run('node', [join(installed, 'examples/demo/demo.mjs')])
    .trim()
    .split('\n');
  must(lines.at(-1) === 'Nothing was lost.', `the demo ends with: ${lines.at(-1)}`);
  return lines.find((line) => line.includes('members')).trim();
}

/** The same source in a Node project and in one for the browser. Libraries are checked too: the types must stand on their own. */
function types() {
  const uses = modules.map((module, i) => `import * as m${i} from '${module}';\nexport const known${i}: IsAny<typeof m${i}> = false;`);
  writeFileSync(
    join(project, 'consumer.ts'),
    `import { convert } from '${name}';
type IsAny<T> = 0 extends 1 & T ? true : false;
export const typed: IsAny<typeof convert> = false;
export const result: IsAny<ReturnType<typeof convert>> = false;
export const callable: (...input: never[]) => unknown = convert;
${uses.join('\n')}
`,
  );
  const common = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, target: 'ES2023' };
  const projects = {
    node: { module: 'nodenext', lib: ['ES2023'], types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    browser: { module: 'preserve', moduleResolution: 'bundler', lib: ['ES2023', 'DOM', 'DOM.AsyncIterable'], types: [] },
  };
  for (const [kind, options] of Object.entries(projects)) {
    const file = `tsconfig.${kind}.json`;
    writeFileSync(join(project, file), JSON.stringify({ compilerOptions: { ...common, ...options }, files: ['consumer.ts'] }));
    const tsc = join(root, 'node_modules/.bin/tsc');
    run(tsc, ['-p', file]);
    const foreign = run(tsc, ['-p', file, '--listFilesOnly'])
      .split('\n')
      .filter((path) => path.startsWith(join(project, 'node_modules/')) && !path.startsWith(`${installed}/`));
    must(foreign.length === 0, `the public types need other packages: ${foreign.join(', ')}`);
  }
  return `${modules.length} modules, in a Node and in a browser project`;
}

function nodeModules() {
  run('node', ['--input-type=module', '-e', modules.map((module) => `await import('${module}');`).join('\n')]);
  return `${modules.length} modules load`;
}

/** Left alone by the bundler: an import that @hpke/common guards and a browser never reaches. */
const NEVER_REACHED = ['crypto'];

async function bundle() {
  const sizes = [];
  for (const module of modules) {
    const { metafile, outputFiles, warnings } = await build({
      stdin: { contents: `export * from '${module}';`, resolveDir: project },
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
    const unresolved = outside.filter(({ path, kind }) => !(kind === 'dynamic-import' && NEVER_REACHED.includes(path)));
    must(unresolved.length === 0, `${module} needs ${unresolved.map(({ path }) => path).join(', ')} in a browser`);
    must(warnings.length === 0, `${module}: ${warnings.map(({ text }) => text).join('; ')}`);
    const [{ contents }] = outputFiles;
    must(contents.length > 0, `${module} bundles to nothing`);
    sizes.push(`${module.slice(name.length) || '.'} ${Math.ceil(gzipSync(contents).length / 1024)} KiB`);
  }
  return `gzip: ${sizes.join(', ')}`;
}

let failed = false;
for (const [step, check] of Object.entries({ pack, command, demo, types, 'node modules': nodeModules, bundle })) {
  const began = performance.now();
  try {
    const outcome = await check();
    console.log(`${step}: ${outcome} (${((performance.now() - began) / 1000).toFixed(1)}s)`);
  } catch (error) {
    failed = true;
    console.error(`${step} FAILED: ${[error.message, error.stdout, error.stderr].filter(Boolean).join('\n')}`);
    if (step === 'pack') break;
  }
}
rmSync(work, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
