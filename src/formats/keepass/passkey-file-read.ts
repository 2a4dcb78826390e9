import { fromAnyBase64, sha256, toBase64Url } from '../../core/bytes.js';
import { CxError } from '../../core/errors.js';
import { isJsonObject, parseJson } from '../../core/json.js';
import { type Finding, Findings } from '../../core/report.js';
import { readAll, type Source } from '../../core/source.js';
import { Taker } from '../../core/taker.js';
import { deriveId } from '../../cxf/identifiers.js';
import { readPem } from '../../keys/pem.js';
import { passkeyKey } from '../../passkey/index.js';
import type { Context, ReadResult } from '../format.js';
import { DEFAULT_EXPORTER } from '../policy.js';
import { ItemBuilder } from '../reading/item-builder.js';
import { readReport } from '../report.js';
import { PASSKEY_FILE_NAMES } from './passkey-file.js';

/**
 * Reads KeePassXC's `.passkey` file: one passkey, as an item named after its relying party. Throws what `parseJson` throws; `format.mismatch`
 * for JSON that is no object; `keepass.passkey-file` where relying party, credential id or key are missing; `passkey.id-invalid`,
 * `passkey.handle-invalid`; `passkey.key-broken` for a key that is no PEM, and what `passkeyKey` throws, each with its pointer. There is
 * nothing else in the file, so that without a passkey there is no document.
 */
export async function readPasskeyFile(source: Source, context: Context): Promise<ReadResult> {
  const bytes = await readAll(source, context.limits);
  const { value } = parseJson(bytes, context.limits, { unsafeNumbers: 'text', names: PASSKEY_FILE_NAMES });
  if (!isJsonObject(value)) throw new CxError('format.mismatch');
  const root = new Taker(value, PASSKEY_FILE_NAMES);
  const findings = new Findings();
  const digest = await sha256(bytes);
  const item = new ItemBuilder({ exporter: context.policy.exporter ?? DEFAULT_EXPORTER, format: 'keepass' });
  const rpId = required(root, 'relyingParty');
  const credentialId = base64Of(root, 'credentialId', required(root, 'credentialId'), findings);
  const handle = root.text('userHandle');
  // KeePassXC's own import asks for both; a site that knows the user needs no handle, and a user name is only for people.
  if (handle === undefined) findings.warning('passkey.handle-missing', '/userHandle');
  const passkey = {
    type: 'passkey',
    credentialId,
    rpId,
    username: root.text('username') ?? '',
    userDisplayName: '',
    userHandle: handle === undefined ? '' : base64Of(root, 'userHandle', handle, findings),
    key: await readKey(root, context, findings),
  };
  item.add(passkey);
  const url = root.text('url');
  const unknown = root.unknownMembers();
  if (unknown) {
    item.extend('cx-unknown-members', { members: unknown });
    findings.add(carried(Object.keys(value).findIndex((name) => Object.hasOwn(unknown, name))));
  }
  root.close((_, pointer) => findings.loss('source.value-unread', 'invalid-value', pointer));
  const built = item.build({
    id: await deriveId(digest, 'keepass', '/item'),
    title: rpId,
    scope: url === undefined ? undefined : { urls: [url], androidApps: [] },
  });
  const document = {
    version: { major: 1, minor: 0 },
    exporterRpId: context.policy.exporter ?? DEFAULT_EXPORTER,
    exporterDisplayName: 'KeePassXC (converted by credential-exchange)',
    timestamp: context.clock(),
    accounts: [{ id: await deriveId(digest, 'keepass', ''), username: '', email: '', collections: [], items: [built] }],
  };
  const vault = {
    document,
    files: new Map(),
    origins: new WeakMap<object, string>([
      [built, ''],
      [passkey, ''],
    ]),
  };
  return { vault, report: readReport('keepass', 'passkey', vault, findings.list) };
}

function carried(index: number): Finding {
  return { code: 'source.member-unknown', severity: 'warning', source: `/${index}` };
}

function required(root: Taker, name: 'relyingParty' | 'credentialId' | 'privateKey'): string {
  const text = root.text(name);
  if (text === undefined) throw new CxError('keepass.passkey-file', { pointer: `/${name}` });
  return text;
}

/** Base64url without padding is what KeePassXC writes; another dialect says the same, a change. */
function base64Of(root: Taker, name: 'credentialId' | 'userHandle', text: string, findings: Findings): string {
  const bytes = fromAnyBase64(text);
  if (!bytes || bytes.length === 0) {
    throw new CxError(name === 'credentialId' ? 'passkey.id-invalid' : 'passkey.handle-invalid', { pointer: root.at(name) });
  }
  const canonical = toBase64Url(bytes);
  if (canonical !== text) findings.change('value.normalised', root.at(name));
  return canonical;
}

/** PEM in any layout → base64url of PKCS#8. */
async function readKey(root: Taker, { limits }: Context, findings: Findings): Promise<string> {
  const text = required(root, 'privateKey');
  const pointer = root.at('privateKey');
  if (!readPem(text)) throw new CxError('passkey.key-broken', { pointer });
  try {
    const key = await passkeyKey(text, { limits });
    if (key.shape !== 'pkcs8-pem' || key.traits.length > 0) findings.change('passkey.key-normalised', pointer);
    else if (key.pem() !== text) findings.change('value.normalised', pointer);
    return toBase64Url(key.pkcs8);
  } catch (error) {
    throw error instanceof CxError ? new CxError(error.code, { pointer }) : error;
  }
}
