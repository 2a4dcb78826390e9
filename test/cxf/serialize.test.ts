import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import type { JsonValue } from '../../src/core/json.js';
import { parseCxf } from '../../src/cxf/parse.js';
import type { CxfDocument } from '../../src/cxf/schema/document.js';
import { serializeCxf, serializeCxfToBytes } from '../../src/cxf/serialize.js';
import { refusal } from '../core/refusal.js';
import { account, header, idOf, item, login, parse, withItem } from './documents.js';

async function textOf(document: CxfDocument): Promise<string> {
  return Buffer.from(await serializeCxfToBytes(document)).toString();
}

describe('serializeCxf', () => {
  it('writes what JSON.stringify writes, and a line feed', async () => {
    const member = fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }) as fc.Arbitrary<JsonValue>;
    const odd = fc.dictionary(fc.stringMatching(/^x[a-z]{0,3}$/), member, { maxKeys: 3 });
    const items = fc.array(
      odd.map((more) => item([login, { type: 'x', ...more }], more)),
      { maxLength: 4 },
    );
    const accounts = fc.array(
      fc.tuple(items, odd).map(([list, more]) => account(list, more)),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(accounts, odd, async (list, more) => {
        const value = header(list, more);
        // Numbers beyond 2^53 and __proto__ are refused.
        fc.pre((await refusal(() => parse(value))) === undefined);
        const { document, findings } = await parse(value);
        expect(findings).toEqual([]);
        expect(await textOf(document)).toBe(`${JSON.stringify(value)}\n`);
      }),
    );
  });

  it('writes a large document in chunks, which are the whole text', async () => {
    const { document } = await parse(
      header([account(Array.from({ length: 3000 }, (_, i) => item([login], { id: idOf(`i${i}`), title: '😀'.repeat(20) })))]),
    );
    const chunks: Uint8Array[] = [];
    for await (const chunk of serializeCxf(document)) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(3);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(1_000_000);
    expect(Buffer.concat(chunks).toString()).toBe(await textOf(document));
    expect(Buffer.concat(chunks).toString()).toBe(`${JSON.stringify(document)}\n`);
    expect(await textOf(document)).toBe(await textOf(document));
  });

  it('escapes only what must be', async () => {
    const { document } = await parse(withItem([], { title: 'é 😀 / \u2028 < \u007f' }));
    expect(await textOf(document)).toContain('"title":"é 😀 / \u2028 < \u007f"');
    const escaped = await parse(withItem([], { title: '"\\\u0001\n' }));
    expect(await textOf(escaped.document)).toContain('"title":"\\"\\\\\\u0001\\n"');
  });

  it('keeps lone surrogates, in texts and in names', async () => {
    const lone = '{"title":"a\\ud800b","\\udc00":"\\udfff","id":"aXRlbQ","credentials":[]}';
    const text = JSON.stringify(header([account([])])).replace('"items":[]', `"items":[${lone}]`);
    const { document, findings } = await parseCxf(utf8(text));
    expect(findings).toEqual([]);
    expect(document.accounts[0]?.items[0]?.title).toBe('a\ud800b');
    expect(await textOf(document)).toBe(`${text}\n`);
  });

  it('leaves out members that are undefined', async () => {
    const { document } = await parse(header([]));
    expect(await textOf(Object.assign({ gone: undefined }, document, { also: undefined }))).toBe(await textOf(document));
  });
});
