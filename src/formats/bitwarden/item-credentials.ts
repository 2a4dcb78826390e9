import type { Taker } from '../../core/taker.js';
import type { PlacedCredential } from '../writing/spelled.js';
import type { Body } from './names.js';
import { hasPlace, type Room } from './room.js';

/** The credentials of an item, apart by what Bitwarden does with them. */
export interface ItemCredentials {
  readonly passkeys: readonly Taker[];
  /** The sections of custom fields. */
  readonly sections: readonly Taker[];
  /** All others, in their order. */
  readonly others: readonly OtherCredential[];
  /** The first of each type among the others: Bitwarden has one place for each. */
  readonly first: ReadonlyMap<string, Taker>;
}

interface OtherCredential {
  readonly taker: Taker;
  readonly type: string;
  readonly isFirst: boolean;
}

export function credentialsOf(item: Taker): ItemCredentials {
  const passkeys: Taker[] = [];
  const sections: Taker[] = [];
  const others: OtherCredential[] = [];
  const first = new Map<string, Taker>();
  for (const taker of item.objects('credentials')) {
    const type = taker.text('type') ?? '';
    if (type === 'custom-fields') sections.push(taker);
    else if (type === 'passkey') passkeys.push(taker);
    else {
      others.push({ taker, type, isFirst: !first.has(type) });
      if (!first.has(type)) first.set(type, taker);
    }
  }
  return { passkeys, sections, others, first };
}

/** Says that the attachments are written elsewhere, beside the items. */
export function settleFiles({ others }: ItemCredentials): void {
  for (const { taker, type } of others) if (type === 'file') taker.settle(...Object.keys(taker.value));
}

/** All that may still hold something which no place has taken, the attachments only where they are not written elsewhere. */
export function leftToSpell({ others }: ItemCredentials, body: Body, room: Room): PlacedCredential[] {
  return others
    .filter(({ type }) => type !== 'file' || !room.files)
    .map(({ taker, type, isFirst }) => ({ taker, isPlaced: isFirst && (type === 'note' || hasPlace(body, type)) }));
}
