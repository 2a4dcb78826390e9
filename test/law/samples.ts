import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Plan } from './plan.js';

const SAMPLES = new URL('../../../shared/samples/', import.meta.url);

/** Real exports of others lie beside the checkout; tests of them are skipped, and say so, where they do not. */
export const present = existsSync(SAMPLES);

/** The paths of a format's samples, `folder/name`. */
export function samplesOf({ format, samples = [format] }: Plan): string[] {
  if (!present) return [];
  return samples.flatMap((folder) =>
    existsSync(new URL(`${folder}/`, SAMPLES))
      ? readdirSync(new URL(`${folder}/`, SAMPLES))
          .sort()
          .map((name) => `${folder}/${name}`)
      : [],
  );
}

export function sample(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, SAMPLES)));
}

/** A sample's own name. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
