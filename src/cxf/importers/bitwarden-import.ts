import { fromBase64Url } from '../../core/bytes.js';
import type { ImporterCode } from '../../core/codes/importers.js';
import type { JsonValue } from '../../core/json.js';
import type { Reason, Severity } from '../../core/report.js';
import { isPlainP256Key, privateKeyKind } from '../private-key.js';
import type { Collection } from '../schema/collection.js';
import { type AnyCredential, type CredentialType, isKnown } from '../schema/credential.js';
import type { PasskeyCredential } from '../schema/credentials/passkey.js';
import type { Account, CxfDocument } from '../schema/document.js';
import { isFieldType } from '../schema/field.js';
import type { Item } from '../schema/item.js';
import type { ImportBreach } from '../validate/profile.js';
import type { Token } from '../validate/walk.js';
import { IN_CUSTOM_FIELDS } from './fields.js';

/** serde_json's recursion limit, counted from the account. */
const NESTING = 127;
/** Read, and thrown away. */
const IGNORED: ReadonlySet<string> = new Set<CredentialType>(['generated-password', 'file', 'item-reference']);

/** What Bitwarden's importer minds that the specification does not: see the measurements in `bitwarden.ts`. */
export function bitwardenImport(document: CxfDocument): readonly ImportBreach[] {
  const found: ImportBreach[] = [];
  document.accounts.forEach((account, i) => {
    const at = new At(found, ['accounts', i]);
    // The iOS app asks for the first account only.
    if (i > 0) at.loss('import.account-ignored');
    accountImport(account, at);
  });
  return found;
}

/** A place, and where to say what happens there. */
class At {
  private readonly found: ImportBreach[];
  private readonly path: readonly Token[];

  constructor(found: ImportBreach[], path: readonly Token[]) {
    this.found = found;
    this.path = path;
  }

  below(...tokens: readonly Token[]): At {
    return new At(this.found, [...this.path, ...tokens]);
  }

  error(code: ImporterCode, ...below: readonly Token[]): void {
    this.add(code, 'error', below);
  }

  loss(code: ImporterCode, ...below: readonly Token[]): void {
    this.add(code, 'loss', below, 'target-has-no-place');
  }

  private add(code: ImporterCode, severity: Severity, below: readonly Token[], reason?: Reason): void {
    this.found.push({ code, severity, path: [...this.path, ...below], ...(reason && { reason }) });
  }
}

function accountImport({ collections, items, extensions }: Account, at: At): void {
  if (collections.length > 0) at.loss('import.member-ignored', 'collections');
  if (extensions && extensions.length > 0) at.loss('import.member-ignored', 'extensions');
  collections.forEach((collection, i) => {
    // The account, its array, the collection.
    if (depthOf(collection) + 2 > NESTING) at.error('import.nesting', 'collections', i);
  });
  for (const [i, item] of items.entries()) itemImport(item, at.below('items', i));
}

/** Levels of nesting, the collection's own included. A parsed document is at most as deep as `json.depth`. */
function depthOf({ items, subCollections = [], extensions = [] }: Collection): number {
  let deepest = items.length > 0 ? 3 : 2;
  for (const child of subCollections) deepest = Math.max(deepest, 2 + depthOf(child));
  for (const extension of extensions) deepest = Math.max(deepest, 2 + jsonDepth(extension));
  return deepest;
}

function jsonDepth(value: JsonValue | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const member of Object.values(value)) deepest = Math.max(deepest, jsonDepth(member));
  return deepest + 1;
}

function itemImport(item: Item, at: At): void {
  if ((item.extensions ?? []).some((extension) => jsonDepth(extension) + 4 > NESTING)) at.error('import.nesting', 'extensions');
  const taken = new Set<string>();
  const isTaken = item.credentials.some(({ type }) => !IGNORED.has(type));
  if (!isTaken) at.loss('import.item-ignored');
  else memberImport(item, at);
  item.credentials.forEach((credential, i) => {
    const place = at.below('credentials', i);
    if (isTaken && IGNORED.has(credential.type)) place.loss('import.type-ignored');
    else if (taken.has(credential.type)) place.loss('import.first-only');
    taken.add(credential.type);
    credentialImport(credential, place);
  });
}

function memberImport({ subtitle, favorite, tags, extensions }: Item, at: At): void {
  if (subtitle) at.loss('import.member-ignored', 'subtitle');
  if (favorite) at.loss('import.member-ignored', 'favorite');
  if (tags && tags.length > 0) at.loss('import.member-ignored', 'tags');
  if (extensions && extensions.length > 0) at.loss('import.member-ignored', 'extensions');
}

function credentialImport(credential: AnyCredential, at: At): void {
  if (!isKnown(credential)) return;
  const { type } = credential;
  if (type === 'custom-fields') {
    credential.fields.forEach(({ fieldType }, i) => {
      if (isFieldType(fieldType) && !IN_CUSTOM_FIELDS.has(fieldType)) at.error('import.field-type', 'fields', i, 'fieldType');
    });
  } else if (type === 'wifi') {
    // The specification allows `string`, the importer does not.
    if (credential.networkSecurityType?.fieldType === 'string') at.error('import.field-type', 'networkSecurityType', 'fieldType');
  } else if (type === 'totp') {
    for (const name of ['period', 'digits'] as const) if (credential[name] > 255) at.error('import.number-range', name);
  } else if (type === 'passkey') passkeyImport(credential, at);
}

function passkeyImport({ key, fido2Extensions }: PasskeyCredential, at: At): void {
  if (fido2Extensions) at.loss('import.member-ignored', 'fido2Extensions');
  if (!isPlainP256Key(key) && privateKeyKind(fromBase64Url(key)) !== 'P-256') at.loss('import.passkey-algorithm', 'key');
}
