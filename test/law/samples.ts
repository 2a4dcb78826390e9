import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Plan } from './plan.js';

const SAMPLES = new URL('../../../shared/samples/', import.meta.url);
/** False where the samples, which are other people's, are not at hand. */
export const present = existsSync(SAMPLES);

export interface Sample {
  readonly name: string;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
}

/** The samples of a format; none where they are absent. */
export function samplesOf({ format, samples }: Plan): Sample[] {
  if (!present) return [];
  return (samples?.folders ?? [format]).flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, SAMPLES))
      .filter((name) => samples?.names.test(name) ?? true)
      .sort()
      .map((name) => ({ name, bytes: () => new Uint8Array(readFileSync(new URL(`${folder}/${name}`, SAMPLES))) })),
  );
}
