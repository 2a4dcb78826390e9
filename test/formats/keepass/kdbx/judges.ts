import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/*
 * Other programs that read and write KeePass databases. A test that asks one is skipped, visibly, where it is not installed.
 */

function runs(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { encoding: 'utf8' }).status === 0;
}

export const KEEPASSXC = 'keepassxc-cli';
export const hasKeePassXc = runs(KEEPASSXC, '--version');

/** Debian's, which other Pythons do not see. */
export const PYTHON = '/usr/bin/python3';
export const hasPyKeePass = runs(PYTHON, '-c', 'import pykeepass');

/** The name of a group of tests, with the reason why it is skipped. */
export function judged(name: string, program: string, present: boolean): string {
  return present ? name : `${name} (skipped: ${program} is not installed)`;
}

/** A folder that is gone when the test is over. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kdbx-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export interface Secret {
  readonly password?: string;
  readonly keyFile?: Uint8Array;
}

/** The arguments that open a database in keepassxc-cli. */
function unlocking(inside: string, { password, keyFile }: Secret): string[] {
  if (keyFile) writeFileSync(join(inside, 'key'), keyFile);
  return [...(keyFile ? ['-k', join(inside, 'key')] : []), ...(password === undefined ? ['--no-password'] : [])];
}

/** What keepassxc-cli prints about a database, as bytes; throws with its own words when it fails. */
export function keepassxc(command: string, file: Uint8Array, secret: Secret, ...args: readonly string[]): Buffer {
  return run(folder(), command, file, secret, ...args);
}

/** A database as keepassxc-cli leaves it after a command that saves. */
export function savedByKeepassxc(command: string, file: Uint8Array, secret: Secret, ...args: readonly string[]): Uint8Array {
  const inside = folder();
  run(inside, command, file, secret, ...args);
  return readFileSync(join(inside, 'database.kdbx'));
}

function run(inside: string, command: string, file: Uint8Array, secret: Secret, ...args: readonly string[]): Buffer {
  const path = join(inside, 'database.kdbx');
  writeFileSync(path, file);
  const { status, stdout, stderr } = spawnSync(KEEPASSXC, [command, '-q', ...unlocking(inside, secret), path, ...args], {
    input: `${secret.password ?? ''}\n`,
    env: { ...process.env, LANG: 'C.UTF-8' },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`keepassxc-cli: ${stderr.toString()}`);
  return stdout;
}
