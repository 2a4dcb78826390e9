import { sha256, utf8 } from '../core/bytes.js';
import { child, type Pointer } from '../core/pointer.js';
import { type Finding, Findings, type Gap, type Report } from '../core/report.js';
import { deriveId } from '../cxf/identifiers.js';
import type { Collection } from '../cxf/schema/collection.js';
import type { AnyCredential } from '../cxf/schema/credential.js';
import { isKnown } from '../cxf/schema/credential.js';
import type { Account, CxfDocument } from '../cxf/schema/document.js';
import type { Item } from '../cxf/schema/item.js';
import type { ReadResult } from './format.js';
import { DEFAULT_EXPORTER } from './policy.js';
import { readReport } from './report.js';
import type { AccountPlace, FileSource, Vault } from './vault.js';

/** Where the n-th of several inputs begins; counts from 0. */
export function inputPointer(index: number): Pointer {
  return `/input/${index}`;
}

/**
 * Puts several vaults side by side, each with its own accounts: nothing is merged. Pointers begin with `/input/N`. An identifier of an
 * account or file that two inputs share is replaced in the later one (`id.replaced`).
 */
export async function joinVaults(read: readonly ReadResult[]): Promise<ReadResult> {
  const joining = new Joining();
  for (const [index, { vault, report }] of read.entries()) await joining.add(vault, report, inputPointer(index));
  const headers = read.map(({ vault }) => vault.document);
  const [first, ...others] = headers;
  const same = first && others.every(({ exporterRpId }) => exporterRpId === first.exporterRpId) ? first : undefined;
  const vault: Vault = {
    document: {
      version: { major: 1, minor: 0 },
      exporterRpId: same?.exporterRpId ?? DEFAULT_EXPORTER,
      exporterDisplayName: same?.exporterDisplayName ?? 'Several vaults (joined by credential-exchange)',
      timestamp: Math.max(0, ...headers.map(({ timestamp }) => timestamp)),
      accounts: joining.accounts,
    },
    files: joining.files,
    origins: joining.origins,
    places: joining.places,
  };
  const sources = read.map(({ report }) => report.source);
  const { format, variant } = sources[0] ?? { format: '', variant: '' };
  const gaps = distinct(read.flatMap(({ report }) => report.gaps));
  return { vault, report: { ...readReport(format, variant, vault, joining.findings.list), gaps, inputs: sources } };
}

/**
 * Gives findings that name a place of the joined document the place in the input it came from. What is said about the header of
 * the joined document is left out: it came from no input, and the headers of the inputs have their own findings.
 */
export function placedInInput(findings: readonly Finding[], { places }: Vault): readonly Finding[] {
  if (!places) return findings;
  return findings.flatMap((finding) => {
    if (finding.source === undefined || finding.source.startsWith('/input/')) return [finding];
    const [, index = '', below = ''] = /^\/accounts\/([0-9]+)(.*)$/s.exec(finding.source) ?? [];
    const place = places[Number(index)];
    if (index === '' || !place) return finding.code === 'header.replaced' ? [] : [{ ...finding, source: '' }];
    // The account of a vendor's file was made by its reader, so nothing of it stands in the input.
    if (!place.isDocument && finding.code === 'header.replaced') return [];
    return [{ ...finding, source: place.isDocument ? place.pointer + below : place.pointer }];
  });
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.format}:${gap.variant}`, gap])).values()];
}

class Joining {
  readonly accounts: Account[] = [];
  readonly files = new Map<string, FileSource>();
  readonly origins = new WeakMap<object, Pointer>();
  readonly places: AccountPlace[] = [];
  readonly findings = new Findings();
  private readonly ids = new Set<string>();

  async add(vault: Vault, report: Report, prefix: Pointer): Promise<void> {
    for (const finding of report.findings) this.findings.add(placed(finding, prefix));
    const isDocument = report.source.format === 'cxf';
    if (isDocument) this.header(vault.document, prefix);
    const renamed = await this.addFiles(vault, prefix);
    for (const [index, account] of vault.document.accounts.entries()) {
      const move: Move = (before, after) => {
        const origin = vault.origins.get(before);
        if (origin !== undefined) this.origins.set(after, prefix + origin);
      };
      const place = { pointer: isDocument ? `${prefix}/accounts/${index}` : prefix, isDocument };
      const items = account.items.map((item) => joinItem(item, move, renamed));
      for (const collection of account.collections) moveCollection(collection, move);
      const id = await this.freeId(account.id, place.pointer);
      this.accounts.push({ ...account, id, items });
      this.places.push(place);
    }
  }

  /** The joined document has a header of its own; members that nobody knows have no place in it. */
  private header(document: CxfDocument, prefix: Pointer): void {
    this.findings.info('header.replaced', prefix);
    Object.keys(document).forEach((member, index) => {
      if (!HEADER_MEMBERS.has(member)) this.findings.loss('target.no-place', 'target-has-no-place', child(prefix, index));
    });
  }

  /** Gives the new ids of files whose own ids are taken. */
  private async addFiles(vault: Vault, prefix: Pointer): Promise<ReadonlyMap<string, string>> {
    const renamed = new Map<string, string>();
    for (const [id, source] of vault.files) {
      const own = this.files.has(id) ? await derived(id, prefix) : id;
      if (own !== id) this.findings.change('id.replaced', prefix);
      renamed.set(id, own);
      this.files.set(own, source);
    }
    return renamed;
  }

  private async freeId(id: string, place: Pointer): Promise<string> {
    const own = this.ids.has(id) ? await derived(id, place) : id;
    if (own !== id) this.findings.change('id.replaced', place);
    this.ids.add(own);
    return own;
  }
}

/** Gives a copy the place that its original had. */
type Move = (before: object, after: object) => void;

const HEADER_MEMBERS: ReadonlySet<string> = new Set(['version', 'exporterRpId', 'exporterDisplayName', 'timestamp', 'accounts']);

function joinItem(item: Item, move: Move, renamed: ReadonlyMap<string, string>): Item {
  const credentials = item.credentials.map((credential): AnyCredential => {
    const id = isKnown(credential) && credential.type === 'file' ? renamed.get(credential.id) : undefined;
    const own = isKnown(credential) && credential.type === 'file' && id !== undefined ? { ...credential, id } : credential;
    move(credential, own);
    return own;
  });
  const joined = { ...item, credentials };
  move(item, joined);
  return joined;
}

function moveCollection(collection: Collection, move: Move): void {
  move(collection, collection);
  for (const each of collection.subCollections ?? []) moveCollection(each, move);
}

async function derived(id: string, place: Pointer): Promise<string> {
  return deriveId(await sha256(utf8(id)), 'several', place);
}

function placed(finding: Finding, prefix: Pointer): Finding {
  return { ...finding, source: prefix + (finding.source ?? '') };
}
