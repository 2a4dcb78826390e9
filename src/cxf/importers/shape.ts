import { asJson } from '../../core/brand.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import { carry } from '../carry/names.js';
import { Places } from '../places.js';
import type { AnyCredential } from '../schema/credential.js';
import { isKnown } from '../schema/credential.js';
import type { Account, CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { Item } from '../schema/item.js';
import { leaveCountedPasskeys } from './counters.js';
import { shapeFields } from './fields.js';
import { shapeGenerated } from './generated.js';
import { flatCollections } from './nesting.js';
import { keepVisible } from './placeholder.js';
import { plain, wellFormed } from './plain.js';
import { MOVED, type ShapeOptions, type Shaping } from './shaping.js';
import { linkParts, splitItem } from './split.js';
import { shapeTotp } from './totp.js';
import { validated } from './valid.js';

/**
 * Makes of a document one that the importer takes. What does not fit stays visible as a custom field, or raw in an extension, and
 * `unshape` turns it back; what may not travel at all is a loss. Untouched objects are not copied.
 */
export async function shape(document: CxfDocument, options: ShapeOptions, findings: Findings): Promise<CxfDocument> {
  const places = new Places(document, options.origins, options.root);
  const verbatim = options.importer === 'spec';
  const shaping: Shaping = {
    exporter: verbatim ? document.exporterRpId : wellFormed(document.exporterRpId),
    findings,
    options,
    place: (object, pointer) => places.placeOf(object, pointer),
    placeOfValue: (pointer) => places.place(pointer),
    moved: (object, copy) => places.moved(object, copy),
  };
  const accounts: Account[] = [];
  for (const [a, account] of document.accounts.entries()) {
    const items: Item[] = [];
    const parts = new Map<string, readonly string[]>();
    for (const [i, item] of account.items.entries()) {
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      const shaped = verbatim
        ? shapeItem(item, pointer, shaping)
        : keepVisible(shapeItem(plain(item, pointer, shaping), pointer, shaping), pointer, shaping);
      const [first = shaped, ...more] = options.importer === 'bitwarden' ? await splitItem(shaped, shaping.exporter) : [shaped];
      if (more.length > 0) findings.change('item.split', places.placeOf(item, pointer));
      // Two items may have one identifier, and so have their parts: the longer list names those of both.
      const ids = more.map(({ id }) => id);
      if (ids.length > (parts.get(item.id)?.length ?? 0)) parts.set(item.id, ids);
      for (const part of [first, ...more]) if (part !== item) places.moved(item, part);
      items.push(first, ...more);
    }
    const around = `/accounts/${a}`;
    const linked = linkParts(account.collections, parts);
    const collections = verbatim ? linked : flatCollections(linked, `${around}/collections`, shaping);
    const rest = { ...account, collections, items: [] };
    const shapedAccount = { ...(verbatim ? rest : plain(rest, around, shaping)), items };
    places.moved(account, shapedAccount);
    accounts.push(shapedAccount);
  }
  const version = { ...document.version, ...ONE_ZERO };
  for (const part of ['major', 'minor'] as const)
    if (version[part] !== document.version[part]) findings.change('cxf.version-respelled', places.place(`/version/${part}`));
  const header = { ...document, version, accounts: [] };
  return { ...(verbatim ? header : plain(header, '', shaping)), accounts };
}

const ONE_ZERO = { major: 1, minor: 0 };

function shapeItem(item: Item, pointer: Pointer, shaping: Shaping): Item {
  const counted = leaveCountedPasskeys(item, pointer, shaping);
  const travelling = counted.credentials.filter((credential) => {
    if (!isKnown(credential) || credential.type !== 'file' || shaping.options.filesTravel(credential.id)) return true;
    const at = `${pointer}/credentials/${item.credentials.indexOf(credential)}`;
    const isMissing = shaping.options.filesMissing(credential.id);
    if (isMissing) shaping.findings.loss('file.missing', 'invalid-value', shaping.place(credential, at));
    else shaping.findings.loss('file.left-behind', 'target-has-no-place', shaping.place(credential, at));
    return false;
  });
  const extensions: Extension[] = [...(counted.extensions ?? [])];
  const credentials = travelling.flatMap((credential, index): AnyCredential[] => {
    const at = `${pointer}/credentials/${item.credentials.indexOf(credential)}`;
    // It will stand elsewhere.
    if (travelling.length !== item.credentials.length) shaping.options.origins.set(credential, shaping.place(credential, at));
    const shaped = shapeCredential(credential, index, at, shaping);
    for (const made of shaped ?? []) if (made !== credential) shaping.moved(credential, made);
    if (shaped) return shaped;
    extensions.push(carry(shaping.exporter, 'cx-credential', 'cxf', { index, credential: asJson(credential) }));
    // Raw it can be read back, but no importer makes a login of it.
    if (isKnown(credential) && credential.type === 'passkey') {
      const subject = { title: item.title, rpId: credential.rpId, username: credential.username };
      shaping.findings.loss('passkey.invalid', 'invalid-value', shaping.place(credential, at), subject);
    } else shaping.findings.change('credential.carried', shaping.place(credential, at));
    return [];
  });
  const same =
    extensions.length === (counted.extensions?.length ?? 0) &&
    credentials.length === counted.credentials.length &&
    credentials.every((c, i) => c === counted.credentials[i]);
  return same ? counted : { ...counted, credentials: mergeFields(credentials), ...(extensions.length > 0 && { extensions }) };
}

/** What becomes of one credential; undefined when it can only travel raw. */
function shapeCredential(credential: AnyCredential, index: number, at: Pointer, shaping: Shaping): AnyCredential[] | undefined {
  if (!isKnown(credential)) return shaping.options.importer === 'spec' ? [credential] : undefined;
  if (credential.type === 'totp') return [shapeTotp(credential, index, at, shaping)];
  if (credential.type === 'generated-password') return [shapeGenerated(credential, index, at, shaping)];
  const valid = validated(credential, at, shaping);
  if (valid) return shapeFields(valid, index, at, shaping);
  // Without its announcement nobody could find the bytes, or trust them.
  if (credential.type === 'file') shaping.findings.loss('file.changed', 'invalid-value', shaping.place(credential, at));
  return undefined;
}

/** Fields that were moved out of their credential join the first section, the only one that Bitwarden reads. */
function mergeFields(credentials: readonly AnyCredential[]): AnyCredential[] {
  const moved = credentials.filter((credential) => isKnown(credential) && credential.type === 'custom-fields' && MOVED.has(credential));
  if (moved.length === 0) return [...credentials];
  const rest = credentials.filter((credential) => !moved.includes(credential));
  const fields = moved.flatMap((credential) => (isKnown(credential) && credential.type === 'custom-fields' ? credential.fields : []));
  const at = rest.findIndex(staysSection);
  const section = rest[at];
  if (section === undefined || !isKnown(section) || section.type !== 'custom-fields') return [...rest, { type: 'custom-fields', fields }];
  return rest.map((credential, i) => (i === at ? { ...section, fields: [...section.fields, ...fields] } : credential));
}

/** A section that still is one when the moved fields have gone back. An empty array is not written, so it does not make one. */
function staysSection(credential: AnyCredential): boolean {
  if (!isKnown(credential) || credential.type !== 'custom-fields') return false;
  const { type: _, fields, ...more } = credential;
  return fields.length > 0 || Object.values(more).some((member: unknown) => !Array.isArray(member) || member.length > 0);
}
