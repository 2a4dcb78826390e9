import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { type ConvertOptions, convertToBytes, type Finding, sourceOf } from '../../src/index.js';
import { withItem } from '../cxf/documents.js';

/** A passkey in a CXF document (§3.3.12). */
export interface CxfPasskey {
  readonly type: 'passkey';
  readonly credentialId: string;
  readonly rpId: string;
  readonly username: string;
  readonly userDisplayName: string;
  readonly userHandle: string;
  readonly key: string;
  readonly fido2Extensions?: JsonObject;
}

/**
 * The file in which a manager would hand a passkey over. CXF has no member for a signature counter; one that is not zero stands where this
 * toolkit carries it.
 */
export function documentOf(passkey: CxfPasskey, counter = 0): Uint8Array {
  const entries = [{ credentialId: passkey.credentialId, counter }];
  const carried = { name: 'vault.example/cx-passkey-counters', source: 'cxf', entries };
  return Buffer.from(JSON.stringify(withItem([{ ...passkey }], counter > 0 ? { extensions: [carried] } : {})));
}

export interface Moved {
  readonly bytes: Uint8Array;
  /** `severity code`, of all conversions in order. */
  readonly says: readonly string[];
}

/** Converts a file step by step; each step sees only the bytes that the one before it wrote. */
export async function move(bytes: Uint8Array, ...steps: readonly ConvertOptions[]): Promise<Moved> {
  let last = bytes;
  const findings: Finding[] = [];
  for (const step of steps) {
    const { bytes: written, report } = await convertToBytes([sourceOf(last)], step);
    findings.push(...report.findings);
    last = written;
  }
  return { bytes: last, says: findings.map(({ severity, code }) => `${severity} ${code}`) };
}

/** The one passkey of a CXF file. Read as plain JSON: what the file itself does not say must not count. */
export function passkeyIn(cxf: Uint8Array): CxfPasskey {
  const [found, ...more] = objectsIn(cxf, ({ type }) => type === 'passkey');
  if (!found || more.length > 0) throw new Error('one passkey was expected');
  const text = (name: string): string => {
    const value = found[name];
    if (typeof value !== 'string') throw new Error(`${name} is no text`);
    return value;
  };
  const { fido2Extensions } = found;
  return {
    type: 'passkey',
    credentialId: text('credentialId'),
    rpId: text('rpId'),
    username: text('username'),
    userDisplayName: text('userDisplayName'),
    userHandle: text('userHandle'),
    key: text('key'),
    ...(isJsonObject(fido2Extensions) && { fido2Extensions }),
  };
}

/** The counter that is carried beside the passkey; zero when there is none. */
export function counterIn(cxf: Uint8Array): number {
  const [entry] = objectsIn(cxf, ({ counter }) => counter !== undefined);
  return Number(entry?.['counter'] ?? 0);
}

function objectsIn(file: Uint8Array, wanted: (object: JsonObject) => boolean): JsonObject[] {
  const document: JsonValue = JSON.parse(Buffer.from(file).toString());
  return objectsOf(document, wanted);
}

function objectsOf(value: JsonValue | undefined, wanted: (object: JsonObject) => boolean): JsonObject[] {
  if (isJsonArray(value)) return value.flatMap((entry) => objectsOf(entry, wanted));
  if (!isJsonObject(value)) return [];
  return [...(wanted(value) ? [value] : []), ...Object.values(value).flatMap((entry) => objectsOf(entry, wanted))];
}
