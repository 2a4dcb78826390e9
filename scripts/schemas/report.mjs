/** The JSON Schema of a report (src/core/report.ts), and the list of codes that reports and errors use. */
import { CODES } from '../../dist/core/codes/index.js';

const count = { type: 'integer', minimum: 0 };
const text = { type: 'string' };
const ref = (name) => ({ $ref: `#/$defs/${name}` });

function object(description, properties, optional = []) {
  return { description, type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const $defs = {
  FormatName: object('A kind of file.', {
    format: { ...text, description: 'The id of a format, as `cxf formats` lists it.' },
    variant: { ...text, description: 'One of its kinds of files.' },
  }),
  Gap: object(
    'What a kind of file can never hold: not a loss, but said first.',
    {
      cannotHold: { type: 'array', minItems: 1, items: text, description: 'Plural nouns.' },
      format: text,
      variant: text,
      side: { enum: ['source', 'target'] },
      instead: { ...text, description: 'The better choice, as a sentence.' },
    },
    ['instead'],
  ),
  Counts: object('What the document holds.', {
    items: count,
    credentials: { type: 'object', additionalProperties: count, description: 'By credential type.' },
    files: count,
  }),
  Totals: object('What the findings add up to.', { losses: count, changes: count, passkeysLeftBehind: count }),
  Pointer: {
    description: 'A JSON Pointer (RFC 6901) into the input or output; /zip/…, /row/… and /input/N/… name places that are no JSON.',
    type: 'string',
    pattern: '^(?:/(?:[^~/]|~[01])*)*$',
  },
  Finding: {
    ...object(
      'One thing that happened to one value. It holds no value of the input except, when asked for, the subject.',
      {
        code: ref('Code'),
        severity: {
          description:
            'loss: a value is not in the output. change: it is there, but not as it was. warning: all is there, and something deserves ' +
            'a look. info: worth knowing. error: the document breaks a MUST of the specification.',
          enum: ['error', 'loss', 'change', 'warning', 'info'],
        },
        reason: {
          description: 'Why a value was lost.',
          enum: ['target-has-no-place', 'spec-forbids', 'invalid-value', 'unsupported', 'policy'],
        },
        source: { ...ref('Pointer'), description: 'Where the value stands in the input.' },
        target: { ...ref('Pointer'), description: 'Where it stands in the output.' },
        fix: { ...text, description: "What to do, when it differs from the code's own advice." },
        subject: ref('Subject'),
      },
      ['reason', 'source', 'target', 'fix', 'subject'],
    ),
    if: { properties: { severity: { const: 'loss' } }, required: ['severity'] },
    then: { required: ['reason'] },
  },
  Subject: object("Whom a finding is about, in the owner's words; only when asked for.", { title: text, rpId: text, username: text }, [
    'title',
    'rpId',
    'username',
  ]),
  Code: { description: 'What each says stands in codes.json. Codes are added, never renamed.', enum: Object.keys(CODES) },
};

export function reportSchema() {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:credential-exchange:schemas:report',
    title: 'Report of a conversion',
    ...object(
      'The account of a run: the same bytes for the same input and options. Without `target` it is the account of an input.',
      {
        version: { const: 1 },
        source: ref('FormatName'),
        inputs: {
          description: 'What each of several inputs is; `source` is the first. Pointers then begin with /input/N.',
          type: 'array',
          minItems: 2,
          items: ref('FormatName'),
        },
        target: ref('FormatName'),
        gaps: { type: 'array', items: ref('Gap') },
        counts: ref('Counts'),
        totals: ref('Totals'),
        findings: { type: 'array', items: ref('Finding') },
        locked: { description: 'The input is locked: nothing was read but its kind.', const: true },
      },
      ['inputs', 'target', 'locked'],
    ),
    $defs,
  };
}

/** Every code with its sentence. `exit` is how the command ends when the code is thrown; 3 where none stands. */
export function codeList() {
  return {
    version: 1,
    description:
      'Every code of an error or finding: what it says, what a person can do, how the command ends when it is an error (3 unless said).',
    codes: Object.fromEntries(Object.entries(CODES).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
