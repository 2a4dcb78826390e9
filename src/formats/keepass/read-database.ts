import type { Bytes } from '../../core/bytes.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import { Findings } from '../../core/report.js';
import { Taker } from '../../core/taker.js';
import { carry } from '../../cxf/carry/names.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { Item } from '../../cxf/schema/item.js';
import type { Context } from '../format.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import type { Vault } from '../vault.js';
import { refsOf } from './attachment-refs.js';
import type { KdbxBinary, KdbxElement, KdbxFacts } from './kdbx/kdbx.js';
import { KEEPASS_NAMES, NO_UUID } from './names.js';
import { carriedPublicData } from './public-data.js';
import { readEntry } from './read-entry.js';
import { collectionOf, type Group, groupSettings, openGroup } from './read-groups.js';
import { rejoined } from './read-parts.js';
import { readTimes } from './read-times.js';
import type { Reading } from './reading.js';
import { References } from './references.js';
import { carriedTree } from './times.js';
import { treeOf } from './tree.js';
import { objectsOf, textOf } from './tree-strings.js';

/** An open database: from KDBX, which has a header, or from plain XML. */
export interface Opened {
  readonly root: KdbxElement;
  readonly binaries: ReadonlyMap<string, KdbxBinary>;
  readonly facts?: KdbxFacts;
}

export interface Database extends Opened {
  /** SHA-256 of the whole input. */
  readonly digest: Bytes;
}

/** One account: the groups below the root group are its collections, the entries directly in the root group are in none. */
export async function readDatabase(
  { root, binaries, facts, digest }: Database,
  context: Context,
): Promise<{ readonly vault: Vault; readonly findings: Findings }> {
  const tree = treeOf(root);
  const file = new Taker(isJsonObject(tree) ? tree : {}, KEEPASS_NAMES);
  const findings = new Findings();
  const reading: Reading = {
    findings,
    origins: new WeakMap(),
    origin: { exporter: context.policy.exporter ?? DEFAULT_EXPORTER, format: 'keepass' },
    digest,
    includeTrash: context.policy.includeTrash ?? false,
    binaries,
    named: new Set(),
    files: new Map(),
    references: new References(file.value['Root'], context.limits),
    used: new Set(),
  };
  for (const id of facts?.unknownFields ?? []) findings.loss('source.value-unread', 'unsupported', `/header/${id}`);
  const account = await readAccount(file, facts, reading, context);
  file.close((_, pointer, known) =>
    findings.loss('source.value-unread', known ? 'invalid-value' : 'unsupported', pointer.replace(/\/#text$/, '')),
  );
  for (const id of binaries.keys()) {
    if (!reading.named.has(id)) findings.loss('keepass.attachment-unused', 'invalid-value', `/Meta/Binaries/${Number(id)}`);
  }
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: reading.origin.exporter,
    exporterDisplayName: 'KeePass (converted by credential-exchange)',
    timestamp: context.clock(),
    accounts: [account],
  };
  return { vault: { document, files: reading.files, origins: reading.origins }, findings };
}

async function readAccount(file: Taker, facts: KdbxFacts | undefined, reading: Reading, context: Context) {
  const meta = file.object('Meta');
  const inside = file.object('Root');
  const trash = trashOf(meta?.value, inside?.value['Group']);
  const [top, ...beside] = (inside?.objects('Group') ?? []).map((group) => openGroup(group, trash));
  const items: Item[] = [];
  const used = new Set<string>();
  const settings: Record<string, JsonValue> = {};
  if (meta) settings['Meta'] = readMeta(meta, reading);
  if (facts?.publicCustomData?.size) settings['PublicCustomData'] = carriedPublicData(facts.publicCustomData);
  const bin = reading.includeTrash ? undefined : top?.groups.find(({ isTrash }) => isTrash);
  // What the bin itself is called and how it looks; what lies in it is told of one by one.
  if (bin) settings['RecycleBin'] = leftBin(bin);
  if (top) {
    await readEntries(top, items, bin, reading, context);
    for (const group of beside) {
      reading.findings.change('keepass.root-beside', group.taker.pointer);
      await readEntries(group, items, bin, reading, context);
    }
    settings['Root'] = readRoot(top);
  }
  const deleted = inside?.raw('DeletedObjects');
  if (deleted !== undefined && deleted !== '') settings['DeletedObjects'] = carriedTree(deleted);
  const collections = [];
  for (const group of [...(top?.groups ?? []), ...beside]) {
    if (!group.isTrash || reading.includeTrash) collections.push(await collectionOf(group, used, reading));
  }
  const { exporter, format } = reading.origin;
  const unknown = file.unknownMembers();
  if (unknown) reading.findings.info('source.member-unknown', file.pointer);
  const extensions = [
    carry(exporter, 'cx-settings', format, { members: settings }),
    ...(unknown ? [carry(exporter, 'cx-unknown-members', format, { members: unknown })] : []),
  ];
  const account = { id: await deriveId(reading.digest, format, ''), username: '', email: '', collections, items, extensions };
  reading.origins.set(account, file.pointer);
  return account;
}

/** The recycle bin, when there is one; its UUID may name a group that is gone. A root group is none: the database would be its own trash. */
function trashOf(meta: JsonObject | undefined, roots: JsonValue | undefined): string | undefined {
  const uuid = textOf(meta?.['RecycleBinUUID']);
  const isOn = /^true$/i.test(String(meta?.['RecycleBinEnabled'] ?? 'True'));
  const isRoot = objectsOf(roots).some((root) => root['UUID'] === uuid);
  return isOn && uuid !== '' && uuid !== NO_UUID && !isRoot ? uuid : undefined;
}

/** What the database says of itself; who wrote the file is not its owner's. */
function readMeta(meta: Taker, { findings }: Reading): JsonObject {
  if (meta.text('Generator') !== undefined) findings.info('header.replaced', meta.at('Generator'));
  const carried: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(meta.value)) {
    if (name === 'Generator' || name === 'Binaries' || name.startsWith('#') || name.startsWith('@')) continue;
    const taken = meta.raw(name);
    if (taken !== undefined && value !== '') carried[name] = carriedTree(taken, name);
  }
  return carried;
}

