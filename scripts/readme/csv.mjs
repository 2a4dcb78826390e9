/** The tables of the README of the CSV family: for each manager where each column goes, and what its table loses. */
import { markdownTable } from './sections.mjs';

const MEANS = {
  title: () => 'the title',
  url: () => '`scope`: a row for each address',
  note: () => '`note.content`',
  otp: () => '`totp`: an otpauth URI, or the bare secret',
  id: () => 'the identifier of the item',
  member: ({ credential, member }) => `\`${credential}.${member}\``,
  custom: ({ label, fieldType }) => `custom field “${label}” (\`${fieldType}\`)`,
  setting: () => 'carried',
  creationAt: () => '`creationAt` (milliseconds; what is beyond the second is carried)',
  modifiedAt: () => '`modifiedAt` (milliseconds; what is beyond the second is carried)',
  favorite: () => '`favorite`',
  folder: ({ separator }) => `collections, nested at \`${separator}\``,
  tags: ({ separator }) => `\`tags\`, separated by \`${separator}\``,
};

/** A section for each manager. */
export function columnsSections(managers) {
  return managers
    .map(({ id, file, columns }) => {
      const rows = columns.map(({ heading, also = [], place }) => [
        `\`${heading}\``,
        also.map((name) => `\`${name}\``).join(', '),
        MEANS[place.to](place),
      ]);
      return `### ${file} (\`${id}\`)\n\n${markdownTable(['Column', 'Also read as', 'CXF'], rows)}`;
    })
    .join('\n\n');
}

/** The losses of all managers in one table. */
export function familyLosses(managers) {
  const members = [...new Set(managers.flatMap(({ expectedLosses }) => expectedLosses.map(({ member }) => member)))];
  const rows = members.map((member) => [
    member,
    ...managers.map(({ expectedLosses }) => expectedLosses.find((loss) => loss.member === member)?.code ?? ''),
  ]);
  return markdownTable(['member', ...managers.map(({ id }) => id)], rows);
}
