import type { Bytes } from '../core/bytes.js';
import type { Code } from '../core/errors.js';
import type { KdfProvider } from '../core/kdf-argon2.js';
import type { Limits } from '../core/limits.js';
import type { Report } from '../core/report.js';
import type { Source } from '../core/source.js';
import type { Policy } from './policy.js';
import type { Probe } from './probe.js';
import type { FileId, FileSource, Vault } from './vault.js';

/** What a secret is for. */
export type SecretRole = 'input' | 'output' | 'request-key';

export interface SecretRequest {
  readonly role: SecretRole;
  readonly kind: 'password' | 'key-file' | 'psk';
  /** Counts from 1; more than 1 after a wrong answer. */
  readonly attempt: number;
}

/** Asks the host for a secret; undefined means there is none. */
export type Ask = (need: SecretRequest) => Promise<Uint8Array | undefined>;

export interface Progress {
  /** `read`, `write`, `derive-key` … */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** Everything a reader or writer may know of the world. Same bytes and same context give the same result. */
export interface Context {
  readonly ask: Ask;
  readonly limits: Limits;
  /** UNIX seconds; only for the `timestamp` of a document. */
  readonly clock: () => number;
  /** So many bytes that nobody can foresee; only for what encrypts an output. */
  readonly random: (length: number) => Bytes;
  readonly policy: Policy;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** What derives keys with Argon2; a slower one of this library when left out. */
  readonly kdf?: KdfProvider;
}

/** A member of CXF that a kind of file has no place for, or no place of its own. */
export interface ExpectedLoss {
  /** `note.content`, `passkey` for a whole credential, `account.email` …; in words where CXF has no name for it. */
  readonly member: string;
  /** The code of the finding that reports it. */
  readonly code: Code;
}

/** One kind of file of a format. */
export interface Variant {
  readonly id: string;
  /** A name for people: "Bitwarden CSV". */
  readonly label: string;
  readonly extension: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** What this kind of file can never hold, as plural nouns: said first, before any loss. */
  readonly cannotHold: readonly string[];
  /** Which kind to export instead, as a sentence. */
  readonly instead?: string;
  /** What writing this kind of file loses or changes by its nature, and how the report says so; nothing when left out. */
  readonly expectedLosses?: readonly ExpectedLoss[];
  /** What it keeps beside logins. */
  readonly stores: Readonly<Record<Ability, boolean>>;
}

/** What a variant may be able to keep. */
export const ABILITIES = [
  'passkeys',
  'counters',
  'prf',
  'totp',
  'files',
  'notes',
  'cards',
  'identities',
  'ssh-keys',
  'custom-fields',
  'folders',
  'history',
] as const;
export type Ability = (typeof ABILITIES)[number];

/** What people call it. */
export const ABILITY_WORDS: Readonly<Record<Ability, string>> = {
  passkeys: 'passkeys',
  counters: 'signature counters',
  prf: 'PRF seeds',
  totp: 'one-time passwords',
  files: 'attachments',
  notes: 'notes',
  cards: 'cards',
  identities: 'identities',
  'ssh-keys': 'SSH keys',
  'custom-fields': 'custom fields',
  folders: 'folders',
  history: 'password history',
};

/** Everything but what is named. */
export function abilitiesBut(missing: readonly Ability[]): Variant['stores'] {
  const stores = { ...ALL_ABILITIES };
  for (const ability of missing) stores[ability] = false;
  return stores;
}

const ALL_ABILITIES: Record<Ability, boolean> = {
  passkeys: true,
  counters: true,
  prf: true,
  totp: true,
  files: true,
  notes: true,
  cards: true,
  identities: true,
  'ssh-keys': true,
  'custom-fields': true,
  folders: true,
  history: true,
};

/** How sure a format is that an input is its own. Ties at the top are refused with the candidates named. */
export interface Detection {
  /** 0 no, 50 could be, 90 sure, 100 nothing else looks like this. */
  readonly confidence: number;
  readonly variant?: string;
  /** True when it needs a secret or cannot be opened at all. */
  readonly locked?: boolean;
  /** What stands in the way of opening it, beside a secret: a form that no version opens, or not this one. */
  readonly obstacle?: Code;
  /** Why, in a few words that hold no input. */
  readonly why: string;
}

export interface ReadResult {
  readonly vault: Vault;
  readonly report: Report;
}

export interface WriteResult {
  readonly output: AsyncIterable<Uint8Array>;
  /** Complete before the first byte. */
  readonly report: Report;
  /** The files that the output announces, by the ids it names them with; those of the vault when left out. */
  readonly files?: ReadonlyMap<FileId, FileSource>;
}

/** A manager's files, in one folder of `formats`. */
export interface Format {
  readonly id: string;
  readonly label: string;
  /** The variant written when none is named. */
  readonly defaultVariant: string;
  readonly variants: readonly Variant[];
  /** Never throws. */
  detect(probe: Probe): Detection;
  /** One logical vault; most formats refuse more than one input (`format.one-input`). */
  read(inputs: readonly Source[], context: Context): Promise<ReadResult>;
  write?(vault: Vault, context: Context, variant: string): Promise<WriteResult>;
}
