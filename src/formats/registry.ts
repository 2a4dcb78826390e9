import { bitwarden } from './bitwarden/index.js';
import { csvFormats } from './csv/index.js';
import { cxf } from './cxf/index.js';
import type { Format } from './format.js';
import { keepass } from './keepass/index.js';

/** Every format there is. Adding a manager is one folder and one line here. */
export const FORMATS: readonly Format[] = [cxf, bitwarden, keepass, ...csvFormats];

/** The format of an id; undefined when there is none. */
export function formatOf(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id);
}
