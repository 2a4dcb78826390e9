import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Plan } from './plan.js';

const SAMPLES = new URL('../../../shared/samples/', import.meta.url);

/** True where real export files lie beside the checkout. */
export const present = existsSync(SAMPLES);

/** A real export file. */
export interface Sample {
  readonly name: string;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
}

/** The samples of a format: by default all of the folder that is called like it. */
export function samplesOf({ format, samples = [{ folder: format }] }: Plan): Sample[] {
  if (!present) return [];
  return samples.flatMap(({ folder, endings }) =>
    readdirSync(new URL(`${folder}/`, SAMPLES))
      .filter((name) => endings?.some((ending) => name.endsWith(ending)) ?? true)
      .sort()
      .map((name) => ({ name, bytes: () => new Uint8Array(readFileSync(new URL(`${folder}/${name}`, SAMPLES))) })),
  );
}
