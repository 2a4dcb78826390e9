import { describe, expect, it } from 'vitest';
import { database, entry, readXmlFile, string } from './xml-file.js';

const AT = '/Root/Group/0/Entry/0/History/Entry/0';

function password(text: string): string {
  return `<String><Key>Password</Key><Value ProtectInMemory="True">${text}</Value></String>`;
}

function times(modified: string, used: string, created = '2020-01-01T00:00:00Z'): string {
  return `<Times><CreationTime>${created}</CreationTime><LastModificationTime>${modified}</LastModificationTime><UsageCount>${used}</UsageCount></Times>`;
}

/** An entry with one earlier state. */
async function withState(earlier: string, now = 'now') {
  const state = entry('e', earlier);
  const whole = `${string('Title', 'T') + password(now) + times('2024-01-01T00:00:00Z', '3')}<History>${state}</History>`;
  const { items, said } = await readXmlFile(database(entry('e', whole)));
  return { said, history: items[0]?.extensions?.find(({ name }) => name.endsWith('/cx-password-history')) };
}

describe('an earlier state of an entry', () => {
  it('that differs by its password alone is wholly kept', async () => {
    const { said, history } = await withState(string('Title', 'T') + password('old') + times('2023-01-01T00:00:00Z', '3'));
    expect(said).toEqual([]);
    expect(history).toMatchObject({ entries: [{ password: 'old', lastUsedDate: '2023-01-01T00:00:00.000Z' }] });
  });

  it('that was used less often is a change, no loss', async () => {
    const { said } = await withState(string('Title', 'T') + password('old') + times('2023-01-01T00:00:00Z', '1'));
    expect(said).toEqual([`change keepass.history-times ${AT}`]);
  });

  it('that has the password of now tells only when: a change', async () => {
    const { said, history } = await withState(string('Title', 'T') + password('now') + times('2023-01-01T00:00:00Z', '3'));
    expect([said, history]).toEqual([[`change keepass.history-times ${AT}`], undefined]);
  });

  it.each([
    ['another title', string('Title', 'Other') + password('old') + times('2023-01-01T00:00:00Z', '3')],
    ['a string of its own', string('Title', 'T') + string('PIN', '1') + password('old') + times('2023-01-01T00:00:00Z', '3')],
    ['two passwords', string('Title', 'T') + password('old') + password('older') + times('2023-01-01T00:00:00Z', '3')],
    ['another creation', string('Title', 'T') + password('old') + times('2023-01-01T00:00:00Z', '3', '2019-01-01T00:00:00Z')],
    ['another icon', `<IconID>5</IconID>${string('Title', 'T')}${password('old')}${times('2023-01-01T00:00:00Z', '3')}`],
    ['a password that says more', string('Title', 'T') + password('old').replace('</String>', '<More>1</More></String>')],
  ])('with %s is a loss', async (_, earlier) => {
    expect((await withState(earlier)).said).toEqual([`loss keepass.history-left-out ${AT}`]);
  });
});
