import { isJsonArray, isJsonObject } from '../core/json.js';
import type { Pointer } from '../core/pointer.js';
import type { Finding } from '../core/report.js';
import { type CheckOptions, checkPasskey, type PasskeyCheck } from '../passkey/check/check.js';
import { findCarry } from './carry/names.js';
import { setAsidePasskeys } from './carry/set-aside-passkeys.js';
import { type Origins, Places } from './places.js';
import { isKnown } from './schema/credential.js';
import type { PasskeyCredential } from './schema/credentials/passkey.js';
import type { CxfDocument } from './schema/document.js';
import type { Item } from './schema/item.js';

/** A passkey of a document with what stands beside it. */
export interface PlacedPasskey {
  readonly passkey: PasskeyCredential;
  /** Where it stood in the input. */
  readonly pointer: Pointer;
  /** Whether the members of CXF stand below that place: not in the file of a manager, whose own names the document has not kept. */
  readonly hasMembers: boolean;
  /** The carried signature counter; 0 when there is none. */
  readonly counter: number;
}

/** Every passkey of a document, in its order. `origins` and `root`: see `Places`. */
export function* passkeysOf(document: CxfDocument, origins: Origins = new WeakMap(), root?: Pointer): Generator<PlacedPasskey> {
  const places = new Places(document, origins, root);
  const hasMembers = root !== undefined;
  for (const [a, account] of document.accounts.entries()) {
    for (const [i, item] of account.items.entries()) {
      const counters = countersOf(item);
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      for (const [c, credential] of item.credentials.entries()) {
        if (!isKnown(credential) || credential.type !== 'passkey') continue;
        const place = places.placeOf(credential, `${pointer}/credentials/${c}`);
        yield { passkey: credential, pointer: place, hasMembers, counter: counters.get(credential.credentialId) ?? 0 };
      }
    }
  }
}

/** `checkPasskey` for every passkey of a document; credential ids are compared throughout. */
export async function checkPasskeys(
  passkeys: Iterable<PlacedPasskey>,
  options: Pick<CheckOptions, 'limits' | 'subtle'> & { readonly progress?: (done: number) => void } = {},
): Promise<PasskeyCheck[]> {
  const seen = new Set<string>();
  const checks: PasskeyCheck[] = [];
  for (const { passkey, pointer, hasMembers, counter } of passkeys) {
    const check = await checkPasskey(passkey, { ...options, pointer, counter, seen });
    const findings = hasMembers ? check.findings : check.findings.map((finding) => ({ ...finding, source: pointer }));
    checks.push({ ...check, findings });
    options.progress?.(checks.length);
  }
  return checks;
}

/**
 * What stands in the place of passkeys that no reader could make one of, as errors `passkey.unreadable`: those that a manager's file held
 * (`passkey.invalid` among the findings of reading), and those that a CXF document set aside.
 */
export function unreadablePasskeys(document: CxfDocument, findings: readonly Finding[], origins: Origins, root?: Pointer): Finding[] {
  const left = findings.flatMap(({ code, severity, source }) => (code === 'passkey.invalid' && severity === 'loss' ? [source ?? ''] : []));
  const heard = new Set(findings.flatMap(({ code, source }) => (code === 'cxf.credential-set-aside' ? [source] : [])));
  const places = new Places(document, origins, root);
  for (const [a, account] of document.accounts.entries()) {
    for (const [i, item] of account.items.entries()) {
      const pointer = `/accounts/${a}/items/${i}`;
      places.enter(item, pointer);
      for (const index of setAsidePasskeys(findCarry(item.extensions, 'cx-set-aside', 'cxf'))) {
        const place = places.place(`${pointer}/credentials/${index}`);
        // What an earlier reading set aside stood elsewhere: then the item is all that can be named.
        left.push(heard.has(place) ? place : places.placeOf(item, pointer));
      }
    }
  }
  return left.map((source) => ({ code: 'passkey.unreadable', severity: 'error', source }));
}

function countersOf({ extensions }: Item): Map<string, number> {
  const entries = findCarry(extensions, 'cx-passkey-counters')?.['entries'];
  const counters = new Map<string, number>();
  for (const entry of isJsonArray(entries) ? entries : []) {
    if (!isJsonObject(entry)) continue;
    const { credentialId, counter } = entry;
    if (typeof credentialId === 'string' && typeof counter === 'number') counters.set(credentialId, counter);
  }
  return counters;
}
