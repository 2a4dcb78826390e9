import type { Evidence } from '../passkey/index.js';
import type { FileName } from './files.js';
import type { Kept, Kind } from './kinds.js';

/** Kinds of file that a manager writes, or reads: what of them is kept. */
export interface FileWay extends Kept {
  readonly files: readonly FileName[];
  /** What a person must know, as a sentence. */
  readonly note?: string;
  readonly evidence: Evidence;
}

/** The systems that hand a vault from one app to another on the same device. */
export const SYSTEMS = {
  apple: 'iOS 26',
  android: 'Android with Google Play services 26.21',
} as const;
export type System = keyof typeof SYSTEMS;

/** The exchange from app to app on one system. `sends` and `takes` are missing where the app does not do that. */
export interface ExchangeWay {
  readonly system: System;
  readonly sends?: Kept;
  readonly takes?: Kept;
  readonly note?: string;
  readonly evidence: Evidence;
}

/** That there is no exchange, or that nobody has said. */
export interface NoExchange {
  readonly isKnown: boolean;
  readonly evidence: Evidence;
}

/** What a manager lets out and takes in today. Every fact says how it is known and when that was looked at. */
export interface Manager {
  readonly id: string;
  readonly label: string;
  /** What else people call it, or what else reads and writes the same. */
  readonly names?: readonly string[];
  /** No manager: a file that stands for itself, so nothing is ever kept in it on the way to another. */
  readonly isFile?: true;
  /** What it holds and lets out by no way that is known. */
  readonly keepsInside?: readonly Kind[];
  /** In the order of preference when two keep as much. */
  readonly exports: readonly FileWay[];
  readonly imports: readonly FileWay[];
  readonly exchange: readonly ExchangeWay[] | NoExchange;
  /** How it is known that Windows 11 can use it as its provider of passkeys. */
  readonly windowsProvider?: Evidence;
}

/** Read in the code of the manager, or in files that it wrote. */
export const source = (of: string, seen: string): Evidence => ({ how: 'source', of, seen });
/** A program of the maker was run. */
export const measured = (of: string, seen: string): Evidence => ({ how: 'measured', of, seen });
/** Said by others, or by its maker. */
export const reported = (of: string, seen: string): Evidence => ({ how: 'reported', of, seen });

/** Tables of other managers that an importer lists; only that logins arrive is sure. */
export function tablesOfOthers(files: readonly FileName[], evidence: Evidence): FileWay {
  return { files, keeps: ['logins'], unclear: ['totp', 'notes', 'cards', 'identities', 'ssh-keys', 'custom-fields', 'folders'], evidence };
}
