/**
 * FIDO Credential Exchange: read any known vault into one CXF document, check it, write it in another format. What could not travel stands
 * in the report, never in silence.
 */

export type { ConvertOptions, Detected, Inspection, ReadOptions, ReadVault, WriteOptions, Written } from './convert.js';
export { convert, convertToBytes, detect, inspect, read, write, writeToBytes } from './convert.js';
export { type Code, CxError } from './core/errors.js';
export type { Argon2, KdfProvider } from './core/kdf-argon2.js';
export { DEFAULT_LIMITS, type LimitName, type Limits } from './core/limits.js';
export type { Counts, Finding, FormatName, Gap, Reason, Report, Severity, Subject } from './core/report.js';
export { type Source, sourceOf } from './core/source.js';
export { type Comparable, type Comparison, compare, type Difference } from './cxf/compare/compare.js';
export type * from './cxf/index.js';
export { parseCxf, serializeCxf, serializeCxfToBytes, validateCxf } from './cxf/index.js';
export type { Ability, Ask, Context, Format, Progress, SecretRequest, SecretRole, Variant } from './formats/format.js';
export type { KdfChoice, Policy } from './formats/policy.js';
export { FORMATS as formats } from './formats/registry.js';
export type { FileId, FileSource, Vault } from './formats/vault.js';
export type {
  CheckOptions,
  ImportAnswer,
  ImportVerdict,
  KeyFacts,
  PasskeyAlgorithm,
  PasskeyCheck,
  StoredPasskey,
} from './passkey/index.js';
export { checkPasskey, PasskeyKey, passkeyKey } from './passkey/index.js';
