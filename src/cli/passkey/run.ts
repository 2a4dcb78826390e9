import type { Limits } from '../../core/limits.js';
import type { Pointer } from '../../core/pointer.js';
import type { Finding } from '../../core/report.js';
import { checkPasskeys, passkeysOf, unreadablePasskeys } from '../../cxf/passkeys.js';
import type { PasskeyCheck } from '../../passkey/check/check.js';
import type { InputFlags } from '../flags.js';
import { readVaults } from '../read-vaults.js';
import { labelOf } from '../render/labels.js';
import { checkLines, listLines } from '../render/passkeys.js';
import type { Session } from '../session.js';
import type { CheckedPasskey, PasskeyAnswer } from './answer.js';
import { type PlaceFlags, placesOf } from './places.js';

export interface PasskeyFlags extends InputFlags, PlaceFlags {
  readonly json?: boolean;
  readonly includeTrash?: boolean;
}

/** `cxf passkey list` and `check`. `list` exits 0; `check` 1 when a passkey is damaged, or none works at a place that was asked about. */
export async function runPasskey(
  verb: 'list' | 'check',
  path: string | undefined,
  flags: PasskeyFlags,
  limits: Limits,
  session: Session,
): Promise<number> {
  const { screen, signal } = session;
  silenceExperiments();
  const places = await placesOf(flags, limits, signal);
  const [read] = await readVaults(path === undefined ? [] : [path], flags, limits, session);
  if (!read) return 2;
  const { vault, report } = read;
  const { document, origins, root } = vault;
  const found = [...passkeysOf(document, origins, root)];
  const checks = await checkPasskeys(found, {
    limits,
    progress: (done) => {
      signal.throwIfAborted();
      screen.progress('check', done, found.length);
    },
  });
  const passkeys: CheckedPasskey[] = [];
  const ofReading = byPasskey(checks, report.findings);
  for (const check of checks) {
    const findings = [...(ofReading.get(check.pointer) ?? []), ...check.findings];
    passkeys.push({ ...check, findings, places: await Promise.all(places.map((place) => place.ask(check.rpId))) });
  }
  const unreadable = unreadablePasskeys(document, report.findings, origins, root);
  const answer = { source: report.source, passkeys, unreadable, places };
  await (flags.json ? screen.json(jsonOf(verb, answer)) : screen.print(linesOf(verb, answer, session)));
  return verb === 'list' ? 0 : exitOf(answer);
}

/** What reading had to change about each passkey, by its place: importers would have met it as it stood. */
function byPasskey(checks: readonly PasskeyCheck[], findings: readonly Finding[]): Map<Pointer, Finding[]> {
  const found = new Map<Pointer, Finding[]>(checks.map(({ pointer }) => [pointer, []]));
  for (const finding of findings) {
    const { source = '' } = finding;
    for (let end = source.length; end >= 0; end = end === 0 ? -1 : source.lastIndexOf('/', end - 1)) {
      found.get(source.slice(0, end))?.push(finding);
    }
  }
  return found;
}

/** Node warns that its Ed25519 is an experiment: not a matter of whoever checks a vault. Other warnings are shown as ever. */
function silenceExperiments(): void {
  const shown = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const show of shown) show(warning);
  });
}

function exitOf({ passkeys, unreadable, places }: PasskeyAnswer): number {
  const isDamaged = unreadable.length > 0 || passkeys.some(({ ok }) => !ok);
  const isUseless = places.some((_, index) => !passkeys.some((passkey) => passkey.ok && passkey.places[index]?.usable));
  return isDamaged || isUseless ? 1 : 0;
}

function linesOf(verb: 'list' | 'check', answer: PasskeyAnswer, { screen }: Session): string[] {
  const style = { ink: screen.outInk, width: screen.width, label: labelOf };
  return verb === 'list' ? listLines(answer, style) : checkLines(answer, style);
}

/** Facts for programs. `list` leaves out what only checking tells. */
function jsonOf(verb: 'list' | 'check', { source, passkeys, unreadable, places }: PasskeyAnswer): object {
  if (verb === 'list') {
    const facts = passkeys.map(({ findings: _, importers: __, places: ___, ok: ____, ...rest }) => rest);
    return { version: 1, source, passkeys: facts, unreadable: unreadable.map((finding) => finding.source ?? '') };
  }
  const asked = places.map(({ kind, name }) => ({ kind, name }));
  return {
    version: 1,
    source,
    valid: unreadable.length === 0 && passkeys.every(({ ok }) => ok),
    places: asked,
    passkeys,
    findings: unreadable,
  };
}
