import type { Evidence } from '../passkey/index.js';
import type { FileName } from './files.js';
import type { Kind } from './kinds.js';
import type { System } from './manager.js';

/** By a file, by the exchange from app to app, by making a manager the provider of passkeys in Windows 11, or not at all. */
export type How = 'file' | 'exchange' | 'provider' | 'none';

/** One step of a route: from one manager into the next. */
export interface Step {
  readonly how: How;
  /** Ids of managers. */
  readonly from: string;
  readonly to: string;
  /** By file: what the first manager exports, and what the next one imports. */
  readonly exports?: FileName;
  readonly imports?: FileName;
  /** How this program makes the second file from the first; without it the file is imported as it is. */
  readonly command?: string;
  /** By exchange: the systems that hand it over, any of them. */
  readonly systems?: readonly System[];
  /** Of what the manager before holds: what is known to arrive, of what nobody has said, and what does not. */
  readonly survives: readonly Kind[];
  readonly unclear: readonly Kind[];
  readonly leftBehind: readonly Kind[];
  /** What a person must know, as sentences. */
  readonly notes: readonly string[];
  /** How each fact of this step is known, and when it was looked at. */
  readonly evidence: readonly Evidence[];
}
