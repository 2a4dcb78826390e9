import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inChild, paired } from './measure.mjs';
import { bitwardenJson } from './vaults.mjs';

const LOGINS = 10_000;
const RUNS = 3;
const judges = fileURLToPath(new URL('../test/judges/', import.meta.url));

/**
 * Bitwarden JSON to CXF, beside Bitwarden's own SDK: how many times faster. The SDK takes the items in (it encrypts them, its only way
 * in) and writes CXF; opening it is not counted.
 */
export async function sdk(folder) {
  const row = { what: "10,000 logins to CXF: Bitwarden's own SDK / ours", least: 8 };
  if (!existsSync(join(judges, 'node_modules/@bitwarden/sdk-internal')))
    return [{ ...row, skipped: '@bitwarden/sdk-internal is not installed (npm run judges installs it)' }];
  const file = join(folder, 'bitwarden.json');
  writeFileSync(file, bitwardenJson(LOGINS));
  // Beside the SDK, so that the driver finds it.
  const driver = join(judges, 'node_modules/.bench/bitwarden-sdk.mjs');
  await build({
    entryPoints: [join(judges, 'bitwarden-sdk.ts')],
    outfile: driver,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const ratio = await paired(
    RUNS,
    () => inChild('sdk', file, pathToFileURL(driver).href).ms,
    () => inChild('bitwarden', file).ms,
  );
  return [{ ...row, ratio }];
}
