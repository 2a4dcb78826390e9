import { equal, fromBase64Url, toBase64Url } from '../core/bytes.js';
import type { Pointer } from '../core/pointer.js';
import type { Findings } from '../core/report.js';
import { readPkcs8, writePkcs8 } from '../keys/pkcs8.js';
import { completed } from '../keys/public-key.js';
import { type Origins, Places } from './places.js';
import { isPlainP256Key } from './private-key.js';
import { type AnyCredential, isKnown } from './schema/credential.js';
import type { CxfDocument } from './schema/document.js';

/**
 * Writes the key of every passkey in the one form that the strictest known readers take: 138 bytes with the public key for P-256, 48 without
 * it for Ed25519. KeePassium slices at fixed places, KeePassXC refuses Ed25519 with its public key, and the curve named twice is more than
 * some expect. Each is a change (`passkey.key-normalised`). A key that is none stays as it is. `origins` and `root`: see `Places`.
 */
export async function withCanonicalKeys(document: CxfDocument, findings: Findings, origins: Origins, root?: Pointer): Promise<CxfDocument> {
  const places = new Places(document, origins, root);
  const replaced = new Map<AnyCredential, AnyCredential>();
  for (const [a, account] of document.accounts.entries()) {
    for (const [i, item] of account.items.entries()) {
      places.enter(item, `/accounts/${a}/items/${i}`);
      for (const [c, credential] of item.credentials.entries()) {
        if (!isKnown(credential) || credential.type !== 'passkey') continue;
        const key = await otherSpelling(credential.key);
        if (key === undefined) continue;
        const place = places.placeOf(credential, `/accounts/${a}/items/${i}/credentials/${c}`);
        findings.change('passkey.key-normalised', root === undefined ? place : `${place}/key`);
        const canonical = { ...credential, key };
        places.moved(credential, canonical);
        replaced.set(credential, canonical);
      }
    }
  }
  return replaced.size === 0 ? document : replace(document, replaced, places);
}

/** The canonical spelling of a key that has another. */
async function otherSpelling(text: string): Promise<string | undefined> {
  if (isPlainP256Key(text)) return undefined;
  const bytes = fromBase64Url(text);
  const read = bytes && readPkcs8(bytes);
  if (!read) return undefined;
  if ((read.kind !== 'ec' || read.point) && equal(writePkcs8(read), bytes)) return undefined;
  // Two halves of different keys are no key: without its wrong half it would look sound and never log in.
  const key = await completed(read);
  return key && toBase64Url(writePkcs8(key));
}

function replace(document: CxfDocument, replaced: ReadonlyMap<AnyCredential, AnyCredential>, places: Places): CxfDocument {
  const accounts = document.accounts.map((account) => {
    const items = account.items.map((item) => {
      if (!item.credentials.some((credential) => replaced.has(credential))) return item;
      const changed = { ...item, credentials: item.credentials.map((credential) => replaced.get(credential) ?? credential) };
      places.moved(item, changed);
      return changed;
    });
    const changed = { ...account, items };
    places.moved(account, changed);
    return changed;
  });
  return { ...document, accounts };
}
