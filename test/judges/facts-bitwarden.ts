import { fromAnyBase64, fromHex, toBase64Url } from '../../src/core/bytes.js';
import type { JsonObject } from '../../src/core/json.js';
import type { Judge } from './bitwarden-sdk.js';
import { type Fact, fact, MOMENTS } from './facts.js';
import { isRecord, list, text } from './json.js';

/** The facts of a plain Bitwarden export, whoever wrote it. One-time passwords are compared by Bitwarden's own codes. */
export function factsOfExport(root: JsonObject, judge: Judge): Fact[] {
  return list(root, 'items').flatMap((item) => {
    const title = text(item['name']);
    const notes = text(item['notes']);
    return [
      fact('item', title),
      ...bodies(item, title, judge),
      ...(notes === '' ? [] : [fact('note', title, notes)]),
      ...list(item, 'fields').map(({ name, value }) => fact('field', title, text(name), text(value))),
    ];
  });
}

function bodies(item: JsonObject, title: string, judge: Judge): Fact[] {
  const { login, card, identity, sshKey } = item;
  return [
    ...(isRecord(login) ? logins(login, title, judge) : []),
    ...(isRecord(card) ? [cardFact(card, title)] : []),
    ...(isRecord(identity) ? identityFacts(identity, title) : []),
    ...(isRecord(sshKey) ? [fact('ssh-key', title, publicKey(sshKey), text(sshKey['keyFingerprint'] ?? sshKey['fingerprint']))] : []),
  ];
}

function logins(login: JsonObject, title: string, judge: Judge): Fact[] {
  const totp = text(login['totp']);
  const codes = totp === '' ? [] : MOMENTS.map((seconds) => judge.code(totp, seconds) ?? 'no code');
  const uris = list(login, 'uris').flatMap(({ uri }) => (text(uri) === '' ? [] : [text(uri)]));
  return [
    fact('login', title, text(login['username']), text(login['password']), appsLast(uris), codes),
    ...list(login, 'fido2Credentials').map((passkey) =>
      fact(
        'passkey',
        title,
        text(passkey['rpId']),
        credentialId(text(passkey['credentialId'])),
        canonical(text(passkey['userHandle'])),
        canonical(text(passkey['keyValue'])),
        text(passkey['userName']),
        text(passkey['userDisplayName']),
        text(passkey['counter']),
      ),
    ),
  ];
}

/** CXF has two lists, so that the order among URLs and apps is not Bitwarden's to keep. */
function appsLast(uris: readonly string[]): readonly string[] {
  const isApp = (uri: string): boolean => uri.startsWith('androidapp://');
  return [...uris.filter((uri) => !isApp(uri)), ...uris.filter(isApp)];
}

function cardFact(card: JsonObject, title: string): Fact {
  const month = text(card['expMonth']);
  const [holder, number, brand = '', code, year] = ['cardholderName', 'number', 'brand', 'code', 'expYear'].map((member) =>
    text(card[member]),
  );
  return fact('card', title, holder, number, knownBrand(brand), code, year, /^0[1-9]$/.test(month) ? month.slice(1) : month);
}

const BRANDS = ['visa', 'mastercard', 'amex', 'discover', 'dinersclub', 'jcb', 'maestro', 'unionpay', 'rupay'];

/** Bitwarden's importer knows nine brands, however they are spelled, and drops any other. */
export function knownBrand(brand: string): string {
  const dense = brand.toLowerCase().replaceAll(' ', '').replace('americanexpress', 'amex');
  return BRANDS.find((known) => known === dense) ?? '';
}

/** Each member alone: Bitwarden makes an identity of each of the five credentials that one identity is in CXF. */
function identityFacts(identity: JsonObject, title: string): Fact[] {
  const lines = ['address1', 'address2', 'address3'].map((member) => text(identity[member]));
  while (lines.at(-1) === '') lines.pop();
  const members = Object.entries({ ...identity, address1: lines.join('\n'), address2: '', address3: '' });
  return members.flatMap(([member, value]) => {
    const held = member === 'lastName' ? dense(text(value)) : text(value);
    return held === '' ? [] : [fact('identity', title, member, held)];
  });
}

function publicKey(sshKey: JsonObject): string {
  return text(sshKey['publicKey']).split(' ').slice(0, 2).join(' ');
}

function credentialId(id: string): string {
  const hex = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? fromHex(id.replaceAll('-', '')) : undefined;
  return hex ? toBase64Url(hex) : canonical(id.replace(/^b64\./, ''));
}

function canonical(base64: string): string {
  const bytes = fromAnyBase64(base64);
  return bytes ? toBase64Url(bytes) : `not base64: ${base64}`;
}

/** Bitwarden joins the parts of a last name with spaces, also the empty ones. */
export function dense(name: string): string {
  return name
    .split(' ')
    .filter((part) => part !== '')
    .join(' ');
}
