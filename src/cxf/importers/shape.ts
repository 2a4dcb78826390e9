import { asJson } from '../../core/brand.js';
import type { Pointer } from '../../core/pointer.js';
import type { Findings } from '../../core/report.js';
import { carry } from '../carry/names.js';
import type { AnyCredential } from '../schema/credential.js';
import { isKnown } from '../schema/credential.js';
import type { Account, CxfDocument } from '../schema/document.js';
import type { Extension } from '../schema/extension.js';
import type { Item } from '../schema/item.js';
import { leaveCountedPasskeys } from './counters.js';
import { shapeFields } from './fields.js';
import { shapeGenerated } from './generated.js';
import { keepVisible } from './placeholder.js';
import { flatCollections, plain, wellFormed } from './plain.js';
import { MOVED, type ShapeOptions, type Shaping } from './shaping.js';
import { splitItem } from './split.js';
import { shapeTotp } from './totp.js';

/**
 * Makes of a document one that the importer takes. What does not fit stays visible as a custom field, or raw in an extension, and
 * `unshape` turns it back; what may not travel at all is a loss. Untouched objects are not copied.
 */
export async function shape(document: CxfDocument, options: ShapeOptions, findings: Findings): Promise<CxfDocument> {
  let at: { readonly item: Pointer; readonly document: Pointer } | undefined;
  const verbatim = options.importer === 'spec';
  const shaping: Shaping = {
    exporter: verbatim ? document.exporterRpId : wellFormed(document.exporterRpId),
    findings,
    options,
    place: (object, pointer) => options.origins.get(object) ?? (at && pointer.startsWith(at.document) ? at.item : pointer),
  };
  const accounts: Account[] = [];
  for (const [a, account] of document.accounts.entries()) {
    const items: Item[] = [];
    for (const [i, item] of account.items.entries()) {
      const pointer = `/accounts/${a}/items/${i}`;
      const origin = options.origins.get(item);
      at = origin === undefined ? undefined : { item: origin, document: pointer };
      const shaped = verbatim
        ? shapeItem(item, pointer, shaping)
        : keepVisible(shapeItem(plain(item, pointer, shaping), pointer, shaping), pointer, shaping);
      if (options.importer === 'bitwarden') items.push(...(await splitItem(shaped, shaping.exporter)));
      else items.push(shaped);
    }
    at = undefined;
    const around = `/accounts/${a}`;
    const collections = verbatim ? account.collections : flatCollections(account.collections, `${around}/collections`, shaping);
    const rest = { ...account, collections, items: [] };
    accounts.push({ ...(verbatim ? rest : plain(rest, around, shaping)), items });
  }
  const header = { ...document, version: { major: 1, minor: 0 }, accounts: [] };
  return { ...(verbatim ? header : plain(header, '', shaping)), accounts };
}

function shapeItem(item: Item, pointer: Pointer, shaping: Shaping): Item {
  const counted = leaveCountedPasskeys(item, pointer, shaping);
  const extensions: Extension[] = [...(counted.extensions ?? [])];
  const credentials: AnyCredential[] = [];
  counted.credentials.forEach((credential, index) => {
    const at = `${pointer}/credentials/${index}`;
    if (isKnown(credential) && credential.type === 'file' && !shaping.options.filesTravel(credential.id)) {
      shaping.findings.loss('file.left-behind', 'target-has-no-place', shaping.place(credential, at));
    } else if (shaping.options.importer === 'spec') credentials.push(credential);
    else if (!isKnown(credential)) {
      extensions.push(carry(shaping.exporter, 'cx-credential', 'cxf', { index, credential: asJson(credential) }));
      shaping.findings.change('credential.carried', shaping.place(credential, at));
    } else if (credential.type === 'totp') credentials.push(shapeTotp(credential, at, shaping));
    else if (credential.type === 'generated-password') credentials.push(shapeGenerated(credential, at, shaping));
    else credentials.push(...shapeFields(credential, at, shaping));
  });
  const same =
    extensions.length === (counted.extensions?.length ?? 0) &&
    credentials.length === counted.credentials.length &&
    credentials.every((c, i) => c === counted.credentials[i]);
  return same ? counted : { ...counted, credentials: mergeFields(credentials), ...(extensions.length > 0 && { extensions }) };
}

/** Fields that were moved out of their credential join the first section: Bitwarden reads no other. */
function mergeFields(credentials: readonly AnyCredential[]): AnyCredential[] {
  const moved = credentials.filter((credential) => isKnown(credential) && credential.type === 'custom-fields' && MOVED.has(credential));
  if (moved.length === 0) return [...credentials];
  const rest = credentials.filter((credential) => !moved.includes(credential));
  const fields = moved.flatMap((credential) => (isKnown(credential) && credential.type === 'custom-fields' ? credential.fields : []));
  const at = rest.findIndex((credential) => isKnown(credential) && credential.type === 'custom-fields');
  const section = rest[at];
  if (section === undefined || !isKnown(section) || section.type !== 'custom-fields') return [...rest, { type: 'custom-fields', fields }];
  return rest.map((credential, i) => (i === at ? { ...section, fields: [...section.fields, ...fields] } : credential));
}
