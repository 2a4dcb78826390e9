import { describe, expect, it } from 'vitest';
import { CODES, type Code } from '../../src/core/codes/index.js';
import { CxError } from '../../src/core/errors.js';

const codes = Object.keys(CODES).filter((code): code is Code => Object.hasOwn(CODES, code));

describe('CxError', () => {
  it('moves its place below a prefix and keeps everything else', () => {
    const limit = { name: 'csv.rows', max: 1, need: 2 } as const;
    const error = new CxError('limit.exceeded', { pointer: '/row/2', hint: 'Smaller.', limit });
    const moved = error.at('/input/1');
    expect(moved).toMatchObject({
      code: 'limit.exceeded',
      pointer: '/input/1/row/2',
      hint: 'Smaller.',
      limit,
      exitCode: 6,
      name: 'CxError',
    });
    expect(moved.message).toBe(error.message);
    expect(error.pointer).toBe('/row/2');
    expect(new CxError('json.syntax').at('/x')).toMatchObject({ pointer: '/x', hint: CODES['json.syntax'].todo });
    expect(new CxError('zip.hostile').at('/x').hint).toBeUndefined();
  });

  it('says what the table says, and never what it is told', () => {
    const facts = { pointer: '/secret-pointer', hint: 'secret-hint' };
    for (const code of codes) expect(new CxError(code, facts).message).toBe(CODES[code].says);
  });

  it('ends the command as the table says, else with 3', () => {
    expect(new CxError('format.unknown').exitCode).toBe(2);
    expect(new CxError('cxf.not-a-document').exitCode).toBe(3);
  });
});

/** Begins with a capital (or a command in backticks), ends with a full stop (or a colon and a command to copy), one line, no doubled blanks, closed brackets and quotes. */
function isSentence(text: string): boolean {
  const isClosed = ['()', '""', '``'].every(([open = '', close = '']) => text.split(open).length === text.split(close).length);
  return /^(?:[A-Z]|`[a-z])[^\n\r\t]{8,}(?:\.|: cxf [^:]+)$/.test(text) && !text.includes('  ') && !text.endsWith('..') && isClosed;
}

describe('the table of codes', () => {
  it.each(codes)('%s: says a complete sentence, and advice is one too', (code) => {
    const { says, todo, exit } = CODES[code];
    expect(isSentence(says), says).toBe(true);
    if (todo !== undefined) expect(isSentence(todo), todo).toBe(true);
    if (exit !== undefined) expect([1, 2, 3, 4, 5, 6, 7, 130]).toContain(exit);
    expect(code).toMatch(/^[a-z0-9]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
  });

  it('says something else for each code', () => {
    const said = codes.map((code) => CODES[code].says);
    expect(said.filter((text, i) => said.indexOf(text) !== i)).toEqual([]);
    expect(codes.length).toBeGreaterThan(90);
  });
});
