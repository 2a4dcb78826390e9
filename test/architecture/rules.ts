import { dirname, join, normalize } from 'node:path/posix';
import {
  globalMember,
  type Import,
  importsOf,
  isAmount,
  isNode,
  isReference,
  listOf,
  type Node,
  nameOf,
  type Place,
  parse,
  textOf,
} from './syntax.js';

/** Who may import whom: each only those before it. `index.ts` is for users of the package, nobody here imports it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  keys: ['core'],
  passkey: ['core', 'keys'],
  otp: ['core', 'keys'],
  ssh: ['core', 'keys'],
  cxf: ['core', 'keys', 'passkey', 'otp', 'ssh'],
  formats: ['core', 'keys', 'passkey', 'otp', 'ssh', 'cxf'],
  routes: ['core', 'keys', 'passkey', 'otp', 'ssh', 'cxf', 'formats'],
  cxp: ['core', 'keys', 'passkey', 'otp', 'ssh', 'cxf', 'formats'],
  'convert.ts': ['core', 'keys', 'passkey', 'otp', 'ssh', 'cxf', 'formats', 'cxp'],
  'index.ts': ['core', 'keys', 'passkey', 'otp', 'ssh', 'cxf', 'formats', 'cxp', 'convert.ts'],
  cli: ['core', 'keys', 'passkey', 'otp', 'ssh', 'cxf', 'formats', 'routes', 'cxp', 'convert.ts'],
};

/** The folders of `formats` that every format may use. Any other folder there is a format. */
const SHARED_BY_FORMATS = ['reading', 'writing'];

/** Each third-party library has one door. A package that is missing here may not be imported at all. */
export const DOORS: Readonly<Record<string, RegExp>> = {
  '@zip.js/zip.js': /^core\/zip(-[a-z-]+)?\.ts$/,
  '@noble/ciphers': /^core\/key-stream\.ts$/,
  saxes: /^core\/xml-read\.ts$/,
  '@noble/curves': /^keys\/public-key\.ts$/,
  'cbor-x': /^passkey\/cbor\.ts$/,
  'hash-wasm': /^core\/kdf-argon2-wasm\.ts$/,
  '@node-rs/argon2': /^cli\/kdf-native\.ts$/,
  'csv-parse': /^core\/csv\.ts$/,
  tldts: /^passkey\/usable\/public-suffix\.ts$/,
  zod: /^(cxf|formats|cxp)\//,
  commander: /^cli\//,
};

const FILE_DOORS = /^cli\/files\/[a-z-]+\.ts$/;

