import { ABILITIES, ABILITY_WORDS, type Ability, type Variant } from '../formats/format.js';

/** What people keep in a manager. Counters and PRF seeds are parts of a passkey: docs/passkeys.md tells who keeps them. */
export type Kind = 'logins' | Exclude<Ability, 'counters' | 'prf'>;

/** What people call it. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = { logins: 'logins', ...ABILITY_WORDS };

/** All kinds, in the order in which people ask for them. */
export const KINDS: readonly Kind[] = [
  'logins',
  'passkeys',
  'totp',
  'notes',
  'cards',
  'identities',
  'ssh-keys',
  'custom-fields',
  'folders',
  'history',
  'files',
];

/** What a way is known to keep, and of what nobody has said. It does not keep the rest. */
export interface Kept {
  readonly keeps: readonly Kind[];
  readonly unclear?: readonly Kind[];
}

/** Everything but what is named. */
export function kindsBut(...missing: readonly Kind[]): readonly Kind[] {
  return KINDS.filter((kind) => !missing.includes(kind));
}

/** What is still there after both: kept by both, or unclear when one of them is and the other does not lose it. */
export function through(first: Kept, second: Kept): Kept {
  const may = (kept: Kept, kind: Kind): boolean => kept.keeps.includes(kind) || (kept.unclear ?? []).includes(kind);
  const left = KINDS.filter((kind) => may(first, kind) && may(second, kind));
  const isSure = (kind: Kind): boolean => first.keeps.includes(kind) && second.keeps.includes(kind);
  return { keeps: left.filter(isSure), unclear: left.filter((kind) => !isSure(kind)) };
}

/** What a kind of file of this program holds. */
export function keptBy({ stores, cannotHold }: Variant): Kept {
  const held = ABILITIES.filter((ability) => stores[ability]);
  return { keeps: KINDS.filter((kind) => (kind === 'logins' ? !cannotHold.includes('logins') : held.includes(kind))) };
}
