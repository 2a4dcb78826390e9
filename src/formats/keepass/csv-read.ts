import { type Bytes, sha256, textOf } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { Findings } from '../../core/report.js';
import { readAll, type Source } from '../../core/source.js';
import { Taker } from '../../core/taker.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { CredentialScope, Item } from '../../cxf/schema/item.js';
import { readOtp } from '../../otp/otpauth.js';
import type { Context, ReadResult } from '../format.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import { ItemBuilder, type Origin } from '../reading/item-builder.js';
import { addOtp } from '../reading/one-time-password.js';
import { readReport } from '../report.js';
import { type Column, type Dialect, dialectOf, joinTags, splitTags, TOTP_MEMBER, USUAL_ICON } from './csv-columns.js';
import { readTable } from './csv-escapes.js';
import { Groups } from './csv-groups.js';
import { cellOfSeconds, secondsOfCell } from './csv-times.js';
import { APP_SCHEME, FAVORITE } from './names.js';

/** What the parts of one reading share. */
interface Reading {
  readonly findings: Findings;
  readonly origin: Origin;
  readonly digest: Bytes;
}

/**
 * Reads the CSV of KeePassXC (of six, seven or ten columns) or of KeePass. Columns are found by their headings; a cell without a known one
 * becomes a custom field. One bad row costs one row. Throws `text.not-utf8`, `csv.broken`, `limit.exceeded`, and `keepass.csv-heading` when
 * the first row is no heading: positions alone do not tell a user name from a password.
 */
export async function readCsv(source: Source, context: Context): Promise<ReadResult> {
  const bytes = await readAll(source, context.limits);
  const text = textOf(bytes);
  if (text === undefined) throw new CxError('text.not-utf8');
  const { table, isAssumed } = readTable(text, context.limits);
  const dialect = dialectOf(table.heading);
  if (!dialect) throw new CxError('keepass.csv-heading', { pointer: '/row/0' });
  const reading: Reading = {
    findings: new Findings(),
    origin: { exporter: context.policy.exporter ?? DEFAULT_EXPORTER, format: 'keepass' },
    digest: await sha256(bytes),
  };
  if (isAssumed) reading.findings.info('keepass.csv-escapes', '/row/0');
  const origins = new WeakMap<object, Pointer>();
  const groups = new Groups(reading, context.limits['collection.depth']);
  const items: Item[] = [];
  for (let from = 0; from < table.rows.length; from += BATCH) {
    context.signal?.throwIfAborted();
    const rows = table.rows.slice(from, from + BATCH).map(({ number, cells }) => ({ at: `/row/${number}`, cells }));
    const ids = await Promise.all(rows.map(({ at }) => deriveId(reading.digest, reading.origin.format, at)));
    for (const [i, { at, cells }] of rows.entries()) {
      const item = await readRow(cells, table.heading, dialect, { at, id: ids[i] ?? '' }, groups, reading);
      origins.set(item, at);
      items.push(item);
    }
  }
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: reading.origin.exporter,
    exporterDisplayName: `${dialect.id === 'keepass' ? 'KeePass' : 'KeePassXC'} (converted by credential-exchange)`,
    timestamp: context.clock(),
    accounts: [{ id: await deriveId(reading.digest, 'keepass', ''), username: '', email: '', collections: groups.collections, items }],
  };
  const vault = { document, files: new Map(), origins };
  return { vault, report: readReport('keepass', 'csv', vault, reading.findings.list) };
}

/** Rows whose identifiers are made at once: one by one, most of the time would pass waiting for the host's threads. */
const BATCH = 1000;

/** A column's index is what a pointer shows: a heading may be its owner's own text. */
const NONE: ReadonlySet<string> = new Set();

