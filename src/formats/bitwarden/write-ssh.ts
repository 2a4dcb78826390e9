import { fromBase64Url } from '../../core/bytes.js';
import { isJsonObject, type JsonObject } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { readSshPrivateKey, type SshWriting, sshFingerprint, sshPublicLine, writeSshPrivateKey } from '../../ssh/index.js';
import type { Carries } from '../writing/carries.js';
import type { Writing } from '../writing/writing.js';
import { type Moved, takeMoved } from './write-body.js';

/** True for a key that OpenSSH's form can hold. */
export async function canWriteSshKey(credential: Taker): Promise<boolean> {
  return (await pemOf(credential, { comment: '', checkint: 0 })) !== undefined;
}

/** ssh-key → `sshKey`: the carried container, or OpenSSH's; public key and fingerprint are derived. */
export async function writeSshKey(credential: Taker | undefined, moved: Moved, carries: Carries, writing: Writing): Promise<JsonObject> {
  const carried = carries.setting('sshKey');
  const fingerprintMember = carries.setting('fingerprintMember') === 'fingerprint' ? 'fingerprint' : 'keyFingerprint';
  const made = credential && (await make(credential, layoutOf(isJsonObject(carried) ? carried : {}), writing));
  const fingerprint = made?.line === undefined ? undefined : await sshFingerprint(made.line);
  return {
    privateKey: made?.pem ?? takeMoved(moved, 'sshKey', 'privateKey') ?? null,
    publicKey: takeMoved(moved, 'sshKey', 'publicKey') ?? made?.line ?? null,
    [fingerprintMember]: takeMoved(moved, 'sshKey', fingerprintMember) ?? fingerprint ?? null,
  };
}

async function make(credential: Taker, layout: Omit<SshWriting, 'comment'>, writing: Writing) {
  const comment = credential.text('keyComment') ?? '';
  // A PKCS#8 key does not fit every container: then OpenSSH's own.
  const pem = (await pemOf(credential, { ...layout, comment })) ?? (await pemOf(credential, { checkint: 0, finalNewline: false, comment }));
  if (pem === undefined) return undefined;
  const pkcs8 = fromBase64Url(credential.text('privateKey') ?? '') ?? new Uint8Array();
  const again = await readSshPrivateKey(pem);
  if (typeof again !== 'object' || again.pkcs8.join() !== pkcs8.join()) writing.change('value.normalised', credential.at('privateKey'));
  // Only OpenSSH's container holds a comment, and not every text.
  if (comment !== '' && (typeof again !== 'object' || again.comment !== comment)) credential.leave('keyComment');
  const line = await sshPublicLine(pkcs8);
  credential.settle('keyType');
  // The key itself says what it is.
  if (credential.value['keyType'] !== line?.split(' ', 1)[0]) writing.change('value.normalised', credential.at('keyType'));
  return { pem, line };
}

async function pemOf(credential: Taker, writing: SshWriting): Promise<string | undefined> {
  const { privateKey } = credential.value;
  const pkcs8 = typeof privateKey === 'string' ? fromBase64Url(privateKey) : undefined;
  return pkcs8 && pkcs8.length > 0 ? writeSshPrivateKey(pkcs8, writing) : undefined;
}

function layoutOf({ container, checkint, finalNewline }: JsonObject): Omit<SshWriting, 'comment'> {
  const known = (['openssh', 'pkcs8', 'pkcs1', 'sec1'] as const).find((name) => name === container);
  return { container: known ?? 'openssh', checkint: typeof checkint === 'number' ? checkint : 0, finalNewline: finalNewline === true };
}
