import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/core/brand.js';
import type { Fact } from '../../src/cxf/compare/facts.js';
import { CREDENTIALS, isCredentialType } from '../../src/cxf/schema/credential.js';
import { csvFormats } from '../../src/formats/csv/index.js';
import type { Variant } from '../../src/formats/format.js';
import { formats, parseCxf } from '../../src/index.js';
import { everyFile, everything } from './fixtures/cxf.js';
import { pair } from './pair.js';
import { at } from './tree.js';

/** Types that a kind of file takes or leaves as a whole. */
const WHOLE = new Set(['passkey.unsupported', 'passkey.left-behind', 'keepass.passkey-one-only', 'target.no-place']);
const TABLES = new Set(csvFormats.map(({ id }) => id));
const TARGETS = formats.flatMap((format) =>
  format.variants
    .filter(({ reads, writes }) => reads && writes)
    .map((variant) => [format.id, variant.id, variant.expectedLosses ?? [], variant.stores] as const),
);

describe.each(TARGETS)('%s %s', (format, variant, declared, stores) => {
  it('loses and changes what it declares, and declares what it loses and changes', async () => {
    const { reported } = await pair(await vaultOfEverything(variant), format, variant);
    const ofRow = (fact: Fact, code: string) => (TABLES.has(format) ? memberOfRow(fact, code, stores) : undefined);
    const observed = new Map(reported.map(({ fact, code, source }) => [ofRow(fact, code) ?? memberOf(fact, code, source), code]));
    // Of a type that has no place at all, further ones need no word.
    for (const [member, code] of observed)
      if (observed.has(`further ${member}`) && code === 'target.no-place') observed.delete(`further ${member}`);
    expect([...observed].sort()).toEqual(declared.map(({ member, code }) => [member, code]).sort());
  });
});

/** Everything that is valid: what does not fit its own member is moved by every writer. */
async function vaultOfEverything(variant: string) {
  const text = JSON.stringify(everything).replace('/a,b', '/ab');
  const { document } = await parseCxf(Buffer.from(text));
  const accounts = document.accounts.map((account) => ({
    ...account,
    items: account.items.map((item) =>
      item.title === 'Odd ones' ? { ...item, credentials: item.credentials.filter(({ type }) => type === 'vendor-type') } : item,
    ),
  }));
  const files = new Map([...everyFile].map(([id, content]) => [id, fileOf(content)]));
  expect(jsonOf(text), variant).toBeTypeOf('object');
  return { document: { ...document, accounts }, files, origins: new WeakMap() };
}

function fileOf(content: string) {
  const bytes = new Uint8Array(Buffer.from(content));
  return {
    size: bytes.length,
    async *open(): AsyncGenerator<Uint8Array> {
      yield bytes;
    },
  };
}

/** What tables of one row an item say in their own way; undefined for what they say like all others. */
function memberOfRow({ kind, member }: Fact, code: string, stores: Variant['stores']): string | undefined {
  if (code === 'csv.item-left-out') return 'items without a login';
  if (code === 'folder.left-behind') return 'collections';
  if (kind === 'custom-fields' && member !== 'label') return kind;
  // A row has one place for each.
  const isHeldOnce = kind === 'basic-auth' || (kind === 'note' && code === 'note.holds-value') || (kind === 'totp' && stores.totp);
  if (isHeldOnce && (code === 'note.holds-value' || code === 'target.no-place')) return `further ${kind}`;
  return code === 'note.holds-value' && Object.hasOwn(CREDENTIALS, kind) ? kind : undefined;
}

/** The name under which a loss is declared. */
function memberOf({ kind, member, pointer }: Fact, code: string, source: string): string {
  if (code === 'target.no-place' && /\/items\/[0-9]+$/.test(source) && !source.includes('/collections/')) return 'other items';
  if (code === 'target.no-place' && /\/androidApps\/[0-9]+$/.test(source)) return 'scope.androidApps';
  const [credential] = /^.*\/credentials\/[0-9]+/.exec(pointer) ?? [];
  if (code === 'target.no-place' && source === credential && isCredentialType(kindOf(kind))) return `${ordinalOf(source)}${kindOf(kind)}`;
  if (kind === 'collection' && member === 'in') return 'items in collections';
  if (kind === 'scope' && member === 'url') return 'scope.urls';
  if (kind === 'custom-fields' && /\/fields\/[0-9]+$/.test(pointer)) return 'custom-fields.fields';
  if (kind === 'field-type') return 'custom-fields.fieldType';
  if (kind === 'extension') return 'extensions of others';
  if (member === 'credential' && !Object.hasOwn(CREDENTIALS, kind)) return 'credentials of unknown types';
  if (member === 'vendorMember') return 'unknown members';
  if (kind === 'collection' && member === 'path') return 'collections without items';
  if (member === 'tag') return 'item.tags';
  if (kind === 'scope' && member === 'url') return 'scope.urls';
  if (kind === 'scope') return `scope.androidApps.${member.split('.', 1).join()}`;
  if (kind === 'file' || kind === 'item-reference' || (kind === 'passkey' && code !== 'target.no-place'))
    return WHOLE.has(code) ? kind : `${kind}.${member}`;
  return `${kind}.${member.split('.', 1).join()}`;
}

/** The type of a field is a part of its section. */
function kindOf(kind: string): string {
  return kind === 'field-type' ? 'custom-fields' : kind;
}

/** `further ` for a credential that is not the first of its type in its item. */
function ordinalOf(pointer: string): string {
  return pointer.endsWith('/credentials/0') || !TWICE.test(titleAt(pointer)) ? '' : 'further ';
}

const TWICE = /^Two /;

function titleAt(pointer: string): string {
  const items = at(everything, ['accounts', 0, 'items', Number(/\/items\/([0-9]+)/.exec(pointer)?.[1]), 'title']);
  return typeof items === 'string' ? items : '';
}
