/** docs/cxf-requirements.md from the tables in src/cxf/validate. Needs a finished build. */
import { cxfQuirkCodes } from '../../dist/core/codes/cxf-quirks.js';
import { cxfRuleCodes } from '../../dist/core/codes/cxf-rules.js';
import { CODES } from '../../dist/core/codes/index.js';
import { REQUIREMENTS } from '../../dist/cxf/validate/requirements.js';
import { QUIRK_MEANINGS, RULE_SEVERITIES } from '../../dist/cxf/validate/spec.js';

/** Where a document breaks each code on purpose; those of whole envelopes and of depth have tests of their own. */
const BROKEN = 'test/cxf/validate/broken.ts';
const PLACES = 'test/cxf/validate/places.test.ts';
const IN_PLACES = new Set(['cxf.envelope-account', 'cxf.envelope-android', 'cxf.id-reused', 'cxf.collection-too-deep']);

/** The whole text of docs/cxf-requirements.md. */
export function requirementsDoc() {
  return [
    '# What CXF 1.0 demands, and what `cxf validate` says',
    '',
    'Made by `npm run generate` from `src/cxf/validate`: do not edit. The sentences are ours; the sections are those of CXF 1.0',
    '(Proposed Standard 2025-08-14 with the errata of 2026-03-09). A broken MUST is an `error` and makes a document invalid, a SHOULD is a',
    '`warning`, and what is recommended, or what importers are told to ignore, an `info`.',
    '',
    '## Requirements',
    '',
    ...table(
      ['requirement', '§', 'level', 'what it demands', 'codes', 'test', 'what a document cannot show'],
      REQUIREMENTS.map(requirement),
    ),
    '',
    '## Rules',
    '',
    'What `validate` finds in a document that could be read.',
    '',
    ...table(
      ['code', 'severity', 'what it says'],
      Object.keys(cxfRuleCodes).map((code) => [tick(code), RULE_SEVERITIES[code], CODES[code].says]),
    ),
    '',
    '## Shapes of drafts and of real exporters',
    '',
    'What reading mends, and what it means to the specification. Reading itself never fails because of one of these.',
    '',
    ...table(['code', '§', 'severity', 'why', 'what it says'], Object.keys(cxfQuirkCodes).map(quirk)),
    '',
  ].join('\n');
}

function requirement({ id, clause, level, says, codes = [], unseen = '' }) {
  const tests = [...new Set(codes.map((code) => (IN_PLACES.has(code) ? PLACES : BROKEN)))];
  return [id, clause, level, says, codes.map(tick).join(', '), tests.map(tick).join(', '), unseen];
}

function quirk(code) {
  const { clause, verdict, because } = QUIRK_MEANINGS[code];
  return [tick(code), clause, typeof verdict === 'string' ? verdict : 'error or warning', because, CODES[code].says];
}

function tick(text) {
  return `\`${text}\``;
}

function table(heading, rows) {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
}
