import { asJson } from '../../core/brand.js';
import { fromBase64Url, utf8 } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { isJsonObject, type JsonObject } from '../../core/json.js';
import type { Pointer } from '../../core/pointer.js';
import { Findings } from '../../core/report.js';
import type { Taker } from '../../core/taker.js';
import type { AnyCredential } from '../../cxf/schema/credential.js';
import type { Item } from '../../cxf/schema/item.js';
import { keyAlgorithm, type PasskeyKey, passkeyKey } from '../../passkey/index.js';
import type { Context, WriteResult } from '../format.js';
import { writeReport } from '../report.js';
import type { Vault } from '../vault.js';
import { Carries } from '../writing/carries.js';
import { closeHeader } from '../writing/header.js';
import { leaveCredential, leavePasskey } from '../writing/leave.js';
import { Writing } from '../writing/writing.js';

/** The passkey that the file will hold. */
interface Chosen {
  readonly item: Item;
  readonly credential: AnyCredential;
  readonly key: PasskeyKey;
}

/**
 * Writes KeePassXC's `.passkey` file: the first passkey of the vault that KeePassXC can sign with. Further passkeys are losses
 * (`keepass.passkey-one-only`), counted among those left behind; so is everything else but the URL of its item. Throws
 * `keepass.passkey-none` when there is no such passkey.
 */
