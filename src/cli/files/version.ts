import { readFileSync } from 'node:fs';
import { isJsonObject } from '../../core/json.js';

/** The version in the package's own `package.json`, which lies three folders above the compiled file. */
export function packageVersion(): string {
  const content: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const version = isJsonObject(content) ? content['version'] : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
