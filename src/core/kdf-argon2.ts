import type { Bytes } from './bytes.js';
import { CxError } from './errors.js';
import { enforce, type Limits } from './limits.js';

/** One derivation with Argon2 (RFC 9106 §3.1). */
export interface Argon2 {
  readonly kind: 'argon2d' | 'argon2id';
  /** 0x13 is the one of the RFC, 0x10 the one before it. */
  readonly version: 0x10 | 0x13;
  readonly password: Bytes;
  readonly salt: Bytes;
  readonly secret?: Bytes;
  readonly associatedData?: Bytes;
  /** Passes over the memory, t. */
  readonly iterations: number;
  /** m. */
  readonly memoryKiB: number;
  /** Lanes, p. */
  readonly parallelism: number;
  /** Bytes of the result. */
  readonly length: number;
}

/**
 * What a host may compute keys with. It is asked only for what is valid and within the limits. A variant that it does not know it refuses
 * with `kdf.unsupported`.
 */
export interface KdfProvider {
  argon2(request: Argon2): Promise<Bytes>;
}

/** What deriving a key may know; a `Context` of the formats is one. */
export interface Derivation {
  readonly limits: Limits;
  /** hash-wasm when left out. */
  readonly kdf?: KdfProvider;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void;
}

/** RFC 9106 §3.1: what each parameter has to be at least and at most. The salt has the reference implementation's least length. */
const MOST = 2 ** 32 - 1;
const MOST_LANES = 2 ** 24 - 1;
const LEAST_SALT = 8;
const LEAST_LENGTH = 4;

/**
 * Derives a key. Before anything is allocated, throws `kdf.parameters-invalid`, or `limit.exceeded` with the limit `kdf.memory-bytes`,
 * `kdf.memory-work` or `kdf.lanes`; later `kdf.unsupported` or `kdf.out-of-memory`. None of them says anything about the password.
 */
export async function argon2(request: Argon2, { limits, kdf, signal }: Derivation): Promise<Bytes> {
  check(request, limits);
  signal?.throwIfAborted();
  const provider = kdf ?? (await import('./kdf-argon2-wasm.js')).wasmProvider;
  let key: Bytes;
  try {
    key = await provider.argon2(request);
  } catch (error) {
    throw error instanceof CxError ? error : new CxError(error instanceof RangeError ? 'kdf.out-of-memory' : 'kdf.unsupported');
  }
  signal?.throwIfAborted();
  return key;
}

function check(request: Argon2, limits: Limits): void {
  const { salt, length } = request;
  if (salt.length < LEAST_SALT || !Number.isInteger(length) || length < LEAST_LENGTH || length > MOST)
    throw new CxError('kdf.parameters-invalid');
  checkArgon2Cost(request, limits);
}

/** The same check of the cost alone, for a file that should be refused before anybody is asked for its password. */
export function checkArgon2Cost(cost: Pick<Argon2, 'iterations' | 'memoryKiB' | 'parallelism'>, limits: Limits): void {
  const { iterations, memoryKiB, parallelism } = cost;
  const whole = [iterations, memoryKiB, parallelism].every((number) => Number.isInteger(number) && number > 0);
  if (!whole || memoryKiB < 8 * parallelism) throw new CxError('kdf.parameters-invalid');
  enforce(limits, 'kdf.memory-bytes', 1024 * memoryKiB);
  enforce(limits, 'kdf.lanes', parallelism);
  enforce(limits, 'kdf.memory-work', 1024 * memoryKiB * iterations);
  // Beyond what the numbers of Argon2 hold, whatever the limits say.
  if (iterations > MOST || memoryKiB > MOST || parallelism > MOST_LANES) throw new CxError('kdf.parameters-invalid');
}