function readRoot({ taker }: Group): JsonObject {
  const settings = groupSettings(taker);
  const times: Record<string, JsonValue> = {};
  const { creationAt, modifiedAt } = readTimes(taker, (more) => Object.assign(times, more));
  for (const name of ['UUID', 'Name', 'Notes']) {
    const value = taker.text(name);
    if (value !== undefined) settings[name] = value;
  }
  if (Object.keys(times).length > 0) settings['Times'] = times;
  return { ...settings, ...(creationAt !== undefined && { creationAt }), ...(modifiedAt !== undefined && { modifiedAt }) };
}

function leftBin({ taker }: Group): JsonValue {
  const { Entry: _, Group: __, ...own } = taker.value;
  return carriedTree(own);
}

async function readEntries(group: Group, items: Item[], bin: Group | undefined, reading: Reading, context: Context): Promise<void> {
  if (group.isTrash && !reading.includeTrash) {
    leaveOut(group, bin, reading);
    return;
  }
  for (const [entry, parts] of rejoined(group.entries, reading)) {
    if (items.length % 1000 === 0) {
      context.signal?.throwIfAborted();
      context.progress?.({ stage: 'read', done: items.length, total: 0 });
    }
    const item = await readEntry(entry, parts, group.isTrash, reading);
    group.items.push({ item: item.id });
    items.push(item);
    entry.release();
  }
  for (const each of group.groups) await readEntries(each, items, bin, reading, context);
}

/** The trash stays where it is: a finding for each entry, and for each group but the bin that is carried. */
function leaveOut(group: Group, bin: Group | undefined, reading: Reading): void {
  const { taker, entries, groups } = group;
  if (group !== bin) reading.findings.loss('trash.left-out', 'policy', taker.pointer);
  for (const entry of entries) {
    reading.findings.loss('trash.left-out', 'policy', entry.pointer);
    entry.settle(...Object.keys(entry.value));
    for (const ref of refsOf(entry.value)) reading.named.add(ref);
  }
  taker.settle(...Object.keys(taker.value));
  for (const each of groups) leaveOut(each, bin, reading);
}
