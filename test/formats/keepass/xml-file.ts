import { type ReadVault, read, sourceOf } from '../../../src/index.js';

/* Databases in the plain XML that KeePass exports, written by hand: what no writer of ours would write. */

/** The base64 of a UUID. */
export function uuid(name: string): string {
  return Buffer.from(name.padStart(16, '.')).toString('base64');
}

export function string(key: string, value: string): string {
  return `<String><Key>${key}</Key><Value>${value}</Value></String>`;
}

export function entry(name: string, inner: string): string {
  return `<Entry><UUID>${uuid(name)}</UUID>${inner}</Entry>`;
}

export function group(name: string, inner = ''): string {
  return `<Group><UUID>${uuid(name)}</UUID><Name>${name}</Name>${inner}</Group>`;
}

/** A whole file: what stands in its root group, and in `Meta`. */
export function database(inner: string, meta = ''): Uint8Array {
  return Buffer.from(`<KeePassFile><Meta>${meta}</Meta><Root>${group('Root', inner)}</Root></KeePassFile>`);
}

export async function readXmlFile(bytes: Uint8Array, options: Parameters<typeof read>[1] = {}) {
  const { vault, report }: ReadVault = await read([sourceOf(bytes)], { ...options, from: 'keepass' });
  return {
    vault,
    items: vault.document.accounts.flatMap(({ items }) => items),
    collections: vault.document.accounts.flatMap(({ collections }) => collections),
    /** Everything but infos, as `severity code pointer`. */
    said: report.findings.flatMap(({ severity, code, source }) => (severity === 'info' ? [] : [`${severity} ${code} ${source ?? ''}`])),
  };
}
