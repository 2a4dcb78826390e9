import { utf8 } from '../../src/core/bytes.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { type ParsedCxf, type ParseOptions, parseCxf } from '../../src/cxf/parse.js';

/** base64url of `item-1`, and so on: identifiers of our own. */
export function idOf(text: string): string {
  return Buffer.from(text).toString('base64url');
}

export function header(accounts: readonly JsonValue[], more: JsonObject = {}): JsonObject {
  return {
    version: { major: 1, minor: 0 },
    exporterRpId: 'vault.example',
    exporterDisplayName: 'Vault',
    timestamp: 1_760_000_000,
    accounts,
    ...more,
  };
}

export function account(items: readonly JsonValue[], more: JsonObject = {}): JsonObject {
  return { id: idOf('account'), username: 'ada', email: 'ada@example.com', collections: [], items, ...more };
}

export function item(credentials: readonly JsonValue[], more: JsonObject = {}): JsonObject {
  return { id: idOf('item'), title: 'Example', credentials, ...more };
}

/** A document with one account that holds one item. */
export function withItem(credentials: readonly JsonValue[], more: JsonObject = {}): JsonObject {
  return header([account([item(credentials, more)])]);
}

export function field(fieldType: string, value: string, more: JsonObject = {}): JsonObject {
  return { fieldType, value, ...more };
}

export const login: JsonObject = {
  type: 'basic-auth',
  username: field('string', 'ada'),
  password: field('concealed-string', 'correct horse'),
};

export async function parse(value: JsonValue, options: ParseOptions = {}): Promise<ParsedCxf> {
  return parseCxf(utf8(JSON.stringify(value)), options);
}

/** What a finding says, in one line. */
export function said({ findings }: Pick<ParsedCxf, 'findings'>): string[] {
  return findings.map(({ severity, code, source }) => `${severity} ${code} ${source}`);
}

/** A pointer into a document made by `withItem`. */
export function inItem(pointer: string): string {
  return `/accounts/0/items/0${pointer}`;
}
