import { toBase64Url } from '../../core/bytes.js';
import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import { readSshPrivateKey, sshFingerprint, sshPublicLine, writeSshPrivateKey } from '../../ssh/index.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import type { Reading } from './reading.js';

/**
 * `sshKey` → ssh-key. The OpenSSH text is rebuilt from key, comment and check number; where that does not give the very same text the
 * change is reported. Public key and fingerprint are derived, and kept as fields when they contradict the private key.
 */
export async function readSshKey(body: Taker, item: ItemBuilder, reading: Reading): Promise<void> {
  const pem = body.text('privateKey');
  const read = pem === undefined ? undefined : await readSshPrivateKey(pem);
  if (pem === undefined || read === undefined || read === 'locked') {
    if (pem !== undefined) {
      reading.findings.warning(read === 'locked' ? 'ssh.encrypted' : 'ssh.unreadable', body.at('privateKey'));
      item.custom('Private key', pem, 'concealed-string', 'sshKey.privateKey');
    }
    for (const [member, label] of PUBLIC_MEMBERS) keep(body, item, member, label, undefined);
    return;
  }
  item.add({
    type: 'ssh-key',
    keyType: read.keyType,
    privateKey: toBase64Url(read.pkcs8),
    ...(read.comment !== '' && { keyComment: read.comment }),
  });
  const layout = { container: read.container, checkint: read.checkint, finalNewline: pem.endsWith('\n') };
  if ((await writeSshPrivateKey(read.pkcs8, { ...layout, comment: read.comment })) !== pem)
    reading.findings.change('value.normalised', body.at('privateKey'));
  item.setting('sshKey', layout satisfies Readonly<Record<string, JsonValue>>);
  const line = await sshPublicLine(read.pkcs8);
  const fingerprint = line === undefined ? undefined : await sshFingerprint(line);
  keep(body, item, 'publicKey', 'Public key', line);
  keep(body, item, 'keyFingerprint', 'Fingerprint', fingerprint);
  // The name of the member in older exports.
  keep(body, item, 'fingerprint', 'Fingerprint', fingerprint);
  if (body.value['fingerprint'] !== undefined) item.setting('fingerprintMember', 'fingerprint');
}

const PUBLIC_MEMBERS = [
  ['publicKey', 'Public key'],
  ['keyFingerprint', 'Fingerprint'],
  ['fingerprint', 'Fingerprint'],
] as const;

/** A value that cannot be derived from the private key stays visible. */
function keep(body: Taker, item: ItemBuilder, member: string, label: string, derived: string | undefined): void {
  const value = body.text(member);
  if (value !== undefined && value !== derived) item.custom(label, value, 'string', `sshKey.${member}`);
}
