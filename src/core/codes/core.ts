import { codeTable } from './entry.js';

/** Codes of the doors in `core`: bytes, text, JSON, limits. */
export const coreCodes = codeTable({
  'input.empty': { says: 'The input is empty.', todo: 'Check that the export was written completely.' },
  'input.unreadable': { says: 'The input could not be read.', exit: 7 },
  'input.binary': { says: 'The input is not text.', todo: 'Name the format with -f if you know it.' },
  'limit.exceeded': {
    says: 'The input needs more than a safety limit allows.',
    todo: 'If you trust the file, raise the named limit with --limit NAME=VALUE.',
    exit: 6,
  },
  'text.not-utf8': { says: 'The text is not valid UTF-8.', todo: 'Save the export again as UTF-8.' },
  'json.syntax': { says: 'The JSON text is broken at this place.', todo: 'The file may be cut short: export it again.' },
  'json.key-duplicate': {
    says: 'An object names the same member twice, so its meaning is not certain.',
    todo: 'Export the file again, or remove one of the two members.',
  },
  'json.key-forbidden': { says: 'An object has a member named __proto__, which is refused.' },
  'json.number-unsafe': { says: 'A number is beyond 2^53 and cannot be held exactly.' },
  'json.number-as-text': { says: 'A number beyond 2^53 was kept as text, digit for digit.' },
});
