import { isJsonArray, isJsonObject, type JsonValue } from '../../src/core/json.js';
import { outcomeOf } from './outcome.js';
import type { Form, Login, Plan } from './plan.js';
import { at } from './tree.js';

/** Law 4, association: the multiset of (title, user name, secret, first URL) is the same on both sides. */
export async function associations(
  tree: JsonValue,
  form: Form,
  plan: Plan,
): Promise<{ readonly before: string[]; readonly after: string[] }> {
  const { document, findings } = await outcomeOf(await form.write(tree), plan.format);
  // Fields that spell out a login make one; that is said.
  if (findings.some(({ code }) => code === 'credential.read-from-fields')) return { before: [], after: [] };
  return { before: sorted(plan.logins(tree, form.variant)), after: sorted(loginsOfDocument(document)) };
}

/** The logins of a CXF document: every item with a user name, a password or a URL. */
export function loginsOfDocument(document: JsonValue): Login[] {
  return accountsOf(document).flatMap((account) =>
    list(at(account, ['items'])).flatMap((item): Login[] => {
      const logins = list(at(item, ['credentials'])).filter((credential) => at(credential, ['type']) === 'basic-auth');
      const url = text(at(item, ['scope', 'urls', 0]));
      const title = text(at(item, ['title']));
      const found = logins.map(
        (login): Login => [title, text(at(login, ['username'])), text(at(login, ['password'])), url || text(at(login, ['urls', 0]))],
      );
      const alone: Login[] = found.length === 0 && url !== '' ? [[title, '', '', url]] : [];
      return [...found, ...alone].filter(([, username, secret, first]) => username + secret + first !== '');
    }),
  );
}

/** A draft may be a bare account. */
function accountsOf(document: JsonValue): readonly JsonValue[] {
  const accounts = at(document, ['accounts']);
  return accounts === undefined ? [document] : list(accounts);
}

export function list(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

export function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : isJsonObject(value) ? text(value['value']) : '';
}

function sorted(logins: readonly Login[]): string[] {
  return logins.map((login) => JSON.stringify(login)).sort();
}
