/** The tables of the Bitwarden README: where each member of an item goes. */
import { BODIES, STATES } from '../../dist/formats/bitwarden/tables.js';
import { markdownTable } from './sections.mjs';

export function membersTable() {
  const rows = Object.entries(BODIES).flatMap(([body, { mapped, custom }]) => [
    ...mapped.map(({ vendor, credential, member }) => [`\`${body}.${vendor}\``, `\`${credential}.${member}\``]),
    ...stateRow(body),
    ...custom.map(({ vendor, label, fieldType }) => [`\`${body}.${vendor}\``, `custom field “${label}” (\`${fieldType}\`)`]),
  ]);
  return markdownTable(['Bitwarden', 'CXF'], rows);
}

function stateRow(body) {
  if (!Object.hasOwn(STATES, body)) return [];
  const { state, country, credential, label } = STATES[body];
  return [
    [
      `\`${body}.${state}\``,
      `\`${credential}.territory\`, with \`${country}\` where that gives a code of ISO 3166-2; else custom field “${label}”`,
    ],
  ];
}
