import type { Taker } from '../../core/taker.js';

/** A credential that is neither a passkey nor custom fields. */
export interface PlainCredential {
  readonly taker: Taker;
  readonly type: string;
  /** Which of its type in the item, counted from 1. */
  readonly ordinal: number;
}

/** The credentials of an item, apart: what a row or body has one place for is the first of each type. */
export interface SortedCredentials {
  readonly first: ReadonlyMap<string, Taker>;
  readonly passkeys: readonly Taker[];
  /** custom-fields. */
  readonly sections: readonly Taker[];
  readonly plain: readonly PlainCredential[];
}

export function sortCredentials(item: Taker): SortedCredentials {
  const first = new Map<string, Taker>();
  const passkeys: Taker[] = [];
  const sections: Taker[] = [];
  const plain: PlainCredential[] = [];
  const seen = new Map<string, number>();
  for (const taker of item.objects('credentials')) {
    const type = taker.text('type') ?? '';
    const ordinal = (seen.get(type) ?? 0) + 1;
    seen.set(type, ordinal);
    if (type === 'custom-fields') sections.push(taker);
    else if (type === 'passkey') passkeys.push(taker);
    else {
      plain.push({ taker, type, ordinal });
      if (ordinal === 1) first.set(type, taker);
    }
  }
  return { first, passkeys, sections, plain };
}
