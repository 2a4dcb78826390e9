import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** False when the machine has no ssh-keygen; the tests that need it then say so in their titles. */
export const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

/** A title that shows why its tests do not run. */
export function withKeygen(title: string): string {
  return hasKeygen ? title : `${title} (skipped: no ssh-keygen on this machine)`;
}

function inFolder<T>(work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cx-ssh-'));
  try {
    return work(join(folder, 'key'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('ssh-keygen', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ssh-keygen ${args[0]}: ${stderr}`);
  return stdout;
}

/** A new private key file and its public line. */
export function generate(args: readonly string[], comment: string, passphrase = ''): { pem: string; line: string } {
  return inFolder((file) => {
    run([...args, '-q', '-N', passphrase, '-C', comment, '-f', file]);
    return { pem: readFileSync(file, 'utf8'), line: readFileSync(`${file}.pub`, 'utf8').trim() };
  });
}

/** What ssh-keygen derives from a private key file: the public line, which ends with the comment. */
export function publicLineOf(pem: string): string {
  return inFolder((file) => {
    writeFileSync(file, pem, { mode: 0o600 });
    return run(['-y', '-f', file]).trim();
  });
}

/** The fingerprint that ssh-keygen shows for a public line. */
export function fingerprintOf(line: string): string {
  return inFolder((file) => {
    writeFileSync(file, `${line}\n`);
    return run(['-l', '-f', file]).split(' ')[1] ?? '';
  });
}
