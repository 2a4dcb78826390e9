#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';

// The version is answered before anything else is loaded. The exit code is set, never forced: output may still be on its way into a pipe.
// A reader that leaves early (`| head`) is no crash.
process.stdout.on('error', () => undefined);

const argv = process.argv.slice(2);
const main = new URL('../dist/cli/main.js', import.meta.url);

if (argv[0] === '--version' || argv[0] === '-V') {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else if (existsSync(main)) {
  const cli = await import(main.href);
  process.exitCode = await cli.main(argv);
} else {
  process.stderr.write('cxf: not built yet: run `npm install` (or `npm run build`) in its folder first\n');
  process.exitCode = 7;
}
