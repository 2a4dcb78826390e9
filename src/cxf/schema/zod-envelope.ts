import './zod-config.js';
import * as z from 'zod';
import type { JsonValue } from '../../core/json.js';
import { ACCOUNT, COLLECTION, HEADER, ITEM, LINKED_ITEM } from './shapes.js';
import { cleanObject } from './zod-parts.js';

/** True when the value is clean: of the right shape in every member, so that nothing has to be mended. */
export type IsClean = (value: JsonValue) => boolean;

const uint8 = z.int().min(0).max(255);
const isHeader = z.compile(cleanObject(HEADER, { version: z.looseObject({ major: uint8, minor: uint8 }) }));
const isAccount = z.compile(cleanObject(ACCOUNT));
const isCollection = z.compile(cleanObject(COLLECTION, { items: z.array(cleanObject(LINKED_ITEM)) }));
// Drafts kept the URLs of an item beside its title.
const isItem = z.compile(
  cleanObject(ITEM, { credentials: z.array(z.looseObject({ type: z.string() })), urls: z.exactOptional(z.never()) }),
);

/** The header without its accounts, which are only known to be objects. */
export const isCleanHeader: IsClean = (value) => isHeader.validate(value);
/** An account without its items and collections. */
export const isCleanAccount: IsClean = (value) => isAccount.validate(value);
/** A collection without its sub-collections. */
export const isCleanCollection: IsClean = (value) => isCollection.validate(value);
/** An item without its credentials: each is known to be an object with a type. */
export const isCleanItem: IsClean = (value) => isItem.validate(value);
