import { sha256, utf8 } from '../core/bytes.js';
import { child, type Pointer } from '../core/pointer.js';
import { type Finding, Findings, type Gap, type Report } from '../core/report.js';
import { deriveId } from '../cxf/identifiers.js';
import { Places } from '../cxf/places.js';
import type { Collection } from '../cxf/schema/collection.js';
import type { AnyCredential } from '../cxf/schema/credential.js';
import { isKnown } from '../cxf/schema/credential.js';
import type { Account, CxfDocument } from '../cxf/schema/document.js';
import type { Item } from '../cxf/schema/item.js';
import { HEADER } from '../cxf/schema/shapes.js';
import type { ReadResult } from './format.js';
import { DEFAULT_EXPORTER } from './policy.js';
import { readReport } from './report.js';
import type { FileSource, Vault } from './vault.js';

/** Where the n-th of several inputs begins; counts from 0. */
export function inputPointer(index: number): Pointer {
  return `/input/${index}`;
}

/** True for a place in one of several inputs. */
export function isInInput(pointer: Pointer): boolean {
  return pointer.startsWith('/input/');
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
    ...(read.every((one) => one.vault.root !== undefined) && { root: '' }),
  };
  const sources = read.map(({ report }) => report.source);
  const { format, variant } = sources[0] ?? { format: '', variant: '' };
  const gaps = distinct(read.flatMap(({ report }) => report.gaps));
  return { vault, report: { ...readReport(format, variant, vault, joining.findings.list), gaps, inputs: sources } };
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.format}:${gap.variant}`, gap])).values()];
}

class Joining {
  readonly accounts: Account[] = [];
  readonly files = new Map<string, FileSource>();
  readonly origins = new WeakMap<object, Pointer>();
  readonly findings = new Findings();
  private readonly ids = new Set<string>();
  private readonly fileIds = new Set<string>();

  async add(vault: Vault, report: Report, prefix: Pointer): Promise<void> {
    for (const finding of report.findings) this.findings.add(placed(finding, prefix));
    if (vault.root !== undefined) this.header(vault.document, prefix + vault.root);
    const renamed = await this.addFiles(vault, prefix);
    const places = new Places(vault.document, vault.origins, vault.root);
    const from: From = (object, pointer) => prefix + places.placeOf(object, pointer);
    for (const [index, account] of vault.document.accounts.entries()) {
      const pointer = `/accounts/${index}`;
      const items = account.items.map((item, i) => {
        places.enter(item, `${pointer}/items/${i}`);
        return this.item(item, `${pointer}/items/${i}`, from, renamed);
      });
      for (const [i, collection] of account.collections.entries()) {
        places.enter(collection, `${pointer}/collections/${i}`);
        this.collection(collection, `${pointer}/collections/${i}`, from);
      }
      const place = vault.root === undefined ? prefix : from(account, pointer);
      const joined = { ...account, id: await this.freeId(account.id, place), items };
      this.origins.set(joined, place);
      this.accounts.push(joined);
    }
  }

  /** The joined document has a header of its own; members that nobody knows have no place in it. */
  private header(document: CxfDocument, at: Pointer): void {
    this.findings.info('header.replaced', at);
    for (const [index, member] of Object.keys(document).entries())
      if (!Object.hasOwn(HEADER, member)) this.findings.loss('target.no-place', 'target-has-no-place', child(at, index));
  }

  private item(item: Item, pointer: Pointer, from: From, renamed: ReadonlyMap<string, string>): Item {
    const credentials = item.credentials.map((credential, i): AnyCredential => {
      const own =
        isKnown(credential) && credential.type === 'file' ? { ...credential, id: renamed.get(credential.id) ?? credential.id } : credential;
      this.origins.set(own, from(credential, `${pointer}/credentials/${i}`));
      return own;
    });
    const joined = { ...item, credentials };
    this.origins.set(joined, from(item, pointer));
    return joined;
  }

  private collection(collection: Collection, pointer: Pointer, from: From): void {
    this.origins.set(collection, from(collection, pointer));
    for (const [i, child] of (collection.subCollections ?? []).entries()) this.collection(child, `${pointer}/subCollections/${i}`, from);
  }

  /** Gives the new ids of files whose own ids are taken. */
  private async addFiles(vault: Vault, prefix: Pointer): Promise<ReadonlyMap<string, string>> {
    const renamed = new Map<string, string>();
    // Also of files whose bytes are absent: they would get those of another input.
    const announced = vault.document.accounts.flatMap(({ items }) =>
      items.flatMap(({ credentials }) => credentials.filter(isKnown).flatMap((each) => (each.type === 'file' ? [each.id] : []))),
    );
    for (const id of new Set([...vault.files.keys(), ...announced])) {
      const own = this.fileIds.has(id) ? await derived(id, prefix) : id;
      if (own !== id) this.findings.change('id.replaced', prefix);
      renamed.set(id, own);
      const source = vault.files.get(id);
      if (source) this.files.set(own, source);
    }
    for (const id of renamed.values()) this.fileIds.add(id);
    return renamed;
  }

  private async freeId(id: string, place: Pointer): Promise<string> {
    const own = this.ids.has(id) ? await derived(id, place) : id;
    if (own !== id) this.findings.change('id.replaced', place);
    this.ids.add(own);
    return own;
  }
}

/** The place in all inputs of an object of one vault. */
type From = (object: object, pointer: Pointer) => Pointer;

async function derived(id: string, place: Pointer): Promise<string> {
  return deriveId(await sha256(utf8(id)), 'several', place);
}

function placed(finding: Finding, prefix: Pointer): Finding {
  return { ...finding, source: prefix + (finding.source ?? '') };
}
