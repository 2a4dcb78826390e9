import { parseCxf } from '../../../dist/cxf/parse.js';

const plan = JSON.parse(process.env.CXF_ENGINE ?? '{}');

export { parseCxf };

export async function validateCxf(bytes, { importer }) {
  const findings = (plan.verdicts ?? {})[importer] ?? [];
  return { valid: bytes.length > 0 && !findings.some(({ severity }) => severity === 'error'), findings };
}
