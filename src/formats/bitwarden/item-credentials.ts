import type { SortedCredentials } from '../writing/sorted.js';
import type { PlacedCredential } from '../writing/spelled.js';
import type { Body } from './names.js';
import { hasPlace, type Room } from './room.js';

/** Says that the attachments are written elsewhere, beside the items. */
export function settleFiles({ plain }: SortedCredentials): void {
  for (const { taker, type } of plain) if (type === 'file') taker.settle(...Object.keys(taker.value));
}

/** All that may still hold something which no place has taken, the attachments only where they are not written elsewhere. */
export function leftToSpell({ plain }: SortedCredentials, body: Body, room: Room): PlacedCredential[] {
  return plain
    .filter(({ type }) => type !== 'file' || !room.files)
    .map(({ taker, type, ordinal }) => ({ taker, isPlaced: ordinal === 1 && (type === 'note' || hasPlace(body, type)) }));
}
