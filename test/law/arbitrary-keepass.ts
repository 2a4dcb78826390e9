import * as fc from 'fast-check';
import { asJson } from '../../src/core/brand.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { isXmlText } from '../../src/core/xml.js';
import { text, url, words } from './arbitrary-text.js';
import { uuid } from './forms/keepass.js';

/** What stands outside the inner cipher has to be XML; a line end of other systems is one of XML's. */
const plain = text.filter(isXmlText);
const label = words.filter((value) => isXmlText(value) && value.trim() === value);
const hidden = label.map((value): JsonValue => ({ '@ProtectInMemory': 'True', '#text': value }));

const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);

const times = fc
  .record(
    { CreationTime: instant, LastModificationTime: instant, ExpiryTime: instant, Expires: fc.constantFrom('True', 'False') },
    { requiredKeys: [] },
  )
  .map((value) => asJson(value));

const strings = fc
  .record({
    known: fc.record(
      { Title: plain, UserName: plain, Password: hidden, URL: url.filter(isXmlText), Notes: plain, KP2A_URL_1: url.filter(isXmlText) },
      { requiredKeys: ['Title'] },
    ),
    own: fc.uniqueArray(fc.record({ Key: label, Value: fc.oneof(plain, hidden) }), { maxLength: 3, selector: ({ Key }) => Key }),
  })
  .map(({ known, own }) =>
    [...Object.entries(known).map(([Key, Value]) => ({ Key, Value: Value ?? '' })), ...own]
      .filter(({ Value }) => Value !== '')
      .sort((a, b) => (a.Key < b.Key ? -1 : 1)),
  );

const entry = fc
  .record(
    {
      Times: times,
      String: strings,
      IconID: fc.constantFrom('0', '13', '68'),
      Tags: fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 3 }).map((tags) => tags.join(';')),
      OverrideURL: plain,
      Binary: fc.uniqueArray(fc.record({ Key: label, Value: fc.record({ content: fc.string({ unit: 'binary-ascii' }) }) }), {
        maxLength: 2,
        selector: ({ Key }) => Key,
      }),
    },
    { requiredKeys: ['String'] },
  )
  .map((value) => asJson(value));

const group = fc.letrec<{ node: JsonObject }>((tie) => ({
  node: fc
    .record(
      {
        Name: plain,
        Notes: plain,
        Times: times,
        Entry: fc.array(entry, { maxLength: 3 }),
        Group: fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('node'), { maxLength: 2 })),
      },
      { requiredKeys: ['Name'] },
    )
    .map((value) => asJson(value)),
})).node;

/** A random database: nested groups, entries with strings of any text, attachments. */
export const arbitraryDatabase: fc.Arbitrary<JsonObject> = group.map((root) => {
  let next = 1000;
  const numbered = (value: JsonObject): JsonObject => ({
    UUID: uuid(next++),
    ...value,
    ...below(value, 'Entry'),
    ...below(value, 'Group'),
  });
  const below = (value: JsonObject, name: string): JsonObject => {
    const list = value[name];
    return isJsonArray(list) ? { [name]: list.filter(isJsonObject).map(numbered) } : {};
  };
  return { Meta: { DatabaseName: 'Random' }, Root: { Group: [numbered(root)] } };
});
