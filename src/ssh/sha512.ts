import { type Bytes, concat } from '../core/bytes.js';

const WORD = (1n << 64n) - 1n;

/*
 * The constants of FIPS 180-4 §4.2.3 and §5.3.5 are the first 64 bits of the fractional parts of cube and square roots of primes:
 * computed, because eighty literals are eighty chances of a typing mistake.
 */
const PRIMES = firstPrimes(80);
const ROUNDS = PRIMES.map((prime) => root(prime << 192n, 3n) & WORD);
const START = PRIMES.slice(0, 8).map((prime) => root(prime << 128n, 2n) & WORD);

/** SHA-512 (FIPS 180-4) without a promise, for a few bytes: WebCrypto's digest would make every conversion of an SSH key asynchronous. */
export function sha512(message: Bytes): Bytes {
  const length = new DataView(new ArrayBuffer(16));
  length.setBigUint64(8, BigInt(message.length) * 8n);
  const zeros = new Uint8Array((((112 - message.length - 1) % 128) + 128) % 128);
  const padded = concat(message, Uint8Array.of(0x80), zeros, new Uint8Array(length.buffer));
  const input = new DataView(padded.buffer);
  let state = START;
  for (let at = 0; at < padded.length; at += 128) state = compress(state, input, at);
  const out = new DataView(new ArrayBuffer(64));
  for (const [i, word] of state.entries()) out.setBigUint64(8 * i, word);
  return new Uint8Array(out.buffer);
}

function compress(state: readonly bigint[], input: DataView, at: number): bigint[] {
  const schedule: bigint[] = [];
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  ROUNDS.forEach((constant, t) => {
    const word = t < 16 ? input.getBigUint64(at + 8 * t) : expand(schedule, t);
    schedule.push(word);
    const first = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & WORD & g)) + constant + word;
    const second = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & WORD, c, b, a, (first + second) & WORD];
  });
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + (state[i] ?? 0n)) & WORD);
}

function expand(schedule: readonly bigint[], t: number): bigint {
  const near = schedule[t - 2] ?? 0n;
  const far = schedule[t - 15] ?? 0n;
  const sum = (turn(near, 19n) ^ turn(near, 61n) ^ (near >> 6n)) + (turn(far, 1n) ^ turn(far, 8n) ^ (far >> 7n));
  return (sum + (schedule[t - 7] ?? 0n) + (schedule[t - 16] ?? 0n)) & WORD;
}

function turn(word: bigint, by: bigint): bigint {
  return (word >> by) | ((word << (64n - by)) & WORD);
}

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  return primes;
}

/** The integer root, bit by bit: the greatest whole number whose power is not above the value. */
function root(value: bigint, power: bigint): bigint {
  let found = 0n;
  for (let bit = 1n << 72n; bit > 0n; bit >>= 1n) if ((found | bit) ** power <= value) found |= bit;
  return found;
}
