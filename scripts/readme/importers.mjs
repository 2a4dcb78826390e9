/** Which manager can import a passkey, and how that is known: for docs/passkeys.md. */
import { PASSKEY_IMPORTERS } from '../../dist/passkey/index.js';
import { markdownTable } from './sections.mjs';

const WAYS = { file: 'a file', exchange: 'between apps', none: 'no' };
const SEEDS = ['–', 'one', 'both'];

export function importersTable() {
  const rows = PASSKEY_IMPORTERS.map(({ label, way, algorithms, idBytes, needsUserHandle, keepsCounter, prfSeeds, evidence }) => {
    if (way === 'none') return [label, 'no', '', '', '', '', proof(evidence)];
    const ids = idBytes === undefined ? 'any' : `${idBytes} bytes only`;
    return [
      label,
      WAYS[way],
      algorithms ? algorithms.join(', ') : 'not known',
      needsUserHandle ? `${ids}; user handle needed` : ids,
      keepsCounter ? '✓' : '–',
      prfSeeds === undefined ? 'not known' : SEEDS[prfSeeds],
      proof(evidence),
    ];
  });
  return markdownTable(['Manager', 'takes passkeys from', 'algorithms', 'ids', 'counter', 'PRF seeds', 'known from'], rows);
}

function proof({ how, of, seen }) {
  return `${how}, ${seen}: ${of}`;
}
