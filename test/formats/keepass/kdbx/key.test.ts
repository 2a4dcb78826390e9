import { describe, expect, it } from 'vitest';
import { sha256, toHex, utf8 } from '../../../../src/core/bytes.js';
import { DEFAULT_LIMITS } from '../../../../src/core/limits.js';
import { keyOfFile } from '../../../../src/formats/keepass/kdbx/key.js';
import { refusal } from '../../../core/refusal.js';
import { KEY_BYTES, KEY_FILES } from './key-kinds.js';

const keyOf = async (text: string): Promise<string> => toHex(await keyOfFile(utf8(text), DEFAULT_LIMITS));
const key = toHex(KEY_BYTES);

describe('keyOfFile', () => {
  it.each(Object.entries(KEY_FILES))('%s', async (name, file) => {
    expect(toHex(await keyOfFile(file, DEFAULT_LIMITS))).toBe(name === 'any file' ? toHex(await sha256(file)) : key);
  });

  it('takes digits of either case, and no line end after them', async () => {
    expect(await keyOf(key.toUpperCase())).toBe(key);
    expect(await keyOf(`${key}\n`)).toBe(toHex(await sha256(utf8(`${key}\n`))));
  });

  it.each([
    '<KeyFile><Meta><Version>2.0</Version></Meta><Key><Data Hash="00000000">00</Data></Key></KeyFile>',
    '<KeyFile><Meta><Version>2.0</Version></Meta><Key><Data>00</Data></Key></KeyFile>',
    '<KeyFile><Meta><Version>2.0</Version></Meta><Key><Data Hash="6E340B9C">0g</Data></Key></KeyFile>',
    '<KeyFile><Meta><Version>1.00</Version></Meta><Key><Data>!</Data></Key></KeyFile>',
    '<KeyFile><Meta><Version>1.00</Version></Meta><Key><Data/></Key></KeyFile>',
    '<KeyFile><Meta><Version>1.00</Version></Meta></KeyFile>',
  ])('a damaged one is no other kind: %s', async (text) => {
    expect(await refusal(() => keyOf(text))).toMatchObject({ code: 'kdbx.key-file-damaged', exitCode: 5 });
  });

  it('the checksum of version 2 is of the key', async () => {
    // SHA-256 of one zero byte begins with 6e340b9c.
    expect(await keyOf('<KeyFile><Meta><Version>2.0</Version></Meta><Key><Data Hash="6E340B9C">00</Data></Key></KeyFile>')).toBe('00');
  });

  it.each(['<other><Key><Data>AQ==</Data></Key></other>', '<KeyFile><Key>', '<!DOCTYPE a><KeyFile/>', '<', ''])(
    '%j is any file',
    async (text) => {
      expect(await keyOf(text)).toBe(toHex(await sha256(utf8(text))));
    },
  );
});
