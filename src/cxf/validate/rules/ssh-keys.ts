import { fromBase64Url } from '../../../core/bytes.js';
import { privateKeyKind } from '../../private-key.js';
import type { SshKeyCredential } from '../../schema/credentials/ssh-key.js';
import { fitsKind, isSshKeyType } from '../../ssh-key-types.js';
import type { Walk } from '../walk.js';

/** CXF §3.3.15. */
export function sshKeyRules({ keyType, privateKey }: SshKeyCredential, walk: Walk): void {
  const kind = privateKeyKind(fromBase64Url(privateKey));
  if (kind === undefined) walk.breach('cxf.ssh-key-invalid', 'privateKey');
  if (!isSshKeyType(keyType)) walk.breach('cxf.ssh-key-type-unknown', 'keyType');
  else if (kind !== undefined && !fitsKind(keyType, kind)) walk.breach('cxf.ssh-key-type-wrong', 'keyType');
}
