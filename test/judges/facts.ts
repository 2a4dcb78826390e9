/**
 * One thing that a vault holds, as text: its kind, the title of its item and its values. Two vaults agree when they hold the same facts.
 * Everything that belongs together (user name, password and URLs of a login) is one fact, so that nothing can change places unseen.
 */
export type Fact = string;

export type Kind = 'login' | 'passkey' | 'card' | 'ssh-key' | 'note' | 'identity' | 'field' | 'hidden' | 'item';

export function fact(kind: Kind, title: string, ...values: readonly unknown[]): Fact {
  return JSON.stringify([kind, title, ...values], (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value));
}

/** Half a surrogate pair has no UTF-8: what travels is U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The moments whose codes are compared: RFC 6238, appendix B. */
export const MOMENTS = [59, 1_111_111_109, 20_000_000_000] as const;

/** A login without anything in it: whether it is one at all is Bitwarden's choice. */
const BLANK = /^\["login",.*,"","",\[\],\[\]\]$/;

/** The facts of some kinds, sorted, so that two lists compare as multisets. */
export function only(facts: readonly Fact[], ...kinds: readonly Kind[]): Fact[] {
  return facts.filter((each) => kinds.some((kind) => each.startsWith(`["${kind}"`)) && !BLANK.test(each)).sort();
}

/**
 * What is expected and not held, of any kind and however often. A member of an identity may have become a custom field of the item, a
 * `hidden` secret may stand anywhere inside one.
 */
export function missing(expected: readonly Fact[], held: readonly Fact[]): Fact[] {
  const known = new Set(held);
  const fields = only(held, 'field').map(parse);
  return expected.filter((each) => {
    if (known.has(each) || BLANK.test(each)) return false;
    const { kind, title, values } = parse(each);
    const wanted = String(values.at(-1));
    return !fields.some(
      (field) =>
        field.title === title &&
        ((kind === 'identity' && field.values.at(-1) === wanted) ||
          (kind === 'hidden' && decoded(String(field.values.at(-1))).includes(wanted))),
    );
  });
}

/** A secret stands in the address of its generator. */
function decoded(uri: string): string {
  return uri.startsWith('otpauth://') ? decodeURIComponent(uri.replaceAll('+', ' ')) : uri;
}

/** A fact taken apart. */
export function parse(text: Fact): { readonly kind: unknown; readonly title: unknown; readonly values: readonly unknown[] } {
  const parsed: unknown = JSON.parse(text);
  const [kind, title, ...values]: unknown[] = Array.isArray(parsed) ? parsed : [];
  return { kind, title, values };
}
