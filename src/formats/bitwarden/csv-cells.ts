import { isSpelledName } from '../spelling.js';

/** A line of the `fields` cell. */
export interface FieldLine {
  readonly name: string;
  readonly value: string;
}

/** Several URIs are joined by commas. They are taken apart only when every piece has a scheme: a URL may hold commas of its own. */
export function splitUris(text: string): string[] {
  if (text === '') return [];
  const parts = text.split(',');
  return parts.length > 1 && parts.every((part) => /^[a-z][a-z0-9+.-]*:\/\//i.test(part)) ? parts : [text];
}

/** `name: value`, a line each. A line without a colon goes on with the value before it. */
export function parseFields(text: string): FieldLine[] {
  const fields: { name: string; value: string }[] = [];
  for (const line of text === '' ? [] : text.split('\n')) {
    const colon = colonOf(line);
    const last = fields.at(-1);
    if (colon < 0 && last) last.value += `\n${line}`;
    else fields.push(colon < 0 ? { name: '', value: line } : { name: line.slice(0, colon), value: line.slice(colon + 2) });
  }
  return fields;
}

export function joinFields(fields: readonly FieldLine[]): string {
  return fields.map(({ name, value }) => `${name}: ${value}`).join('\n');
}

/** True when both lists say the same, so that writing lost nothing. */
export function sameFields(a: readonly FieldLine[], b: readonly FieldLine[]): boolean {
  return a.length === b.length && a.every(({ name, value }, i) => name === b[i]?.name && value === b[i]?.value);
}

/** The colon between name and value: the first, unless the name spells out a credential and holds one itself (`Wi-Fi: Network name: x`). */
function colonOf(line: string): number {
  const first = line.indexOf(': ');
  const second = first < 0 ? -1 : line.indexOf(': ', first + 2);
  return second >= 0 && isSpelledName(line.slice(0, second)) ? second : first;
}
