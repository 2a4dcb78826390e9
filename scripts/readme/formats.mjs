/** What the tables of formats say: every kind of file, its directions, what it keeps. */
import { ABILITIES, ABILITY_WORDS } from '../../dist/formats/format.js';
import { markdownTable } from './sections.mjs';

const words = (abilities) => abilities.map((ability) => ABILITY_WORDS[ability]);
const mark = (holds) => (holds ? '✓' : '–');
const direction = ({ reads, writes }) => [reads && 'read', writes && 'write'].filter(Boolean).join(', ');
const name = (format, { id }) => `\`${format.id}:${id}\`${id === format.defaultVariant ? ' (default)' : ''}`;

/** For the README of the project: what a person asks first. */
export function formatsTable(formats) {
  const shown = ['passkeys', 'totp', 'files', 'cards', 'ssh-keys', 'custom-fields', 'history'];
  const rows = formats.flatMap((format) =>
    format.variants.map((variant) => [
      format.label,
      `\`${format.id}:${variant.id}\``,
      direction(variant),
      ...shown.map((ability) => mark(variant.stores[ability])),
    ]),
  );
  return markdownTable(['Manager', 'Name', 'Directions', ...words(shown)], rows);
}

/** For the README of a format: all it keeps beside logins, and what it cannot. */
export function variantsTable(format) {
  return familyTable([format]);
}

/** The same for a family of formats in one folder. */
export function familyTable(formats) {
  const variants = formats.flatMap((format) => format.variants.map((variant) => ({ format, variant })));
  const rows = variants.map(({ format, variant }) => {
    const kept = ABILITIES.filter((ability) => variant.stores[ability]);
    const missing = ABILITIES.filter((ability) => !variant.stores[ability]);
    return [name(format, variant), variant.label, direction(variant), words(kept).join(', ') || '–', words(missing).join(', ') || '–'];
  });
  return markdownTable(['Name', 'File', 'Directions', 'Keeps, beside logins', 'Has no place for'], rows);
}

/** What each kind of file loses by its nature, as its variant declares it: a row for each entry, a column for each of its members. */
export function lossesTable(format) {
  const entries = format.variants.flatMap((variant) => (variant.expectedLosses ?? []).map((loss) => ({ file: variant.label, ...loss })));
  const columns = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
  if (columns.length === 0) return '';
  return markdownTable(
    columns,
    entries.map((entry) => columns.map((column) => String(entry[column] ?? ''))),
  );
}
