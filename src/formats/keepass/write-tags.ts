import type { Taker } from '../../core/taker.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import type { Held } from './held.js';
import { FAVORITE, TRASH } from './names.js';

/** Tags and the mark of a favourite → `Tags`, joined with semicolons; a tag cannot hold one. */
export function writeTags(source: Taker, carries: Carries, isTrash: boolean, held: Held, writing: Writing): string {
  const favorite = source.boolean('favorite') === true;
  const listed = source.texts('tags').filter(({ value }) => value !== '');
  const trash = isTrash ? listed.findLastIndex(({ value }) => value === TRASH) : -1;
  const tags = listed.flatMap(({ value, index }, i) => {
    const pointer = `${source.at('tags')}/${index}`;
    if (i === trash) return [];
    // KeePass puts a full stop there too (`StrUtil.NormalizeTag`).
    const plain = held.text(value, pointer).replaceAll(/[;,]/g, '.').trim();
    if (plain === '') writing.loss(pointer);
    else if (plain !== value || plain === FAVORITE) writing.change('value.normalised', pointer);
    return plain === '' ? [] : [plain];
  });
  const written = [...(favorite ? [FAVORITE] : []), ...tags].join(';');
  const carried = carries.memberSpelling('tags', written);
  return typeof carried === 'string' ? held.text(carried, source.at('tags')) : written;
}
