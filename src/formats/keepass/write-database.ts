import { sha256, utf8 } from '../../core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { Findings } from '../../core/report.js';
import type { Account } from '../../cxf/schema/document.js';
import type { Context } from '../format.js';
import type { Vault } from '../vault.js';
import { Carries } from '../writing/carries.js';
import { Writing } from '../writing/writing.js';
import { Held, type Kind } from './held.js';
import { idOfUuid } from './ids.js';
import type { KdbxBinary, KdbxElement } from './kdbx/kdbx.js';
import type { VariantDictionary } from './kdbx/variant-dictionary.js';
import { isWholePublicData, publicDataOf } from './public-data.js';
import { elementOf } from './tree.js';
import { type EntryWriting, writeEntry } from './write-entry.js';
import { Binaries } from './write-files.js';
import { type Entries, groupSettings, itemsBelow, writeGroups } from './write-groups.js';
import { Uuids } from './write-ids.js';
import { timesOf } from './write-times.js';

/** A database before it becomes bytes. */
export interface WrittenDatabase {
  readonly root: KdbxElement;
  readonly binaries: readonly KdbxBinary[];
  /** KDBX alone has a place for it. */
  readonly publicCustomData?: VariantDictionary;
  readonly findings: Findings;
}

const MEMORY_PROTECTION = {
  ProtectTitle: 'False',
  ProtectUserName: 'False',
  ProtectPassword: 'True',
  ProtectURL: 'False',
  ProtectNotes: 'False',
} as const;

/** Builds the database. Several accounts become one: the file knows no accounts. */
export async function buildDatabase(vault: Vault, context: Context, kind: Kind): Promise<WrittenDatabase> {
  const findings = new Findings();
  const writing = new Writing(vault, 'keepass', findings, context.policy.titles ?? false);
  const digest = await sha256(utf8(vault.document.accounts.map(({ id }) => id).join('\n')));
  const binaries = new Binaries(vault.files);
  const shared: EntryWriting = { held: new Held(kind, writing), binaries, uuids: new Uuids(digest, writing), writing };
  closeHeader(vault, writing);
  const settings = new Map<string, JsonObject>();
  const entries: JsonObject[] = [];
  const groups: JsonObject[] = [];
  let unknown: JsonObject = {};
  for (const [a, account] of vault.document.accounts.entries()) {
    const written = await writeAccount(account, `/accounts/${a}`, settings, shared, context);
    entries.push(...written.entries);
    groups.push(...written.groups);
    unknown = { ...written.unknown, ...unknown };
  }
  const { held } = shared;
  const bin = settings.get('RecycleBin');
  const top = {
    ...rootGroup(settings.get('Root') ?? {}, await shared.uuids.derived('root'), held),
    Entry: entries,
    Group: [...groups, ...(bin ? [bin] : [])],
  };
  const { Binaries: _, ...meta } = settings.get('Meta') ?? {};
  const tree = {
    Meta: { Generator: 'credential-exchange', MemoryProtection: MEMORY_PROTECTION, ...meta },
    Root: { Group: [top], DeletedObjects: settings.get('DeletedObjects') ?? {} },
    ...unknown,
  };
  const publicCustomData = publicDataOf(settings.get('PublicCustomData'));
  return { root: elementOf('KeePassFile', tree), binaries: binaries.list, findings, ...(publicCustomData && { publicCustomData }) };
}

interface WrittenAccount {
  readonly entries: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly unknown: JsonObject;
}

async function writeAccount(
  account: Account,
  at: string,
  settings: Map<string, JsonObject>,
  shared: EntryWriting,
  context: Context,
): Promise<WrittenAccount> {
  const { writing, held } = shared;
  const taker = writing.open(account, at);
  taker.settle('id', 'items', 'collections');
  const carries = new Carries(taker, writing);
  for (const name of ['Meta', 'Root', 'DeletedObjects', 'RecycleBin', ...(held.kind === 'kdbx' ? ['PublicCustomData'] : [])]) {
    // The first of several accounts says what the database is like.
    const value = settings.has(name) ? undefined : carries.setting(name);
    if (isJsonObject(value)) settings.set(name, settingOf(name, value, shared));
    else if (value !== undefined) writing.loseHere();
  }
  const unknown = held.unknown(carries.take('cx-unknown-members')?.['members']);
  carries.close();
  writing.close(taker);
  const trash = trashOf(settings.get('Meta'));
  const inTrash = itemsBelow(account.collections, ({ id }) => trash !== undefined && id === trash);
  const byItem: Entries = new Map();
  const later: JsonObject[] = [];
  for (const [i, item] of account.items.entries()) {
    if (i % 1000 === 0) {
      context.signal?.throwIfAborted();
      context.progress?.({ stage: 'write', done: i, total: account.items.length });
    }
    const pointer = `${at}/items/${i}`;
    const uuid = await shared.uuids.of(item.id, pointer, item);
    const written = await writeEntry(item, pointer, uuid, inTrash.has(item.id), shared);
    // Of items with one identifier the first is the one that collections name.
    if (byItem.has(item.id)) later.push(...written);
    else byItem.set(item.id, written);
  }
  const groups = await writeGroups(account.collections, `${at}/collections`, account, byItem, shared);
  return { entries: [...byItem.values()].flat().concat(later), groups, unknown };
}

/** The identifier of the collection that was the recycle bin. */
function trashOf(meta: JsonObject | undefined): string | undefined {
  const uuid = meta?.['RecycleBinUUID'];
  return typeof uuid === 'string' && !/^false$/i.test(String(meta?.['RecycleBinEnabled'])) ? idOfUuid(uuid) : undefined;
}

/** As a file can hold it; what it cannot is a loss. */
function settingOf(name: string, value: JsonObject, { held, writing }: EntryWriting): JsonObject {
  if (name === 'Root') return carriedRoot(value, held);
  if (name !== 'PublicCustomData') return held.carriedObject(value);
  // The header is no XML: it holds any text.
  if (!isWholePublicData(value)) writing.loseHere();
  return value;
}

/** The root group as it can be held; its dates are numbers, as those of collections. */
function carriedRoot({ creationAt, modifiedAt, ...carried }: JsonObject, held: Held): JsonObject {
  return {
    ...held.carriedObject(carried),
    ...(creationAt !== undefined && { creationAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
  };
}

function rootGroup(carried: JsonObject, uuid: string, held: Held): JsonObject {
  const text = (name: string): JsonValue | undefined => carried[name];
  const instant = (name: string): string | undefined => {
    const seconds = carried[name];
    return typeof seconds === 'number' ? held.instant(seconds) : undefined;
  };
  const icon = text('CustomIconUUID');
  return {
    UUID: text('UUID') ?? uuid,
    Name: text('Name') ?? 'Root',
    Notes: text('Notes') ?? '',
    IconID: text('IconID') ?? '48',
    ...(icon !== undefined && { CustomIconUUID: icon }),
    Times: timesOf({ CreationTime: instant('creationAt'), LastModificationTime: instant('modifiedAt') }, carried['Times'], held),
    ...groupSettings(text),
  };
}

/** The header and the identifiers of accounts have no place in the file. */
function closeHeader({ document }: Vault, writing: Writing): void {
  const header = writing.open(document, '');
  for (const member of ['exporterRpId', 'exporterDisplayName', 'timestamp']) {
    header.settle(member);
    writing.findings.info('header.replaced', writing.place(header.at(member)));
  }
  header.settle('accounts', 'version');
  writing.close(header);
  for (const i of document.accounts.keys()) writing.findings.info('header.replaced', writing.place(`/accounts/${i}/id`));
}
