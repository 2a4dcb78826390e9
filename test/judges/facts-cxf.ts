import { asJson } from '../../src/core/brand.js';
import { fromBase64Url } from '../../src/core/bytes.js';
import { isJsonObject, type JsonObject } from '../../src/core/json.js';
import { isDomain } from '../../src/cxf/domain.js';
import type { CxfDocument, Item } from '../../src/cxf/index.js';
import { privateKeyKind } from '../../src/cxf/private-key.js';
import { normaliseBase32 } from '../../src/otp/base32.js';
import { otpCode } from '../../src/otp/code.js';
import { sshFingerprint, sshPublicLine } from '../../src/ssh/index.js';
import { type Fact, fact, MOMENTS } from './facts.js';
import { dense, knownBrand } from './facts-bitwarden.js';
import { list, text } from './json.js';

/**
 * The facts that Bitwarden is to hold of a CXF document, by the rules of its importer (bitwarden/sdk-internal,
 * crates/bitwarden-exporters/src/cxf): the first credential of each type of an item counts, and when it was written for Bitwarden also the
 * second, in an item of its own, and so on. A passkey alone lends its login the user name, and its relying party where the item has no scope.
 */
export async function factsOfCxf(document: CxfDocument, importer: Importer): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const account of document.accounts) for (const item of account.items) facts.push(...(await factsOfItem(item, importer)));
  return facts;
}

/** For whom the document is written: `bitwarden` also splits items that hold two of a kind, and lets Steam's codes stay. */
export type Importer = 'compatible' | 'bitwarden';

type Group = ReadonlyMap<string, JsonObject>;

async function factsOfItem(item: Item, importer: Importer): Promise<Fact[]> {
  const groups: Map<string, JsonObject>[] = [];
  for (const credential of list(asJson(item), 'credentials')) {
    const type = text(credential['type']);
    if (type === 'passkey' && !isUsable(credential)) continue;
    const free = groups.find((group) => !group.has(type));
    if (free) free.set(type, credential);
    else groups.push(new Map([[type, credential]]));
  }
  if (groups.length === 0) groups.push(new Map());
  const facts = item.title.trim() === '' ? [] : [fact('item', item.title)];
  for (const group of importer === 'bitwarden' ? groups : groups.slice(0, 1)) facts.push(...(await factsOfGroup(group, item, importer)));
  return facts;
}

async function factsOfGroup(group: Group, item: Item, importer: Importer): Promise<Fact[]> {
  const { title } = item;
  const note = value(group.get('note'), 'content');
  const card = group.get('credit-card');
  const section = group.get('custom-fields');
  return [
    ...(await loginFacts(group, item, importer)),
    // Bitwarden names a card without a title after its holder.
    ...(card ? [cardFact(card, title.trim() === '' ? value(card, 'fullName') || 'Untitled Card' : title)] : []),
    ...(await sshFacts(group.get('ssh-key'), title)),
    ...(note === '' ? [] : [fact('note', title, note)]),
    ...IDENTITY.flatMap(([type, member, vendor]) => {
      const held = value(group.get(type), member);
      return held === '' ? [] : [fact('identity', title, vendor, held)];
    }),
    ...lastName(group.get('person-name'), title),
    ...list(section, 'fields').map((field) => fact('field', title, text(field['label']), text(field['value']))),
  ];
}

/** Bitwarden has one member for what CXF has three for. */
function lastName(name: JsonObject | undefined, title: string): Fact[] {
  const joined = dense(['surnamePrefix', 'surname', 'surname2'].map((member) => value(name, member)).join(' '));
  return joined === '' ? [] : [fact('identity', title, 'lastName', joined)];
}

/** Of these Bitwarden makes a note, or nothing; with URLs beside them it is a login. */
const WITHOUT_URLS: ReadonlySet<string> = new Set(['note', 'custom-fields', 'file', 'generated-password', 'item-reference']);

