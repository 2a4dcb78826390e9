import { ACCOUNT, COLLECTION, CREDENTIAL_SHAPES, EXTENSION, FIELD, HEADER, ITEM, LINKED_ITEM, type ObjectShape } from './shapes.js';

/** Every name of a member in CXF 1.0 and its drafts: the only keys that a pointer may show. */
export const NAMES: ReadonlySet<string> = new Set([
  ...[HEADER, ACCOUNT, COLLECTION, LINKED_ITEM, ITEM, FIELD, EXTENSION, ...CREDENTIAL_SHAPES.values()].flatMap(namesOf),
  ...['type', 'urls', 'payload', 'secret', 'accessors', 'accountId', 'permissions', 'major', 'minor'],
]);

/** What CXF 1.0 calls a member that a draft named otherwise, and whether it is required: no draft's name stands for two. */
export const DRAFT_NAMES: ReadonlyMap<string, { readonly name: string; readonly required: boolean }> = new Map(
  [HEADER, ACCOUNT, COLLECTION, ITEM, ...CREDENTIAL_SHAPES.values()].flatMap(draftsOf),
);

function draftsOf(shape: ObjectShape): [string, { readonly name: string; readonly required: boolean }][] {
  return Object.entries(shape).flatMap(([name, member]) => [
    ...(member.drafts ?? []).map((draft): [string, { name: string; required: boolean }] => [
      draft,
      { name, required: member.required === true },
    ]),
    ...(member.shape ? draftsOf(member.shape) : []),
  ]);
}

function namesOf(shape: ObjectShape): string[] {
  return Object.entries(shape).flatMap(([name, member]) => [
    name,
    ...(member.drafts ?? []),
    ...(member.shape ? namesOf(member.shape) : []),
  ]);
}
