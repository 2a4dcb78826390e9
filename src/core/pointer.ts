/**
 * Where a value stands in the input or the output: a JSON Pointer (RFC 6901).
 * Containers use the same language: `/zip/data.json/items/0`, `/row/12/3`, `/entry/5/field/2`.
 */
export type Pointer = string;

/** Appends one reference token, escaping `~` and `/` as RFC 6901 §3 asks. */
export function child(parent: Pointer, token: string | number): Pointer {
  const text = typeof token === 'number' ? String(token) : token.replaceAll('~', '~0').replaceAll('/', '~1');
  return `${parent}/${text}`;
}

/** The reference tokens of a pointer, unescaped. `""` has none. */
export function tokens(pointer: Pointer): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** True when `pointer` is `ancestor` itself or lies below it. */
export function isWithin(pointer: Pointer, ancestor: Pointer): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}