/** What the command line may use of Node. None of these opens a connection. */
const NODE_MODULES: Readonly<Record<string, RegExp>> = {
  'node:fs': FILE_DOORS,
  'node:fs/promises': FILE_DOORS,
  // Only `Socket`, and only for a pipe that is open already: see `checkImport` and the rule on `connect`.
  'node:net': /^cli\/files\/(stream|drain)\.ts$/,
  'node:child_process': /^cli\/commands\/vectors[a-z-]*\.ts$/,
  ...Object.fromEntries(
    [
      'buffer',
      'constants',
      'crypto',
      'os',
      'path',
      'process',
      'readline',
      'stream',
      'stream/promises',
      'timers/promises',
      'tty',
      'url',
      'util',
    ].map((name) => [`node:${name}`, /^cli\//]),
  ),
};

const NETWORK = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'navigator', 'importScripts'];
const CONNECTING = ['connect', 'createConnection', 'createServer', 'sendBeacon'];
const CODE_FROM_TEXT = ['eval', 'Function'];
const HOST = ['process', 'Buffer', 'require', 'module', '__dirname', '__filename', 'Deno', 'Bun'];
/** `files/stream` sends the data to stdout; everything that is said to a person is said by the others. */
const TERMINAL_DOORS = /^cli\/(render\/[a-z-]+|secrets\/prompt|files\/stream)\.ts$/;
const STREAMS = ['stdout', 'stderr'];
const LIMIT_DOOR = 'core/limits.ts';
const LIMIT_NAME = /^(MAX|LIMIT)_|_(MAX|LIMIT)$|^(max|limit)[A-Z]|[a-z](Max|Limit)$/;

/** Bounds that no owner of a vault would ever want to move: a standard sets them, or no honest input comes near. */
export const FIXED_BOUNDS: readonly string[] = [
  'cli/files/names.ts MAX_BYTES',
  'cli/files/secret.ts MAX_BYTES',
  'core/der.ts MAX_DEPTH',
  'core/json-shape.ts MAX_MEMBERS',
  'core/zip-write.ts MAX_NAME_BYTES',
  'cxf/identifiers.ts MAX_ID_BYTES',
  'cxf/lenient/timestamps.ts MAX_SECONDS',
  'cxf/schema/zod-parts.ts MAX_ID_CHARACTERS',
  'cxf/schema/zod-parts.ts MAX_TIMESTAMP',
  'keys/pkcs1.ts MAX_BYTES',
  'passkey/usable/related-origin.ts MAX_LABELS',
];

const KDF_DOOR = /^(core|cli)\/kdf(-[a-z0-9-]+)?\.ts$/;
const KDF_NAME = /^(pbkdf2|argon2(id|i|d)?|scrypt|hkdf)(Sync)?$/i;
const KDF_ALGORITHM = /^(PBKDF2|HKDF)$/;
const CAST_DOOR = 'core/brand.ts';

/** Tables: long because what they list is long. */
export const TABLES: readonly string[] = ['cxf/countries.ts'];

export interface Breach {
  readonly rule: string;
  readonly detail: string;
  readonly line: number;
}

/** The folder of `src` that a file belongs to, or the file itself if it stands directly in `src`. */
function areaOf(file: string): string {
  return file.split('/', 1)[0] ?? file;
}

/** The format whose folder a file stands in. */
function formatOf(file: string): string | undefined {
  const [area, folder, inside] = file.split('/');
  return area === 'formats' && folder !== undefined && inside !== undefined && !SHARED_BY_FORMATS.includes(folder) ? folder : undefined;
}

function checkOwnImport(file: string, target: string): string | undefined {
  if (target.startsWith('..')) return `${target} is outside src`;
  const from = areaOf(file);
  const to = areaOf(target);
  if (to !== from && !MAY_IMPORT[from]?.includes(to)) return `${from} may not import ${to}`;
  if (from !== 'formats' || to !== 'formats') return undefined;
  const format = formatOf(target);
  if (format !== undefined && format !== formatOf(file) && file !== 'formats/registry.ts') {
    return `${file} may not import the format ${format}: only the registry knows the formats`;
  }
  return target === 'formats/registry.ts' && formatOf(file) !== undefined ? 'a format may not know the other formats' : undefined;
}

/** `@hpke/core/x` → `@hpke/core`, `csv-parse/browser` → `csv-parse`. */
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

function checkImport(file: string, { module, names }: Import): [rule: string, detail: string] | undefined {
  if (module === undefined) return ['import', 'a computed import cannot be checked'];
  if (module.startsWith('.')) {
    const wrong = checkOwnImport(file, normalize(join(dirname(file), module)).replace(/\.js$/, '.ts'));
    if (wrong !== undefined) return ['wall', wrong];
  } else if (module.startsWith('node:')) {
    if (!file.startsWith('cli/')) return ['node', `${module} outside the command line`];
    if (!NODE_MODULES[module]?.test(file)) return ['node', `${module} is not for ${file}`];
    if (module === 'node:net' && names.some((name) => name !== 'Socket')) return ['network', module];
    if (module === 'node:process' && names.some((name) => STREAMS.includes(name)) && !TERMINAL_DOORS.test(file))
      return ['terminal', module];
  } else if (!DOORS[packageOf(module)]?.test(file)) {
    return ['door', `${module} is not for ${file}`];
  }
  const kdf = names.find((name) => KDF_NAME.test(name));
  return kdf === undefined || KDF_DOOR.test(file) || /\/kdf(-[a-z0-9-]+)?\.js$/.test(module) ? undefined : ['kdf', `${kdf} from ${module}`];
}

function checkGlobals(file: string, place: Place): [rule: string, detail: string] | undefined {
  const called = place.node.type === 'CallExpression' ? nameOf(place.node['callee']) : undefined;
  if (called !== undefined && CONNECTING.includes(called)) return ['network', called];
  const name = isReference(place) ? nameOf(place.node) : globalMember(place.node);
  if (name === undefined) return undefined;
  if (NETWORK.includes(name)) return ['network', name];
  if (CODE_FROM_TEXT.includes(name)) return ['code from text', name];
  if (HOST.includes(name) && !(file.startsWith('cli/') && (name === 'process' || name === 'Buffer'))) return ['host', name];
  return name === 'console' && !TERMINAL_DOORS.test(file) ? ['terminal', name] : undefined;
}

function checkTerminal(file: string, { node }: Place): [rule: string, detail: string] | undefined {
  if (TERMINAL_DOORS.test(file)) return undefined;
  if (node.type === 'MemberExpression' && nameOf(node['object']) === 'process') {
    const name = nameOf(node);
    return name === undefined || STREAMS.includes(name) ? ['terminal', `process.${name ?? '?'}`] : undefined;
  }
  if (node.type !== 'VariableDeclarator' || nameOf(node['init']) !== 'process' || !isNode(node['id'])) return undefined;
  const taken = listOf(node['id']['properties']).map((property) => (isNode(property) ? nameOf(property['key']) : undefined));
  return taken.some((name) => name === undefined || STREAMS.includes(name)) ? ['terminal', 'process taken apart'] : undefined;
}

function checkLimits(file: string, { node }: Place): [rule: string, detail: string] | undefined {
  if (file === LIMIT_DOOR) return undefined;
  if (node.type === 'VariableDeclarator' || node.type === 'Property' || node.type === 'PropertyDefinition') {
    const name = nameOf(node['id'] ?? node['key']);
    const value = node['init'] ?? node['value'];
    const set = name !== undefined && LIMIT_NAME.test(name) && isAmount(value) && !FIXED_BOUNDS.includes(`${file} ${name}`);
    return set ? ['limit', `${name} belongs in ${LIMIT_DOOR} (or in FIXED_BOUNDS, if a standard sets it)`] : undefined;
  }
  if (node.type !== 'NewExpression') return undefined;
  return textOf(listOf(node['arguments'])[0]) === 'limit.exceeded' ? ['limit', `a refusal beside ${LIMIT_DOOR}`] : undefined;
}

function checkKdf(file: string, place: Place): [rule: string, detail: string] | undefined {
  if (KDF_DOOR.test(file)) return undefined;
  const { node } = place;
  const name = nameOf(node);
  if (name === undefined) return undefined;
  if (node.type === 'Literal') return KDF_ALGORITHM.test(name) ? ['kdf', name] : undefined;
  if (node.type === 'MemberExpression' || node.type === 'Identifier') {
    if (name === 'deriveBits' || name === 'deriveKey') return isCalledOrTaken(place) ? ['kdf', name] : undefined;
  }
  return node.type === 'Identifier' && KDF_NAME.test(name) && declares(place) ? ['kdf', `${name} is made here`] : undefined;
}

/** `subtle.deriveBits`, `const { deriveBits } = subtle`; not a function of ours that happens to bear the name in a type. */
function isCalledOrTaken({ node, parent }: Place): boolean {
  return node.type === 'MemberExpression' || parent?.type === 'Property' || parent?.type === 'CallExpression';
}

function declares({ parent, member }: Place): boolean {
  if (member !== 'id' && member !== 'key') return false;
  if (parent?.type === 'FunctionDeclaration' || parent?.type === 'MethodDefinition') return true;
  const value = parent?.['init'] ?? parent?.['value'];
  return isNode(value) && (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression');
}

function isConst(node: Node): boolean {
  const type = node['typeAnnotation'];
  return isNode(type) && type.type === 'TSTypeReference' && nameOf(type['typeName']) === 'const';
}

function checkTypes(file: string, { node }: Place): [rule: string, detail: string] | undefined {
  if (node.type === 'TSAnyKeyword') return ['any', 'any'];
  if (node.type === 'TSNonNullExpression') return ['non-null', '!'];
  if ((node.type === 'VariableDeclarator' || node.type === 'PropertyDefinition') && node['definite'] === true) return ['non-null', '!:'];
  const cast = node.type === 'TSTypeAssertion' || node.type === 'TSAsExpression';
  return cast && !isConst(node) && file !== CAST_DOOR ? ['cast', `only ${CAST_DOOR} asserts types`] : undefined;
}

const CHECKS = [checkGlobals, checkTerminal, checkLimits, checkKdf, checkTypes];

function checkText(source: string): [rule: string, detail: string, at: number][] {
  const found: [string, string, number][] = [];
  for (const match of source.matchAll(/^[ \t]*\/\/\/[ \t]*<(reference|amd-[a-z]+)/gm))
    found.push(['import', `/// <${match[1] ?? ''}`, match.index]);
  for (const match of source.matchAll(/(?:\/\/|\/\*)\s*@ts-(ignore|expect-error|nocheck)/g))
    found.push(['any', `@ts-${match[1] ?? ''}`, match.index]);
  return found;
}

/** Everything in one source file that breaks a wall. `file` is its path under `src`. */
export function breaches(file: string, source: string): Breach[] {
  const lineOf = (at: number): number => source.slice(0, at).split('\n').length;
  const places = parse(source);
  const found: [string, string, number][] = checkText(source);
  if (!Object.hasOwn(MAY_IMPORT, areaOf(file))) found.push(['folder', `no rule says what ${areaOf(file)} may import`, 0]);
  for (const one of importsOf(places)) {
    const wrong = checkImport(file, one);
    if (wrong) found.push([...wrong, one.at]);
  }
  for (const place of places) {
    for (const check of CHECKS) {
      const wrong = check(file, place);
      if (wrong) found.push([...wrong, place.node.start]);
    }
  }
  return found.map(([rule, detail, at]) => ({ rule, detail, line: lineOf(at) }));
}

/** A name that says where a thing was put and not what it is. */
export function isVagueName(path: string): boolean {
  return /(^|[/._-])(utils?|helpers?)([/._-]|$)/i.test(path);
}
