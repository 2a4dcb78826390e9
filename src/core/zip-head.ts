/** True when the bytes begin like a ZIP archive, also an empty one. */
export function isZip(head: Uint8Array): boolean {
  const [p, k, kind, next] = head;
  return p === 0x50 && k === 0x4b && ((kind === 3 && next === 4) || (kind === 5 && next === 6));
}
