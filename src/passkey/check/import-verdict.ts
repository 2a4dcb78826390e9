import type { Code } from '../../core/codes/index.js';
import type { PasskeyAlgorithm } from '../algorithm.js';
import type { PasskeyImporter } from './importers.js';

/** What an importer would do to one passkey: take it whole, take it without something, refuse it or leave it unusable, or nobody knows. */
export type ImportAnswer = 'yes' | 'partly' | 'no' | 'unknown';

export interface ImportVerdict {
  /** The id of the importer, as in `PASSKEY_IMPORTERS`. */
  readonly importer: string;
  readonly label: string;
  readonly way: PasskeyImporter['way'];
  readonly takes: ImportAnswer;
  /** Why, what speaks most against it first; empty for a plain yes. */
  readonly codes: readonly Code[];
}

/** What matters to an importer about a passkey. */
export interface Carried {
  /** Undefined for a key that nobody can use. */
  readonly algorithm: PasskeyAlgorithm | undefined;
  readonly idBytes: number;
  readonly hasUserHandle: boolean;
  readonly counts: boolean;
  readonly hasPrf: boolean;
  readonly hasBlobs: boolean;
}

/** Holds a passkey against an importer. */
export function importVerdict(passkey: Carried, importer: PasskeyImporter): ImportVerdict {
  const { id, label, way } = importer;
  const refusals = refusalsOf(passkey, importer);
  const losses = lossesOf(passkey, importer);
  const verdict = { importer: id, label, way };
  if (refusals.length > 0) return { ...verdict, takes: 'no', codes: refusals };
  if (importer.algorithms === undefined) return { ...verdict, takes: 'unknown', codes: ['passkey.import-unknown'] };
  return { ...verdict, takes: losses.length > 0 ? 'partly' : 'yes', codes: losses };
}

function refusalsOf(passkey: Carried, importer: PasskeyImporter): Code[] {
  if (importer.way === 'none') return ['passkey.import-none'];
  const { algorithm, idBytes, hasUserHandle } = passkey;
  const codes: Code[] = [];
  if (algorithm === undefined) codes.push('passkey.key-broken');
  else if (importer.algorithms && !importer.algorithms.includes(algorithm)) codes.push('passkey.import-algorithm');
  if (idBytes === 0) codes.push('passkey.id-missing');
  else if (importer.idBytes !== undefined && importer.idBytes !== idBytes) codes.push('passkey.import-id-length');
  if (importer.needsUserHandle && !hasUserHandle) codes.push('passkey.import-handle');
  return codes;
}

function lossesOf({ counts, hasPrf, hasBlobs }: Carried, { keepsCounter, prfSeeds }: PasskeyImporter): Code[] {
  const codes: Code[] = [];
  if (hasPrf) codes.push(...prfCodes(prfSeeds));
  if (counts && !keepsCounter) codes.push('passkey.import-counter');
  if (hasBlobs) codes.push('passkey.import-blob');
  return codes;
}

function prfCodes(seeds: PasskeyImporter['prfSeeds']): Code[] {
  switch (seeds) {
    case 2:
      return [];
    case 1:
      return ['passkey.import-prf-half'];
    case 0:
      return ['passkey.import-prf'];
    case undefined:
      return ['passkey.import-prf-unknown'];
  }
}
