import type { ItemBuilder } from '../reading/item-builder.js';
import { NOTE_LABELS, NOTE_MEMBERS } from './managers/lastpass-notes.js';

/** The parts of a typed note: `NoteType:Credit Card`, `Language:pl-PL`, `Label:value` lines, and `Notes:` to the end. */
export interface TypedNote {
  readonly type: string;
  readonly language: string | undefined;
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly notes: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const CONCEALED = /pass|pin\b|secret|key|code|token|cvv|account number|iban/i;
const CUSTOM = /^Custom_[0-9]+$/;

/**
 * Takes a typed note apart; undefined for a plain one. A value goes on until the next label that its type has, so that keys and addresses of
 * several lines stay whole; of a template of the owner's any label of a line counts.
 */
export function parseTypedNote(text: string): TypedNote | undefined {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const [, type] = /^NoteType:(.+)$/.exec(first) ?? [];
  if (type === undefined || !(Object.hasOwn(NOTE_LABELS, type) || CUSTOM.test(type))) return undefined;
  const labels = CUSTOM.test(type) ? undefined : new Set(NOTE_LABELS[type]?.split('|'));
  const [, language] = /^Language:(.*)$/.exec(lines[0] ?? '') ?? [];
  const fields: [string, string][] = [];
  for (let i = language === undefined ? 0 : 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const [, label = '', value = ''] = /^([^:]{1,60}):(.*)$/.exec(line) ?? [];
    if (label === 'Notes') return { type, language, fields, notes: [value, ...lines.slice(i + 1)].join('\n') };
    const last = fields.at(-1);
    if (label !== '' && (labels?.has(label) ?? true)) fields.push([label, value]);
    else if (last) last[1] += `\n${line}`;
    else fields.push(['', line]);
  }
  return { type, language, fields, notes: '' };
}

/** A typed note → the credentials that it spells; what CXF has no member for becomes custom fields. */
export function readTypedNote({ type, language, fields, notes }: TypedNote, item: ItemBuilder): void {
  const members = NOTE_MEMBERS[type] ?? {};
  for (const [label, value] of fields) {
    // `,` is a month without a year and the other way round; `,,` a date without all.
    if (/^[,\s]*$/.test(value)) continue;
    const [credential, member] = (Object.hasOwn(members, label) ? members[label] : undefined) ?? [];
    const isSet = credential !== undefined && member !== undefined && item.set(credential, member, plainDate(value));
    if (!isSet) item.custom(label, value, CONCEALED.test(label) ? 'concealed-string' : 'string');
  }
  if (notes !== '') item.add({ type: 'note', content: { fieldType: 'string', value: notes } });
  item.setting('noteType', type);
  if (language !== undefined && language !== '') item.setting('noteLanguage', language);
}

/** `June,2024` → `2024-06`, `August,3,2000` → `2000-08-03`; month names are English whatever the language. Any other text stays. */
function plainDate(text: string): string {
  const [, name = '', day, year = ''] = /^([A-Z][a-z]+),(?:([0-9]{1,2}),)?([0-9]{4})$/.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  if (month === 0) return text;
  return [year, String(month).padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
}
