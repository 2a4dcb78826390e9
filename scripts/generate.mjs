/**
 * Writes every file, and every part of a file, that follows from the code: the schemas and the tables of the READMEs. With --check it
 * writes nothing, names what is stale and ends with 1. Needs a finished build.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { MANAGERS } from '../dist/formats/csv/managers/index.js';
import { FORMATS, formatOf } from '../dist/formats/registry.js';
import { membersTable } from './readme/bitwarden.mjs';
import { columnsSections, familyLosses } from './readme/csv.mjs';
import { credentialsTable, quirksTable } from './readme/cxf.mjs';
import { familyTable, formatsTable, lossesTable, variantsTable } from './readme/formats.mjs';
import { importersTable } from './readme/importers.mjs';
import { stringsTable } from './readme/keepass.mjs';
import { requirementsDoc } from './readme/requirements.mjs';
import { routesDoc } from './readme/routes.mjs';
import { fillSections } from './readme/sections.mjs';
import { cxfSchema } from './schemas/cxf.mjs';
import { formatsSchema } from './schemas/formats.mjs';
import { jsonText } from './schemas/json.mjs';
import { codeList, reportSchema } from './schemas/report.mjs';

const root = new URL('../', import.meta.url);
const read = (path) => (existsSync(new URL(path, root)) ? readFileSync(new URL(path, root), 'utf8') : '');
const sections = (path, fillings) => [path, fillSections(read(path), fillings, path)];

const FILES = [
  ['schemas/cxf-1.0.json', jsonText(cxfSchema())],
  ['schemas/report.json', jsonText(reportSchema())],
  ['schemas/formats.json', jsonText(formatsSchema())],
  ['schemas/codes.json', jsonText(codeList())],
  ['docs/cxf-requirements.md', requirementsDoc()],
  ['docs/routes.md', routesDoc()],
  sections('docs/passkeys.md', { importers: importersTable() }),
  sections('README.md', { formats: formatsTable(FORMATS) }),
  sections('src/formats/cxf/README.md', {
    variants: variantsTable(formatOf('cxf')),
    credentials: credentialsTable(),
    quirks: quirksTable(),
    losses: lossesTable(formatOf('cxf')),
  }),
  sections('src/formats/csv/README.md', {
    variants: familyTable(MANAGERS.map(({ id }) => formatOf(id))),
    columns: columnsSections(MANAGERS),
    losses: familyLosses(MANAGERS),
  }),
  sections('src/formats/bitwarden/README.md', {
    variants: variantsTable(formatOf('bitwarden')),
    members: membersTable(),
    losses: lossesTable(formatOf('bitwarden')),
  }),
  sections('src/formats/keepass/README.md', {
    variants: variantsTable(formatOf('keepass')),
    strings: stringsTable(),
    losses: lossesTable(formatOf('keepass')),
  }),
];

const stale = FILES.filter(([path, content]) => read(path) !== content);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is not what the code says: run npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync(new URL('schemas/', root), { recursive: true });
  for (const [path, content] of stale) {
    writeFileSync(new URL(path, root), content);
    console.log(path);
  }
}
