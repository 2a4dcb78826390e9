/** The tables of the CXF README: the credential types, and what reading mends. */
import { cxfQuirkCodes } from '../../dist/core/codes/cxf-quirks.js';
import { CREDENTIALS } from '../../dist/cxf/schema/credential.js';
import { markdownTable } from './sections.mjs';

export function credentialsTable() {
  const rows = Object.values(CREDENTIALS).map(({ type, clause, members }) => [
    `\`${type}\``,
    `§${clause}`,
    Object.entries(members)
      .map(([name, { required }]) => (required ? `**${name}**` : name))
      .join(', '),
  ]);
  return markdownTable(['Type', 'Clause', 'Members (required ones in bold)'], rows);
}

export function quirksTable() {
  return markdownTable(
    ['Code', 'What it says'],
    Object.entries(cxfQuirkCodes).map(([code, { says }]) => [`\`${code}\``, says]),
  );
}
