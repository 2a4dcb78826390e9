import { bitwardenCodes } from './bitwarden.js';
import { cliCodes } from './cli.js';
import { containerCodes } from './container.js';
import { convertCodes } from './convert.js';
import { coreCodes } from './core.js';
import { csvCodes } from './csv.js';
import { cxfCodes } from './cxf.js';
import type { CodeEntry } from './entry.js';
import { importerCodes } from './importers.js';
import { kdfCodes } from './kdf.js';
import { keepassCodes } from './keepass.js';
import { keyCodes } from './key.js';
import { passkeyCheckCodes } from './passkey-check.js';
import { passkeyPlaceCodes } from './passkey-place.js';

const tables = {
  ...coreCodes,
  ...containerCodes,
  ...csvCodes,
  ...kdfCodes,
  ...keyCodes,
  ...passkeyCheckCodes,
  ...passkeyPlaceCodes,
  ...cxfCodes,
  ...importerCodes,
  ...convertCodes,
  ...bitwardenCodes,
  ...keepassCodes,
  ...cliCodes,
};

/** A stable name for one kind of error or finding; the closed list stands in `schemas/codes.json`. */
export type Code = keyof typeof tables;

/** What each code says. Part of the public contract: codes are added, never renamed. */
export const CODES: Readonly<Record<Code, CodeEntry>> = tables;
