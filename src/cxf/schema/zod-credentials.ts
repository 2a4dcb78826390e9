import './zod-config.js';
import * as z from 'zod';
import { CREDENTIAL_SHAPES } from './shapes.js';
import type { IsClean } from './zod-envelope.js';
import { cleanObject } from './zod-parts.js';

/**
 * For each credential type, whether a credential of that type is clean. Other types have no entry: whatever they hold is fine.
 * Compiled on first use: few documents hold all 17 types.
 */
export const CLEAN_CREDENTIALS: ReadonlyMap<string, IsClean> = new Map(
  [...CREDENTIAL_SHAPES].map(([type, shape]) => {
    let isClean: IsClean = (value) => {
      // A draft kept the URLs in the credential; now they are the scope of the item.
      const more = type === 'basic-auth' ? { urls: z.exactOptional(z.never()) } : {};
      const schema = z.compile(cleanObject(shape, more));
      isClean = (candidate) => schema.validate(candidate);
      return isClean(value);
    };
    return [type, (value) => isClean(value)];
  }),
);
