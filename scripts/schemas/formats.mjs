/** The JSON Schema of `cxf formats --json` (src/cli/formats-run.ts). */
import { ABILITIES } from '../../dist/formats/format.js';
import { FILES } from '../../dist/routes/files.js';
import { KINDS } from '../../dist/routes/kinds.js';
import { SYSTEMS } from '../../dist/routes/manager.js';

const text = { type: 'string' };
const ref = (name) => ({ $ref: `#/$defs/${name}` });
const list = (items, description) => ({ type: 'array', items, ...(description && { description }) });

function object(description, properties, optional = []) {
  return {
    description,
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}

const kept = {
  keeps: list(ref('Kind'), 'What is known to be kept.'),
  unclear: list(ref('Kind'), 'Of what nobody has said. The rest is not kept.'),
};
const outcome = {
  survives: list(ref('Kind'), 'What is known to arrive.'),
  unclear: list(ref('Kind'), 'Of what nobody has said whether it arrives.'),
  leftBehind: list(ref('Kind'), 'What the manager before holds and does not arrive.'),
};

const $defs = {
  Kind: { description: 'What people keep in a manager.', enum: [...KINDS] },
  FileName: { description: 'A kind of file, as FORMAT:VARIANT.', enum: Object.keys(FILES) },
  Evidence: object('How a fact is known.', {
    how: {
      description:
        'measured: a program of the maker was run. source: read in its code or files. reported: said by others, or by its maker.',
      enum: ['measured', 'source', 'reported'],
    },
    of: text,
    seen: { ...text, pattern: '^[0-9]{4}-[0-9]{2}$', description: 'Year and month of what was looked at.' },
  }),
  Kept: object('What a way keeps.', kept, ['unclear']),
  FileWay: object(
    'Kinds of file that a manager writes, or reads.',
    { files: list(ref('FileName')), ...kept, note: text, evidence: ref('Evidence') },
    ['unclear', 'note'],
  ),
  ExchangeWay: object(
    'The exchange from app to app on one system.',
    { system: { enum: Object.keys(SYSTEMS) }, sends: ref('Kept'), takes: ref('Kept'), note: text, evidence: ref('Evidence') },
    ['sends', 'takes', 'note'],
  ),
  NoExchange: object('There is no exchange (isKnown), or nobody has said.', { isKnown: { type: 'boolean' }, evidence: ref('Evidence') }),
  Manager: object(
    'What a manager lets out (asked for with --from) and takes in (--to).',
    {
      id: text,
      label: text,
      names: list(text, 'What else people call it.'),
      keepsInside: list(ref('Kind'), 'What it holds and lets out by no way that is known.'),
      exports: list(ref('FileWay')),
      imports: list(ref('FileWay')),
      exchange: { anyOf: [list(ref('ExchangeWay')), ref('NoExchange')] },
      windowsProvider: { ...ref('Evidence'), description: 'Windows 11 can use it as its provider of passkeys.' },
    },
    ['names', 'keepsInside', 'exports', 'imports', 'windowsProvider'],
  ),
  Variant: object(
    'A kind of file that this program reads or writes.',
    {
      id: text,
      label: text,
      reads: { type: 'boolean' },
      writes: { type: 'boolean' },
      stores: list({ enum: [...ABILITIES] }, 'What it keeps beside logins.'),
      cannotHold: list(text, 'Plural nouns.'),
      instead: { ...text, description: 'The better choice, as a sentence.' },
    },
    ['instead'],
  ),
  Format: object('A format of this program.', { id: text, label: text, variants: list(ref('Variant')) }),
  Step: object(
    'One step: from one manager into the next.',
    {
      how: {
        description:
          'file: export, convert where there is a command, import. exchange: from app to app. provider: the passkeys stay, and Windows 11 ' +
          'asks this manager for them. none: no way is known, and the note says why.',
        enum: ['file', 'exchange', 'provider', 'none'],
      },
      from: text,
      to: text,
      exports: ref('FileName'),
      imports: ref('FileName'),
      command: { ...text, description: 'How this program makes the second file from the first; without it the file is imported as it is.' },
      systems: list({ enum: Object.keys(SYSTEMS) }),
      ...outcome,
      notes: list(text, 'What a person must know, as sentences.'),
      evidence: list(ref('Evidence')),
    },
    ['exports', 'imports', 'command', 'systems'],
  ),
  Route: object('A way from one manager to the other.', { steps: { ...list(ref('Step')), minItems: 1 }, ...outcome }),
};

export function formatsSchema() {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:credential-exchange:schemas:formats',
    title: 'Formats, managers and the ways between them',
    ...object(
      'The answer of `cxf formats --json`. With --from and --to it has routes: those with passkeys first.',
      {
        version: { const: 1 },
        formats: list(ref('Format')),
        managers: list(ref('Manager')),
        routes: { ...list(ref('Route')), minItems: 1 },
        withoutPasskeys: { ...text, description: 'Why no route brings passkeys for certain, as a sentence.' },
      },
      ['routes', 'withoutPasskeys'],
    ),
    $defs,
  };
}
