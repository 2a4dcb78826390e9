import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { paired, wholeProcess } from './measure.mjs';
import { bitwardenJson } from './vaults.mjs';

const RUNS = 15;

/** Whole processes beside a node that does nothing. */
export async function startup(folder) {
  const bare = join(folder, 'bare.mjs');
  writeFileSync(bare, '');
  const small = join(folder, 'small.json');
  writeFileSync(small, bitwardenJson(20));
  const cxf = fileURLToPath(new URL('../bin/cxf.mjs', import.meta.url));
  const beside = (args) =>
    paired(
      RUNS,
      () => wholeProcess(args),
      () => wholeProcess([bare]),
    );
  wholeProcess([cxf, '--version']);
  return [
    { what: 'cxf --version / bare node', ratio: await beside([cxf, '--version']), most: 1.2 },
    { what: 'a conversion of 20 logins / bare node', ratio: await beside([cxf, 'convert', small, '-t', 'cxf', '-q']), most: 3.5 },
  ];
}
