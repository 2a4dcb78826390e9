import { jsonOf } from '../../../src/core/brand.js';
import type { JsonValue } from '../../../src/core/json.js';
import { NAMES } from '../../../src/cxf/schema/names.js';
import { arbitraryDocument } from '../arbitrary-vault.js';
import { loginsOfDocument } from '../association.js';
import { cxfFixtures } from '../fixtures/cxf.js';
import { jsonForm } from '../forms/json.js';
import { zipForm } from '../forms/zip.js';
import type { LeafKind, Path, Plan } from '../plan.js';
import { at } from '../tree.js';

const BYTES: ReadonlySet<string> = new Set(
  'id item account credentialId userHandle credWithUV credWithoutUV credBlob data fingerprint integrityHash reference'.split(' '),
);
const FIXED: ReadonlySet<string> = new Set(
  'payload period digits type fieldType key privateKey algorithm hashAlg exporterRpId item account integrityHash'.split(' '),
);

export const cxf: Plan = {
  format: 'cxf',
  forms: [jsonForm('json', NAMES), zipForm('zip', 'index.json', NAMES)],
  fixtures: cxfFixtures,
  generated: [{ variant: 'json', tree: arbitraryDocument }],
  refused: {
    'bitwarden-android-unsupported-major-version.json': 'cxf.version-unsupported',
    'bitwarden-android-alpha-cxp-request.json.txt': 'detect.not-a-vault',
    'bitwarden-crate-custom-fields-fragment.json': 'detect.unknown',
  },
  kind: kindOf,
  usual: (path, value, tree) => {
    if (nameOf(path) === 'fieldType') return at(tree, [...path.slice(0, -1), 'value']) === '';
    return value === false && nameOf(path) === 'favorite';
  },
  unordered: () => false,
  // What stands in an envelope is text within text.
  typed: (path) =>
    !path.includes('extensions') &&
    path.every((token) => typeof token === 'number' || ['json', 'files'].includes(token) || NAMES.has(token)),
  logins: (tree, variant) => {
    const payload = at(tree, ['payload']);
    if (typeof payload === 'string') return loginsOfDocument(jsonOf(Buffer.from(payload, 'base64url').toString()));
    return loginsOfDocument(variant === 'zip' ? (at(tree, ['json']) ?? null) : tree);
  },
};

function nameOf(path: Path): string {
  return String(path.findLast((token) => typeof token === 'string') ?? '');
}

function kindOf(path: Path, value: JsonValue): LeafKind | undefined {
  const name = nameOf(path);
  if (path[0] === 'files' || (name === 'id' && path.at(-3) === 'credentials')) return 'fixed';
  if (FIXED.has(name)) return 'fixed';
  if (BYTES.has(name)) return 'base64url';
  if (name === 'secret') return 'base32';
  // Dates, countries and truths keep their shape.
  return name === 'value' &&
    typeof value === 'string' &&
    /^(?:[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[A-Z]{2}(?:-[A-Z0-9]+)?|true|false)$/.test(value)
    ? 'fixed'
    : undefined;
}
