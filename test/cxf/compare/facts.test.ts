import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../src/cxf/compare/difference.js';
import { factsOf } from '../../../src/cxf/compare/facts.js';
import type { CxfDocument, Item } from '../../../src/index.js';

function document(item: Partial<Item>, more: Partial<CxfDocument['accounts'][number]> = {}): CxfDocument {
  const items: readonly Item[] = [{ id: 'AAAA', title: 'Title', credentials: [], ...item }];
  const account = { id: 'BBBB', username: '', email: '', collections: [], items, ...more };
  return { version: { major: 1, minor: 0 }, exporterRpId: 'a.example', exporterDisplayName: '', timestamp: 0, accounts: [account] };
}

const keys = (item: Partial<Item>, more = {}): string[] =>
  factsOf(document(item, more)).map(({ kind, member, value }) => `${kind} ${member} ${value}`);

describe('facts', () => {
  it('name item, kind, member, value and place', () => {
    const [, fact] = factsOf(document({ credentials: [{ type: 'basic-auth', username: { fieldType: 'string', value: 'me' } }] }));
    expect(fact).toEqual({
      item: 'Title',
      kind: 'basic-auth',
      member: 'username',
      value: 'me',
      pointer: '/accounts/0/items/0/credentials/0/username',
    });
  });

  it('say nothing of empty values, identifiers and captions that repeat the member', () => {
    const username = { id: 'CCCC', fieldType: 'string', value: '', label: 'User name' };
    expect(keys({ credentials: [{ type: 'basic-auth', username }], tags: [], favorite: false })).toEqual(['item title Title']);
  });

  it('count: a thing said twice is two facts', () => {
    const note = { type: 'note', content: { fieldType: 'string', value: 'n' } } as const;
    const { onlyFirst, onlySecond } = differenceOf(document({ credentials: [note, note] }), document({ credentials: [note] }));
    expect([onlyFirst.map(({ value }) => value), onlySecond]).toEqual([['n'], []]);
  });

  it('hold one-time passwords by their parameters, whatever the spelling', () => {
    const totp = { type: 'totp', period: 30, digits: 6, algorithm: 'sha1' } as const;
    const spelled = differenceOf(
      document({ credentials: [{ ...totp, secret: 'JBSWY3DPEHPK3PXP' }] }),
      document({ credentials: [{ ...totp, secret: 'jbsw y3dp-ehpk3pxp==' }] }),
    );
    expect(spelled).toEqual({ onlyFirst: [], onlySecond: [] });
    const other = differenceOf(
      document({ credentials: [{ ...totp, secret: 'JBSWY3DPEHPK3PXP' }] }),
      document({ credentials: [{ ...totp, secret: 'JBSWY3DPEHPK3PXP', period: 60 }] }),
    );
    expect(other.onlyFirst.length + other.onlySecond.length).toBe(2);
  });

  it('hold folders by their path, in a tree or with slashes', () => {
    const items = [{ item: 'AAAA' }];
    const tree = [{ id: 'CCCC', title: 'a', items: [], subCollections: [{ id: 'DDDD', title: 'b', items }] }];
    const slashes = [
      { id: 'CCCC', title: 'a', items: [] },
      { id: 'DDDD', title: 'a/b', items },
    ];
    const { onlyFirst, onlySecond } = differenceOf(document({}, { collections: tree }), document({}, { collections: slashes }));
    expect([onlyFirst, onlySecond]).toEqual([[], []]);
    expect(keys({}, { collections: tree })).toContain('collection in a/b');
  });

  it('hold what a person keeps in a carry, but no settings', () => {
    const extensions = [
      { name: 'a.example/cx-settings', source: 'bitwarden', members: { reprompt: 1 } },
      { name: 'a.example/cx-password-history', source: 'bitwarden', entries: [{ password: 'old' }] },
      { name: 'other.example/x', value: 1 },
    ];
    expect(keys({ extensions })).toEqual([
      'item title Title',
      'extension cx-password-history {"password":"old"}',
      'extension other.example/x {"name":"other.example/x","value":1}',
    ]);
  });

  it('point to a member that nobody knows by its place: its name may be a secret', () => {
    const fact = factsOf(document({ credentials: [{ type: 'note', 'my secret': 'x', content: { fieldType: 'string', value: '' } }] })).at(
      -1,
    );
    expect(fact?.pointer).toBe('/accounts/0/items/0/credentials/0/1');
  });
});
