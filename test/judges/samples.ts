import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CxError, convertToBytes, type Policy, type ReadVault, read, sourceOf } from '../../src/index.js';

/** Real files of others, beside the checkout. */
const SAMPLES = new URL('../../../shared/samples/', import.meta.url);

export const samplesPresent = existsSync(SAMPLES);

/** The sample files in a folder; none when the samples are absent. */
function samplesIn(folder: string): string[] {
  return samplesPresent ? readdirSync(new URL(`${folder}/`, SAMPLES)).map((name) => `${folder}/${name}`) : [];
}

/** The names of those that can be read as a vault. */
export async function readableSamples(folder: string): Promise<string[]> {
  const names = samplesIn(folder);
  const vaults = await Promise.all(names.map(readSample));
  return names.filter((_, i) => vaults[i] !== undefined);
}

export function sample(name: string): Uint8Array {
  return readFileSync(new URL(name, SAMPLES));
}

/** Codes of files that hold no vault one could read: encrypted, of a future version, no vault at all. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'bitwarden.account-restricted',
  'secret.missing',
  'cxf.version-unsupported',
  'detect.not-a-vault',
  'detect.unknown',
]);

/** Reads a vault; undefined for a file that is no readable one. */
export async function readSample(name: string): Promise<ReadVault | undefined> {
  try {
    return await read([sourceOf(sample(name))], { policy: { resetCounters: true } });
  } catch (error) {
    if (error instanceof CxError && UNREADABLE.has(error.code)) return undefined;
    throw error;
  }
}

/** What `convert` makes of a file, as text. Counters are reset, so that every passkey travels. */
export async function converted(bytes: Uint8Array, to: string, policy: Policy = {}): Promise<string> {
  const written = await convertToBytes([sourceOf(bytes)], { to, policy: { resetCounters: true, ...policy }, clock: () => 1_767_225_600 });
  return new TextDecoder().decode(written.bytes);
}
