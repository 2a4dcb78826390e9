import { ACCOUNT, COLLECTION, CREDENTIAL_SHAPES, EXTENSION, FIELD, HEADER, ITEM, LINKED_ITEM, type ObjectShape } from './shapes.js';

/** Every name of a member in CXF 1.0 and its drafts: the only keys that a pointer may show. */
export const NAMES: ReadonlySet<string> = new Set([
  ...[HEADER, ACCOUNT, COLLECTION, LINKED_ITEM, ITEM, FIELD, EXTENSION, ...CREDENTIAL_SHAPES.values()].flatMap(namesOf),
  ...['type', 'urls', 'payload', 'secret', 'accessors', 'accountId', 'permissions', 'major', 'minor'],
]);

function namesOf(shape: ObjectShape): string[] {
  return Object.entries(shape).flatMap(([name, member]) => [
    name,
    ...(member.drafts ?? []),
    ...(member.shape ? namesOf(member.shape) : []),
  ]);
}
