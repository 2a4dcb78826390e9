import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, enforce, isLimitName, parseLimit } from '../../src/core/limits.js';
import { refused } from './refusal.js';

describe('enforce', () => {
  it('allows the limit itself and refuses one more, naming limit, need and place', () => {
    expect(refused(() => enforce(DEFAULT_LIMITS, 'json.depth', 1024))).toBeUndefined();
    const error = refused(() => enforce(DEFAULT_LIMITS, 'json.depth', 1025, '/x'));
    expect(error).toMatchObject({
      code: 'limit.exceeded',
      pointer: '/x',
      limit: { name: 'json.depth', max: 1024, need: 1025 },
      exitCode: 6,
    });
    expect(error?.message).toContain('Limit json.depth is 1024, needed 1025.');
  });
});

describe('parseLimit', () => {
  it.each([
    ['input.bytes=0', 0],
    ['input.bytes=123', 123],
    ['input.bytes=2k', 2000],
    ['input.bytes=2KiB', 2048],
    ['input.bytes=3mib', 3 * 1024 ** 2],
    ['input.bytes=1GB', 1e9],
    ['zip.total-bytes=2GiB', 2 * 1024 ** 3],
  ])('%s', (text, value) => {
    const parsed = parseLimit(text);
    expect(parsed).toEqual({ name: text.split('=')[0], value });
  });

  it.each([
    'input.bytes',
    'input.bytes=',
    'input.bytes=-1',
    'input.bytes=1.5',
    'input.bytes=1e3',
    'input.bytes=01',
    'input.bytes= 1',
    'input.bytes=1 k',
    'input.bytes=1kk',
    'input.bytes=1TiB',
    'input.bytes=1=2',
    'input.bytes=1\n',
    'input.bytes=9999999999999999',
    'input.bytes=999999999999999GiB',
    'unknown=1',
    'toString=1',
    '__proto__=1',
    '=1',
    '',
  ])('refuses %j', (text) => {
    expect(parseLimit(text)).toBeUndefined();
  });

  it.each(Object.keys(DEFAULT_LIMITS))('lets %s be set', (name) => {
    const parsed = parseLimit(`${name}=1k`);
    expect(parsed).toEqual({ name, value: 1000 });
  });

  it('knows its names, and no inherited ones', () => {
    expect(Object.keys(DEFAULT_LIMITS).every(isLimitName)).toBe(true);
    expect(['constructor', '', 'INPUT.BYTES'].some(isLimitName)).toBe(false);
  });
});
