import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Finding, Gap } from '../../src/core/report.js';

/** What the engine in `engine/` shall do; everything left out is harmless. */
export interface Engine {
  readonly needs?: readonly { readonly role: string; readonly kind: string; readonly expect?: string }[];
  readonly findings?: readonly Finding[];
  readonly gaps?: readonly Gap[];
  readonly files?: Readonly<Record<string, string>>;
  readonly megabytes?: number;
  readonly chunkWaits?: number;
  readonly waits?: number;
  readonly says?: boolean;
  readonly breaks?: boolean;
  readonly throws?: string;
  readonly canary?: string;
  readonly rejects?: string;
  readonly locked?: boolean;
  readonly unknown?: boolean;
  readonly format?: string;
  readonly verdicts?: Readonly<Record<string, readonly Finding[]>>;
}

export interface Options {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Left out: the real engine. */
  readonly engine?: Engine;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

const bin = fileURLToPath(new URL('../../bin/cxf.mjs', import.meta.url));
const register = new URL('engine/register.mjs', import.meta.url).href;

/** A shell command that starts cxf; arguments follow it. */
export function command(options: Options): string {
  return [process.execPath, ...(options.engine ? ['--import', register] : []), bin].map((word) => `'${word}'`).join(' ');
}

/** Starts a shell script in a session of its own, so without a terminal; `cxf` in it is the command under test. */
export function start(script: string, options: Options = {}): ChildProcess {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: '/nonexistent', TERM: 'xterm', ...options.env };
  if (options.engine) env['CXF_ENGINE'] = JSON.stringify(options.engine);
  return spawn('bash', ['-c', `cxf() { ${command(options)} "$@"; }\n${script}`], { cwd: options.cwd, env, detached: true });
}

/** Runs a shell script to its end. */
export async function sh(script: string, options: Options = {}): Promise<Ran> {
  const child = start(script, options);
  const began = performance.now();
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  const code = await ended;
  return { code, stdout: await stdout, stderr: await stderr, ms: performance.now() - began };
}

/** Runs cxf with these arguments, each as it is. */
export async function cxf(args: readonly string[], options: Options = {}): Promise<Ran> {
  return sh(`cxf ${args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' ')}`, options);
}

async function gather(stream: AsyncIterable<unknown> | null): Promise<string> {
  const parts: Uint8Array[] = [];
  if (stream) for await (const part of stream) if (part instanceof Uint8Array) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Resolves when the process has written `text` to standard output or error; gives everything until then. */
export function saw(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    const look = (chunk: unknown): void => {
      all += String(chunk);
      if (all.includes(text)) resolve(all);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.on('close', () => reject(new Error(`ended without "${text}": ${all}`)));
  });
}

/** A new empty folder, gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cxf-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Everything in a folder, hidden files too, with modes: `out.json 600`. */
export function listing(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => `${name} ${(statSync(join(path, name), { throwIfNoEntry: false })?.mode ?? 0).toString(8).slice(-3)}`);
}

/** The names alone. */
export function names(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
}
