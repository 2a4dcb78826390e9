/**
 * A Bitwarden vault becomes a CXF document and comes back, through the real command, and what came back is held against what went in.
 * Writes only into a new folder, and removes it. Ends with 1 when anything differs.
 *
 * node demo.mjs [FOLDER]   another folder with bitwarden-vault.json and attachments/
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn, jsonOf, readZip, writeZip } from './archive.mjs';
import { compareFiles, compareMembers } from './compare.mjs';
import { checkPasskeys } from './passkeys.mjs';

const sample = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));
const cxf = fileURLToPath(new URL('../../bin/cxf.mjs', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'cxf-demo-'));

const colours = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
const paint = (code) => (text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
const [bold, dim, red, green] = [paint(1), paint(2), paint(31), paint(32)];

let failures = 0;

function heading(text) {
  console.log(`\n${bold(text)}`);
}

/** Runs the command as a person would, and shows what it says. */
function run(...args) {
  console.log(`  ${dim(`$ cxf ${args.join(' ')}`)}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cxf, ...args], { cwd: work, encoding: 'utf8' });
  for (const line of `${stdout}${stderr}`.trim().split('\n')) {
    console.log(`  ${line.startsWith('✓') ? green(line) : line.startsWith('✗') ? red(line) : line}`);
  }
  if (status !== 0) throw new Error(`cxf ended with ${status}`);
}

function verdict(holds, yes, no) {
  if (!holds) failures++;
  console.log(holds ? `  ${green('✓')} ${yes}` : `  ${red('✗')} ${no}`);
}

function counted({ total, different }, noun) {
  verdict(
    different.length === 0,
    `${total} ${noun} went in, and the same ${total} came back`,
    `${different.length} of ${total} ${noun} differ: ${different.slice(0, 5).join(', ')}`,
  );
}

async function demo() {
  const files = filesIn(sample);
  const source = new Map([['data.json', files.get('bitwarden-vault.json')]]);
  for (const [name, bytes] of files) if (name.startsWith('attachments/')) source.set(name, bytes);
  await writeZip(join(work, 'bitwarden.zip'), source);

  console.log('A Bitwarden vault becomes a FIDO CXF document, and the document a Bitwarden vault again.');
  heading('There');
  run('convert', 'bitwarden.zip', '--include-trash', '-t', 'cxf', '-o', 'vault.cxf.json', '--attachments', 'files');
  heading('Is it CXF 1.0?');
  run('validate', 'vault.cxf.json');
  heading('And back');
  run('convert', 'vault.cxf.json', '--attachments-from', 'files', '-t', 'bitwarden:zip', '-o', 'back.zip');

  heading('What came back');
  const document = JSON.parse(readFileSync(join(work, 'vault.cxf.json'), 'utf8'));
  const back = await readZip(join(work, 'back.zip'));
  const vault = jsonOf(source.get('data.json'));
  counted(compareMembers(vault, jsonOf(back.get('data.json'))), 'members');
  source.delete('data.json');
  back.delete('data.json');
  counted(compareFiles(source, back), 'attachments');
  for (const { rpId, works } of await checkPasskeys(vault, document)) {
    verdict(works, `the passkey of ${rpId} signs, and the public key it was made with agrees`, `the passkey of ${rpId} does not sign`);
  }
}

try {
  await demo();
} catch (error) {
  failures++;
  console.log(`  ${red('✗')} ${error.message}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(failures === 0 ? `\n${green('Nothing was lost.')}` : `\n${red('Something differs.')}`);
process.exitCode = failures === 0 ? 0 : 1;
