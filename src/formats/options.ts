import type { Bytes } from '../core/bytes.js';
import type { KdfProvider } from '../core/kdf-argon2.js';
import { DEFAULT_LIMITS, type Limits } from '../core/limits.js';
import type { Ask, Context, Progress } from './format.js';
import type { Policy } from './policy.js';
import type { FileId, FileSource } from './vault.js';

/** What reading and converting may be told. */
export interface ReadOptions {
  /** The id of the input's format; detected when left out. */
  readonly from?: string;
  readonly policy?: Policy;
  readonly limits?: Partial<Limits>;
  readonly ask?: Ask;
  /** UNIX seconds for the `timestamp` of a document. */
  readonly clock?: () => number;
  /** So many bytes that nobody can foresee, for encrypting an output; the host's own generator when left out. */
  readonly random?: (length: number) => Bytes;
  /** Once aborted, reading and writing reject with its reason. */
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** What derives keys with Argon2, if the host has something better than WebAssembly. */
  readonly kdf?: KdfProvider;
  /** Attachments that stand beside the input, by the id of their `file` credential. */
  readonly attachments?: ReadonlyMap<FileId, FileSource>;
}

/** What writing may be told. */
export interface WriteOptions extends Omit<ReadOptions, 'from' | 'attachments'> {
  /** The id of the target format. */
  readonly to: string;
  /** One of its variants; its usual one when left out. */
  readonly variant?: string;
}

export interface ConvertOptions extends ReadOptions, WriteOptions {}

/** What a reader or writer gets to know: the options, and what stands for those that were left out. */
export function contextOf(options: Omit<ReadOptions, 'from' | 'attachments'>): Context {
  return {
    ask: options.ask ?? (async () => undefined),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    clock: options.clock ?? (() => Math.floor(Date.now() / 1000)),
    random: options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
    policy: options.policy ?? {},
    ...(options.signal && { signal: options.signal }),
    ...(options.progress && { progress: options.progress }),
    ...(options.kdf && { kdf: options.kdf }),
  };
}
