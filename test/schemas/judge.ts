import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { CODES } from '../../src/core/codes/index.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';

/** True when this library holds single values and `shared` against the specification, as the schema does; reading leaves them alone. */
export const hasRules = Object.hasOwn(CODES, 'cxf.value-format') && Object.hasOwn(CODES, 'cxf.shared-broken');

/** A JSON file of the checkout. */
export function jsonFile(path: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${path} is no object`);
  return value;
}

/** What Ajv says of a value under a schema: the places it refuses, none when the value is valid. Unknown keywords stop it. */
export function judge(schema: JsonObject): (value: JsonValue) => readonly string[] {
  const ajv = new Ajv2020({ strictSchema: true, strictTypes: false, allErrors: true });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(place));
}

function place({ instancePath, message = '' }: ErrorObject): string {
  return `${instancePath} ${message}`;
}

/** True when the schema is one of its own draft. */
export function isSchema(schema: JsonObject): boolean {
  return new Ajv2020().validateSchema(schema) === true;
}
