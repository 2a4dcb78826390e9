import type { Format, Variant } from '../formats/format.js';
import type { Evidence } from '../passkey/index.js';
import type { FileName } from './files.js';
import { type Kept, type Kind, keptBy, through } from './kinds.js';
import type { ExchangeWay, FileWay, Manager } from './manager.js';
import type { Step } from './step.js';

/** A way from one manager straight into another, before it is known what of it matters. */
export interface Hop extends Kept, Pick<Step, 'how' | 'from' | 'to' | 'exports' | 'imports' | 'command' | 'systems' | 'notes'> {
  readonly evidence: readonly Evidence[];
}

/** Every way from one manager straight into another that works today and brings anything. */
export function hopsBetween(from: Manager, to: Manager, formats: readonly Format[]): Hop[] {
  const hops = [...byFile(from, to, formats), ...byExchange(from, to), ...byProvider(from, to)];
  return hops.filter(({ keeps, unclear = [] }) => keeps.length + unclear.length > 0);
}

function byFile(from: Manager, to: Manager, formats: readonly Format[]): Hop[] {
  return from.exports.flatMap((out) =>
    out.files.flatMap((exports) =>
      to.imports.flatMap((into) => into.files.flatMap((imports) => fileHop({ from, to, out, into, exports, imports }, formats) ?? [])),
    ),
  );
}

/** The name of the file that is made, before its extension, in what a person reads. */
const OUTPUT = 'OUT';

interface Files {
  readonly from: Manager;
  readonly to: Manager;
  readonly out: FileWay;
  readonly into: FileWay;
  readonly exports: FileName;
  readonly imports: FileName;
}

/** Through this program when it reads the one file and writes the other; else only if both are the same. */
function fileHop({ from, to, out, into, exports, imports }: Files, formats: readonly Format[]): Hop | undefined {
  const read = variantOf(exports, formats);
  const written = variantOf(imports, formats);
  const hop = { how: 'file', from: from.id, to: to.id, exports, imports, ...said(out, into) } as const;
  if (exports === imports) return { ...hop, ...through(out, into) };
  if (!read?.reads || !written?.writes) return undefined;
  const converted = through(through(out, keptBy(read)), keptBy(written));
  const command = `cxf convert EXPORT -t ${imports} -o ${OUTPUT}.${written.extension}`;
  return { ...hop, command, ...through(converted, into) };
}

/** The exchange has no member for the bytes of a file or for former passwords: CXF 1.0 §3.3.7 announces files only. */
const EXCHANGED: readonly Kind[] = ['logins', 'passkeys', 'totp', 'notes', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'folders'];

/** One hop for the systems that bring the same. */
function byExchange(from: Manager, to: Manager): Hop[] {
  if (from === to) return [];
  const hops: Hop[] = [];
  for (const out of exchangesOf(from)) {
    for (const into of exchangesOf(to)) {
      if (out.system !== into.system || !out.sends || !into.takes) continue;
      const kept = through(through(out.sends, { keeps: EXCHANGED }), into.takes);
      const hop: Hop = { how: 'exchange', from: from.id, to: to.id, systems: [out.system], ...kept, ...said(out, into) };
      const alike = hops.findIndex((other) => isSame(other, hop));
      const other = hops[alike];
      if (other) hops[alike] = joined(other, hop);
      else hops.push(hop);
    }
  }
  return hops;
}

function isSame(a: Kept, b: Kept): boolean {
  return `${a.keeps.join()} ${(a.unclear ?? []).join()}` === `${b.keeps.join()} ${(b.unclear ?? []).join()}`;
}

function joined(a: Hop, b: Hop): Hop {
  const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];
  return {
    ...a,
    systems: [...(a.systems ?? []), ...(b.systems ?? [])],
    notes: unique([...a.notes, ...b.notes]),
    evidence: unique([...a.evidence, ...b.evidence]),
  };
}

/** The passkeys stay in the one manager, and Windows asks it for them. Nothing else moves. */
function byProvider(from: Manager, { id }: Manager): Hop[] {
  if (id !== 'microsoft' || !from.windowsProvider) return [];
  return [{ how: 'provider', from: from.id, to: id, keeps: ['passkeys'], notes: [], evidence: [from.windowsProvider] }];
}

function said(out: FileWay | ExchangeWay, into: FileWay | ExchangeWay): Pick<Hop, 'notes' | 'evidence'> {
  const notes = [out.note, into.note].filter((note) => note !== undefined);
  return { notes: [...new Set(notes)], evidence: [...new Set([out.evidence, into.evidence])] };
}

function exchangesOf({ exchange }: Manager): readonly ExchangeWay[] {
  return 'isKnown' in exchange ? [] : exchange;
}

/** The kind of file of this program behind a name; undefined when it has none. */
export function variantOf(file: FileName, formats: readonly Format[]): Variant | undefined {
  const [id, variant] = file.split(':');
  return formats.find((format) => format.id === id)?.variants.find((each) => each.id === variant);
}

/** What a manager holds, as far as a way out of it, or the table, tells. */
export function heldBy(manager: Manager): readonly Kind[] {
  const ways: Kept[] = [...manager.exports, ...exchangesOf(manager).flatMap(({ sends }) => sends ?? [])];
  return [...(manager.keepsInside ?? []), ...ways.flatMap(({ keeps, unclear }) => [...keeps, ...(unclear ?? [])])];
}