async function readRow(
  cells: readonly string[],
  heading: readonly string[],
  dialect: Dialect,
  { at, id }: { readonly at: Pointer; readonly id: string },
  groups: Groups,
  reading: Reading,
): Promise<Item> {
  const row: Record<string, string> = {};
  const own: { readonly label: string; readonly value: string; readonly index: number }[] = [];
  cells.forEach((cell, index) => {
    const label = heading[index] ?? '';
    const column = dialect.columns.get(label.toLowerCase());
    const isFirst = column !== undefined && !Object.hasOwn(row, column);
    if (!isFirst && cell !== '') own.push({ label, value: cell, index });
    row[isFirst ? column : `column ${index}`] = isFirst ? cell : '';
  });
  const taker = new Taker(row satisfies JsonObject, NONE, undefined, at);
  const take = (column: Column): string | undefined => taker.text(column);
  const item = new ItemBuilder(reading.origin);
  for (const member of ['username', 'password'] as const) {
    const value = take(member);
    if (value !== undefined) item.set('basic-auth', member, value);
  }
  readTotp(take('totp'), taker.at('totp'), item, reading);
  const notes = take('notes');
  if (notes !== undefined) item.add({ type: 'note', content: { fieldType: 'string', value: notes } });
  for (const { label, value, index } of own) {
    item.custom(label, value, 'string');
    reading.findings.change('field.moved', `${at}/${index}`);
  }
  const icon = take('icon') ?? USUAL_ICON;
  if (icon !== USUAL_ICON) item.setting('IconID', icon);
  const group = take('group');
  if (group !== undefined) await groups.link(group, id, taker.at('group'));
  const facts = {
    id,
    title: take('title') ?? '',
    creationAt: readTime('creationAt', taker, item),
    modifiedAt: readTime('modifiedAt', taker, item),
    scope: scopeOf(take('url')),
    ...readTags(take('tags'), item),
  };
  taker.close((_, pointer) => reading.findings.loss('source.value-unread', 'invalid-value', pointer));
  return item.build(facts);
}

/** An otpauth URI, which KeePassXC always writes; its import takes a bare secret too. What makes no codes, or counts, stays text. */
function readTotp(text: string | undefined, at: Pointer, item: ItemBuilder, reading: Reading): void {
  if (text === undefined) return;
  const read = readOtp(text);
  const normalised = (): void => reading.findings.change('otp.secret-normalised', at);
  if (read && read.otp.kind !== 'hotp' && addOtp(read.otp, text, item, normalised)) return;
  if (!read) reading.findings.warning('otp.unreadable', at);
  item.custom('One-time password', text, 'concealed-string', TOTP_MEMBER);
}

/** A URL, or the app that stands in its place. */
function scopeOf(url: string | undefined): CredentialScope | undefined {
  if (url === undefined) return undefined;
  const app = appOf(url);
  return app === undefined ? { urls: [url], androidApps: [] } : { urls: [], androidApps: [{ bundleId: app }] };
}

/** The package that a URL names; undefined for any other URL. */
export function appOf(url: string): string | undefined {
  return url.startsWith(APP_SCHEME) && url.length > APP_SCHEME.length ? url.slice(APP_SCHEME.length) : undefined;
}

/** The first `Favorite` says what a favourite is; a cell that would be written in another way is carried. */
function readTags(cell: string | undefined, item: ItemBuilder): { readonly favorite: boolean; readonly tags: readonly string[] } {
  const found = splitTags(cell ?? '');
  const at = found.indexOf(FAVORITE);
  const tags = found.filter((_, index) => index !== at);
  const canonical = joinTags(at < 0 ? tags : [FAVORITE, ...tags]);
  if (cell !== undefined && cell !== canonical) item.spelling('tags', canonical, cell);
  return { favorite: at >= 0, tags };
}

function readTime(column: 'creationAt' | 'modifiedAt', row: Taker, item: ItemBuilder): number | undefined {
  const text = row.text(column);
  const seconds = text === undefined ? undefined : secondsOfCell(text);
  if (text !== undefined && seconds === undefined) row.leave(column);
  if (text !== undefined && seconds !== undefined && cellOfSeconds(seconds) !== text) item.spelling(column, seconds, text);
  return seconds;
}
