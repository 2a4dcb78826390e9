import { ABILITIES } from '../../../dist/formats/format.js';

const stores = (...held) => Object.fromEntries(ABILITIES.map((ability) => [ability, held.includes(ability)]));
const variant = (id, label, extra) => ({ id, label, extension: id, reads: true, writes: true, cannotHold: [], stores: stores('totp', 'notes'), ...extra });

export const FORMATS = [
  {
    id: 'alpha',
    label: 'Alpha',
    defaultVariant: 'json',
    variants: [variant('json', 'Alpha JSON', { stores: stores(...ABILITIES) }), variant('csv', 'Alpha CSV', { cannotHold: ['passkeys', 'cards', 'files'], instead: 'Export JSON.' })],
  },
  { id: 'beta', label: 'Beta', defaultVariant: 'csv', variants: [variant('csv', 'Beta CSV'), variant('old', 'Beta 1.0', { writes: false })] },
];

export const formatOf = (id) => FORMATS.find((format) => format.id === id);
