import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/core/bytes.js';
import type { CxError } from '../../src/core/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/core/limits.js';
import { isXmlText, readXml, withoutNonXml, writeXml, type XmlElement, type XmlOutput } from '../../src/core/xml.js';
import { refusal, refused } from './refusal.js';

const limits = DEFAULT_LIMITS;
const read = (text: string): Promise<XmlElement> => readXml([utf8(text)], limits);
const refusedText = (text: string, more: Partial<Limits> = {}): Promise<CxError | undefined> =>
  refusal(() => readXml([utf8(text)], { ...limits, ...more }));

describe('readXml', () => {
  it('gives elements, attributes, text and lines', async () => {
    const root = await read(
      '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<a x="1 &lt; 2">\n <b>t&amp;<![CDATA[<c>]]>&#x1F511;</b>\n <!-- no --><b/>\n</a>',
    );
    expect(root).toMatchObject({ name: 'a', text: '', line: 2 });
    expect(root.attributes).toEqual(new Map([['x', '1 < 2']]));
    expect(root.children).toMatchObject([
      { name: 'b', text: 't&<c>\u{1f511}', line: 3, children: [] },
      { name: 'b', text: '', line: 4 },
    ]);
  });

  it('keeps blanks that are all of a text, and words between elements', async () => {
    expect((await read('<a> \n</a>')).text).toBe(' \n');
    expect((await read('<a> one <b/> two </a>')).text).toBe(' one  two ');
  });

  it('turns line ends into line feeds, as XML asks', async () => {
    expect((await read('<a>1\r\n2\r3&#13;</a>')).text).toBe('1\n2\n3\r');
  });

  it('never makes members of an object from names', async () => {
    const root = await read('<__proto__ constructor="1" __proto__="2"><toString/></__proto__>');
    expect(root.name).toBe('__proto__');
    expect(root.attributes.get('__proto__')).toBe('2');
    expect(root.attributes.get('toString')).toBeUndefined();
  });

  it('takes text that is cut anywhere', async () => {
    const text = '<?xml version="1.0"?><a x="ü">ä\u{1f511}&amp;<b>ö</b></a>';
    const bytes = utf8(text);
    const whole = await read(text);
    for (let at = 0; at <= bytes.length; at++) expect(await readXml([bytes.subarray(0, at), bytes.subarray(at)], limits)).toEqual(whole);
  });

  it.each(
    [
      ['xml.doctype-refused', '<!DOCTYPE a><a/>'],
      ['xml.doctype-refused', '<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY b "c">]><a>&b;</a>'],
      ['xml.doctype-refused', `<!DOCTYPE a [<!ENTITY a "x">${'<!ENTITY b "&a;&a;">'.repeat(1000)}]><a>&b;</a>`],
      ['xml.syntax', '<a>&hunter2;</a>'],
      ['xml.syntax', '<a>&#0;</a>'],
      ['xml.syntax', '<a>&#xD800;</a>'],
      ['xml.syntax', '<a>\u0001</a>'],
      ['xml.syntax', '<a><b></a></b>'],
      ['xml.syntax', '<a'],
      ['xml.syntax', '<a>'],
      ['xml.syntax', '<a/><b/>'],
      ['xml.syntax', '<a/>text'],
      ['xml.syntax', '<a x="1" x="2"/>'],
      ['xml.syntax', '<a x=1/>'],
      ['xml.syntax', ''],
      ['xml.syntax', 'text'],
      ['xml.encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
      ['xml.encoding', '<?xml version="1.0" encoding="utf-7"?><a/>'],
    ].map(([code = '', text = '']) => [code, text.slice(0, 60), text] as const),
  )('%s: %j', async (code, _, text) => {
    const error = await refusedText(text);
    expect(error?.code).toBe(code);
    expect(error?.message).not.toContain('hunter2');
  });

  it('names the line of a break', async () => {
    expect(await refusedText('<a>\n<b>\n</a>')).toMatchObject({ code: 'xml.syntax', pointer: '/line/3' });
  });

  it('refuses bytes that are not UTF-8', async () => {
    for (const bytes of [
      Uint8Array.of(0x3c, 0x61, 0xff),
      Uint8Array.of(0xff, 0xfe, 0x3c, 0),
      Uint8Array.of(0x3c, 0x61, 0x2f, 0x3e, 0xc3),
    ]) {
      expect((await refusal(() => readXml([bytes], limits)))?.code).toBe('text.not-utf8');
    }
  });

  it('bounds depth and number of elements, and is not slowed by references', async () => {
    const deep = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    expect((await read(deep(1024))).name).toBe('a');
    expect(await refusedText(deep(1025))).toMatchObject({ code: 'limit.exceeded', limit: { name: 'xml.depth', need: 1025 } });
    const many = `<a>${'<b/>'.repeat(10)}</a>`;
    expect(await refusedText(many, { 'xml.elements': 10 })).toMatchObject({ limit: { name: 'xml.elements', need: 11 } });
    expect((await read(`<a>${'&#38;'.repeat(200_000)}</a>`)).text).toHaveLength(200_000);
  });
});

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9._-]{0,5}$/);
const text = fc.string({ unit: 'binary', maxLength: 12 }).map(withoutNonXml);
const nodeOver = (children: fc.Arbitrary<XmlOutput[]>): fc.Arbitrary<XmlOutput> =>
  fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3 }).map((members) => new Map(Object.entries(members))),
    // Blanks alone beside elements are indentation.
    text: text.map((value) => (/^[ \t\r\n]*$/.test(value) ? '' : value)),
    children,
  });
const few = { maxLength: 3 };
const tree = nodeOver(fc.array(nodeOver(fc.array(nodeOver(fc.constant([])), few)), few));

const plain = ({ name, attributes, text, children }: XmlElement): XmlOutput => ({ name, attributes, text, children: children.map(plain) });

describe('writeXml', () => {
  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (root) => {
        expect(plain(await readXml(writeXml(root), limits))).toEqual(root);
      }),
    );
  });

  it('refuses what XML cannot hold', () => {
    for (const text of ['\0', '\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', 'a\udc00b']) {
      expect(isXmlText(text)).toBe(false);
      expect(refused(() => [...writeXml({ name: 'a', text })])?.code).toBe('xml.character');
      expect(refused(() => [...writeXml({ name: 'a', attributes: new Map([['b', text]]) })])?.code).toBe('xml.character');
      expect(isXmlText(withoutNonXml(text))).toBe(true);
    }
    for (const name of ['', '1', 'a b', 'a>', 'a:b', '·']) expect(refused(() => [...writeXml({ name })])?.code).toBe('xml.character');
  });

  it('random bytes are read or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'<>/a= "\'&;!?[]-#x') }).map(utf8)),
        async (bytes) => {
          await refusal(() => readXml([bytes], limits));
          expect(true).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
