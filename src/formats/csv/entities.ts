const ENTITY = /&(?:lt|gt|amp|quot|#39);/;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };

/**
 * The browser extension of LastPass writes `&lt;` for `<` in every cell, its web page does not. True only where every such character of the
 * table is written so: a password may hold the very text `&amp;`.
 */
export function isEncoded(rows: readonly { readonly cells: readonly string[] }[]): boolean {
  let some = false;
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (/[<>]/.test(cell) || /&(?!(?:lt|gt|amp|quot|#39);)/.test(cell)) return false;
      some ||= ENTITY.test(cell);
    }
  }
  return some;
}

/** Each entity once: `&amp;lt;` is the text `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
