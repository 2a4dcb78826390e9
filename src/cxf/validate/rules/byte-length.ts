/** How many bytes a base64url text of the canonical spelling holds. */
export function byteLength(base64url: string): number {
  return Math.floor((base64url.length * 3) / 4);
}
