import { fromAnyBase64, toBase64Url } from '../../src/core/bytes.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';
import { fromBase32, toBase32 } from '../../src/otp/base32.js';
import { isReported, type Outcome, outcomeOf } from './outcome.js';
import type { Form, LeafKind, Path, Plan } from './plan.js';
import { leavesOf, replaced, textsOf } from './tree.js';

/** A tree with a token in every text leaf that can hold one. */
export interface Marked {
  readonly tree: JsonValue;
  readonly tokens: readonly { readonly path: Path; readonly token: string; readonly kind: LeafKind }[];
}

/** Gives every text leaf a unique token of the right shape. */
export function marked(tree: JsonValue, plan: Plan): Marked {
  const tokens: { path: Path; token: string; kind: LeafKind }[] = [];
  let out = tree;
  for (const { path, value } of leavesOf(tree)) {
    if (typeof value !== 'string' || value === '' || path[0] === 'heading') continue;
    const kind = plan.kind(path, value, tree) ?? kindOf(value);
    if (kind === 'fixed') continue;
    const token = `Tok${String(tokens.length).padStart(5, '0')}z`;
    out = replaced(out, path, withToken(kind, token, tokens.length, value));
    tokens.push({ path, token: kind === 'instant' ? String(FIRST_SECOND + tokens.length) : token, kind });
  }
  return { tree: out, tokens };
}

/** Law 1, tokens: each is found exactly once in the decoded output, or its place is in a loss or change. */
export async function tokensAstray({ tree, tokens }: Marked, form: Form, plan: Plan): Promise<string[]> {
  const outcome = await outcomeOf(await form.write(tree), plan.format);
  if (outcome.refused !== undefined) return [`refused: ${outcome.refused}`];
  const output = decoded(outcome.document, outcome);
  return tokens.flatMap(({ path, token, kind }) => {
    const pointer = form.pointer(path, tree);
    const count =
      output.split(token).length - 1 + (kind === 'instant' && output.includes(new Date(Number(token) * 1000).toISOString()) ? 1 : 0);
    // A moment may stand as seconds and, when it says more, in its own spelling.
    if (count === 1 || (kind === 'instant' && count > 0)) return [];
    return count === 0 && isReported(pointer, outcome.findings) ? [] : [`${pointer} (${kind}): found ${count} times`];
  });
}

/** Law 5, naked: what a person typed is there without any extension. */
export async function tokensHidden({ tree, tokens }: Marked, form: Form, plan: Plan): Promise<string[]> {
  const outcome = await outcomeOf(await form.write(tree), plan.format);
  const output = decoded(withoutExtensions(outcome.document), outcome);
  return tokens
    .filter(({ path, token }) => plan.typed(path, tree) && !output.includes(token))
    .map(({ path }) => form.pointer(path, tree))
    .filter((pointer) => !isReported(pointer, outcome.findings) && !isSetAside(pointer, outcome));
}

/** What cannot be read at all is kept whole, as it is, and a warning says so. */
function isSetAside(pointer: string, { findings }: Outcome): boolean {
  return findings.some(({ code, source = '' }) => code.endsWith('set-aside') && `${pointer}/`.startsWith(`${source}/`));
}

function withoutExtensions(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withoutExtensions);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (name === 'extensions' ? [] : [[name, withoutExtensions(member ?? null)] as const])),
  );
}

const FIRST_SECOND = 1_600_000_000;

function withToken(kind: LeafKind, token: string, n: number, value: string): string {
  const bytes = Buffer.from(token.padEnd(16, '.'), 'latin1');
  switch (kind) {
    case 'uuid':
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    case 'base64url':
      return value.startsWith('b64.') ? `b64.${toBase64Url(bytes)}` : toBase64Url(bytes);
    case 'base32':
      return toBase32(bytes);
    case 'otp':
      return /secret=/i.test(value)
        ? value.replace(/(secret=)[^&#]*/i, `$1${toBase32(bytes)}`)
        : value.replace(/[A-Za-z2-7]+$/, toBase32(bytes));
    case 'instant':
      return new Date((FIRST_SECOND + n) * 1000).toISOString();
    case 'url':
      return `${/^[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0] ?? 'https://'}${token}.example/`;
    case 'text':
    case 'fixed':
      return token;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function kindOf(value: string): LeafKind {
  if (UUID.test(value)) return 'uuid';
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}T/.test(value)) return 'instant';
  if (/^(?:otpauth|steam):/.test(value)) return 'otp';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return 'url';
  return /^-----BEGIN/.test(value) ? 'fixed' : 'text';
}

/** Carried values that name what the carry stands beside: no second home of the value, but how it finds it. */
const BESIDE: ReadonlySet<string> = new Set(['of', 'url', 'credentialId']);

/** All texts and numbers of the output and of its files, with what is encoded in them, one a line. */
function decoded(document: JsonValue, { files }: Outcome): string {
  const texts = textsOf(withoutBeside(document, false)).flatMap((text) => [text, ...inside(text)]);
  return [...texts, ...files.values()].join('\n');
}

function inside(text: string): string[] {
  if (UUID.test(text)) return [Buffer.from(text.replaceAll('-', ''), 'hex').toString('latin1')];
  const words = text.match(/[A-Z2-7]{26}/g) ?? [];
  const base32 = words.flatMap((word) => fromBase32(word) ?? []);
  const base64 = text.length >= 20 && !/Tok[0-9]/.test(text) ? (fromAnyBase64(text) ?? fromAnyBase64(text.replace('b64.', ''))) : undefined;
  return [...base32, ...(base64 ? [base64] : [])].map((bytes) => Buffer.from(bytes).toString('latin1'));
}

function withoutBeside(value: JsonValue, inCarry: boolean): JsonValue {
  if (typeof value === 'number') return String(value);
  if (isJsonArray(value)) return value.map((element) => withoutBeside(element, inCarry));
  if (!isJsonObject(value)) return value;
  const carried = inCarry || (typeof value['name'] === 'string' && value['name'].includes('/cx-'));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      carried && BESIDE.has(name) ? [] : [[name, withoutBeside(member ?? null, carried)] as const],
    ),
  );
}