async function loginFacts(group: Group, item: Item, importer: Importer): Promise<Fact[]> {
  const { title, scope } = item;
  const [basic, generator, passkey] = ['basic-auth', 'totp', 'passkey'].map((type) => group.get(type));
  const totp = generator && isTaken(generator, importer) ? generator : undefined;
  // Its address stands in a custom field: this only says that the secret is somewhere.
  const hidden = generator && !totp ? [fact('hidden', title, text(generator['secret']))] : [];
  // An item that has URLs only is a login too.
  const bare = list(asJson(item), 'credentials').every(
    (credential) => WITHOUT_URLS.has(text(credential['type'])) || (credential['type'] === 'passkey' && !isUsable(credential)),
  );
  if (!basic && !totp && !passkey && !(scope && bare)) return hidden;
  const lent = text(passkey?.['username']);
  const rpId = text(passkey?.['rpId']);
  const uris = scope
    ? [...scope.urls, ...scope.androidApps.map(({ bundleId }) => `androidapp://${bundleId}`)].filter((uri) => uri !== '')
    : passkey
      ? [rpId.includes('.') && !rpId.startsWith('http') ? `https://${rpId}` : rpId].filter((uri) => uri !== '')
      : [];
  const username = isJsonObject(basic?.['username']) ? value(basic, 'username') : lent;
  return [
    ...hidden,
    fact('login', title, username, value(basic, 'password'), uris, totp ? await codes(totp) : []),
    ...(passkey
      ? [
          fact(
            'passkey',
            title,
            rpId,
            ...['credentialId', 'userHandle', 'key', 'username', 'userDisplayName'].map((member) => text(passkey[member])),
            '0',
          ),
        ]
      : []),
  ];
}

/** A passkey that no site can have registered (CXF §3.3.12) travels raw in an extension. */
function isUsable({ credentialId, rpId, key }: JsonObject): boolean {
  const pkcs8 = fromBase64Url(text(key));
  return text(credentialId) !== '' && isDomain(text(rpId)) && pkcs8 !== undefined && privateKeyKind(pkcs8) !== undefined;
}

/** What Bitwarden makes the right codes of; anything else it would read as SHA-1, or with other digits. */
function isTaken({ secret, period, digits, algorithm }: JsonObject, importer: Importer): boolean {
  const known = ['sha1', 'sha256', 'sha512', ...(importer === 'bitwarden' ? ['steam'] : [])].some((name) => name === algorithm);
  const within = (number: unknown, most: number): boolean => Number(number) >= 1 && Number(number) <= most;
  return known && within(period, 255) && within(digits, 9) && normaliseBase32(text(secret)) !== undefined;
}

async function codes({ secret, period, digits, algorithm }: JsonObject): Promise<string[]> {
  const canonical = normaliseBase32(text(secret));
  if (canonical === undefined) return [];
  const known = (['sha1', 'sha256', 'sha512'] as const).find((name) => name === algorithm);
  const otp = {
    kind: known ? 'totp' : 'steam',
    algorithm: known ?? 'sha1',
    secret: canonical,
    period: Number(period),
    digits: Number(digits),
  } as const;
  return remember(JSON.stringify(otp), () => Promise.all(MOMENTS.map((seconds) => otpCode(otp, seconds))));
}

function cardFact(card: JsonObject, title: string): Fact {
  const [, year = '', month = ''] = /^([0-9]{4})-(0[1-9]|1[0-2])$/.exec(value(card, 'expiryDate')) ?? [];
  const [holder, number, brand = '', code] = ['fullName', 'number', 'cardType', 'verificationNumber'].map((member) => value(card, member));
  return fact('card', title, holder, number, knownBrand(brand), code, year, month.replace(/^0/, ''));
}

async function sshFacts(credential: JsonObject | undefined, title: string): Promise<Fact[]> {
  const key = text(credential?.['privateKey']);
  const pair = await remember(key, async () => {
    const pkcs8 = fromBase64Url(key);
    const line = pkcs8 && pkcs8.length > 0 ? await sshPublicLine(pkcs8) : undefined;
    return line === undefined ? [] : [line, (await sshFingerprint(line)) ?? ''];
  });
  return pair.length === 0 ? [] : [fact('ssh-key', title, ...pair)];
}

const known = new Map<string, Promise<string[]>>();

/** Codes and public keys are slow, and the same in thousands of documents. */
function remember(key: string, compute: () => Promise<string[]>): Promise<string[]> {
  const found = known.get(key) ?? compute();
  known.set(key, found);
  return found;
}

/** Where the importer puts the members that become one of an identity's. */
const IDENTITY: ReadonlyArray<readonly [type: string, member: string, vendor: string]> = [
  ['address', 'streetAddress', 'address1'],
  ['address', 'city', 'city'],
  ['address', 'territory', 'state'],
  ['address', 'country', 'country'],
  ['address', 'postalCode', 'postalCode'],
  ['address', 'tel', 'phone'],
  ['person-name', 'title', 'title'],
  ['person-name', 'given', 'firstName'],
  ['person-name', 'given2', 'middleName'],
  ['person-name', 'credentials', 'company'],
  ['passport', 'passportNumber', 'passportNumber'],
  ['drivers-license', 'licenseNumber', 'licenseNumber'],
  ['identity-document', 'identificationNumber', 'ssn'],
];

/** The value of an EditableField; '' when there is none. */
function value(credential: JsonObject | undefined, member: string): string {
  const field = credential?.[member];
  return isJsonObject(field) ? text(field['value']) : '';
}
