import type { CarryChoice } from '../cxf/carry/policy.js';
import type { Importer } from '../cxf/importers/shaping.js';

/** How the key of a locked output is derived from its password, where the format leaves a choice. */
export type KdfChoice =
  | { readonly kind: 'pbkdf2'; readonly iterations: number }
  | { readonly kind: 'argon2id'; readonly iterations: number; readonly memoryKiB: number; readonly parallelism: number };

/** The owner's choices; the same in every format. */
export interface Policy {
  /** Left out: `all` into a CXF file. */
  readonly carry?: CarryChoice;
  /** Bring items that are in the trash. Default: leave them out, a finding each. */
  readonly includeTrash?: boolean;
  /** Bring passkeys with a non-zero counter into CXF, with the counter at zero. */
  readonly resetCounters?: boolean;
  /** The RP ID that the document names as its exporter. Default `credential-exchange.invalid`. */
  readonly exporter?: string;
  /** For whom a CXF document is shaped. Default `compatible`. */
  readonly importer?: Importer;
  /** Only these credential types; all when left out. */
  readonly only?: readonly string[];
  /** True when attachments are written beside the document, so that `file` credentials may stay. */
  readonly filesBeside?: boolean;
  /** What guards a locked output. Default: what the manager itself takes. */
  readonly kdf?: KdfChoice;
  /** Put titles, RP IDs and user names into findings. */
  readonly titles?: boolean;
}

/** The exporter RP ID of documents made from a vendor's file. `.invalid` is reserved (RFC 2606), so it claims nobody's name. */
export const DEFAULT_EXPORTER = 'credential-exchange.invalid';