export async function writePasskeyFile(vault: Vault, context: Context): Promise<WriteResult> {
  const chosen = await choose(vault);
  if (!chosen) throw new CxError('keepass.passkey-none');
  const findings = new Findings();
  const writing = new Writing(vault, 'keepass', findings, context.policy.titles ?? false);
  closeHeader(vault, writing);
  let file: JsonObject = {};
  for (const [a, account] of vault.document.accounts.entries()) {
    const at = `/accounts/${a}`;
    const taker = writing.open(account, at);
    taker.settle('id', 'items', 'collections');
    new Carries(taker, writing).close();
    writing.close(taker);
    for (const [c, collection] of account.collections.entries()) {
      writing.open(collection, `${at}/collections/${c}`);
      writing.loss(`${at}/collections/${c}`);
    }
    for (const [i, item] of account.items.entries()) {
      const pointer = `${at}/items/${i}`;
      if (item === chosen.item) file = writeItem(item, pointer, chosen, writing);
      else leaveItem(item, pointer, writing);
    }
  }
  // Qt writes members in alphabetical order, four spaces deep.
  const sorted = Object.entries(file).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${JSON.stringify(Object.fromEntries(sorted), null, 4)}\n`;
  return { output: once(utf8(text)), report: writeReport('keepass', 'passkey', vault.document, findings.list) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** KeePassXC signs with these (`BrowserPasskeys.cpp`), and imports no passkey without an id, a relying party and a user handle. */
const ALGORITHMS: ReadonlySet<string> = new Set(['ES256', 'EdDSA', 'RS256']);

async function choose({ document }: Vault): Promise<Chosen | undefined> {
  for (const { items } of document.accounts) {
    for (const item of items) {
      for (const credential of item.credentials) {
        const key = credential.type === 'passkey' ? await usable(asJson(credential)) : undefined;
        if (key) return { item, credential, key };
      }
    }
  }
  return undefined;
}

async function usable(passkey: JsonObject): Promise<PasskeyKey | undefined> {
  const { key, credentialId, rpId, userHandle } = passkey;
  const bytes = typeof key === 'string' ? fromBase64Url(key) : undefined;
  if (!bytes || [credentialId, rpId, userHandle].some((text) => typeof text !== 'string' || text === '')) return undefined;
  try {
    const read = await passkeyKey(bytes);
    return ALGORITHMS.has(read.algorithm) ? read : undefined;
  } catch {
    // What is wrong with it is said when it is left behind.
    return undefined;
  }
}

/** An item without the passkey: one loss, and one for each passkey in it. */
function leaveItem(item: Item, pointer: Pointer, writing: Writing): void {
  const taker = writing.open(item, pointer, { title: item.title });
  for (const credential of taker.objects('credentials')) {
    if (credential.value['type'] === 'passkey') leaveOther(credential, writing);
  }
  writing.loss(pointer);
}

/** Another passkey: it could not be used, or there is no second place. */
function leaveOther(passkey: Taker, writing: Writing): void {
  const { key, userHandle } = passkey.value;
  const algorithm = keyAlgorithm((typeof key === 'string' ? fromBase64Url(key) : undefined) ?? new Uint8Array());
  const isUsable = userHandle !== '' && ALGORITHMS.has(algorithm ?? '');
  leavePasskey(passkey, writing, isUsable ? 'keepass.passkey-one-only' : 'passkey.unsupported');
}

function writeItem(item: Item, pointer: Pointer, { credential, key }: Chosen, writing: Writing): JsonObject {
  const source = writing.open(item, pointer, { title: item.title });
  source.settle('id');
  const carries = new Carries(source, writing);
  const unknown = carries.take('cx-unknown-members')?.['members'];
  const counters = carries.entries('cx-passkey-counters');
  const scope = source.object('scope');
  const [url, ...more] = (scope?.texts('urls') ?? []).filter(({ value }) => value !== '');
  for (const { index } of more) writing.loss(`${pointer}/scope/urls/${index}`);
  const login = item.credentials.find(({ type }) => type === 'basic-auth');
  let file: JsonObject = {};
  for (const taker of source.objects('credentials')) {
    if (taker.value['type'] !== 'passkey') leaveCredential(taker, writing);
    // Equal ones may stand twice: the objects tell them apart.
    else if (isSame(taker.value, credential)) {
      file = { ...memberTexts(taker, key, fieldText(login, 'username'), writing), url: url?.value ?? addressOf(taker, writing) };
      reportCounter(counters, taker, pointer, writing);
    } else leaveOther(taker, writing);
  }
  // The item of a passkey file is named after its relying party.
  if (source.value['title'] === file['relyingParty']) source.settle('title');
  carries.close();
  writing.close(source);
  return { ...(isJsonObject(unknown) && unknown), ...file };
}

function isSame(value: JsonObject, credential: object): boolean {
  return Object.is(value, credential);
}

function memberTexts(passkey: Taker, key: PasskeyKey, login: string, writing: Writing): JsonObject {
  passkey.settle('type', 'key');
  if (!key.canonical) writing.change('passkey.key-normalised', passkey.at('key'));
  const displayName = passkey.value['userDisplayName'];
  const relyingParty = passkey.text('rpId') ?? '';
  const others = [login, typeof displayName === 'string' ? displayName : '', relyingParty];
  const own = passkey.text('username');
  if (own === undefined) writing.change('keepass.passkey-username', passkey.pointer);
  return {
    relyingParty,
    username: own ?? others.find((name) => name !== '') ?? '',
    credentialId: passkey.text('credentialId') ?? '',
    userHandle: passkey.text('userHandle') ?? '',
    privateKey: key.pem(),
  };
}

/** KeePassXC looks for passkeys among the entries whose URL fits the site. */
function addressOf(passkey: Taker, writing: Writing): string {
  writing.change('keepass.passkey-url', passkey.pointer);
  return `https://${String(passkey.value['rpId'])}`;
}

/** The file has no counter: that is said of the passkey it belongs to. Counters of others go where those go. */
function reportCounter(counters: readonly JsonObject[], passkey: Taker, item: Pointer, writing: Writing): void {
  const { credentialId } = passkey.value;
  if (counters.some((entry) => entry['credentialId'] === credentialId)) {
    writing.findings.loss('passkey.counter-lost', 'target-has-no-place', writing.placeOf(passkey.value, passkey.pointer), writing.subject);
  }
  if (counters.some((entry) => entry['credentialId'] !== credentialId)) writing.loss(`${item}/extensions`);
}

function fieldText(credential: AnyCredential | undefined, member: string): string {
  const field = credential && asJson(credential)[member];
  const value = isJsonObject(field) ? field['value'] : undefined;
  return typeof value === 'string' ? value : '';
}
