import { fromBase64Url } from '../../core/bytes.js';
import type { Taker } from '../../core/taker.js';
import { keyAlgorithm } from '../../passkey/index.js';
import type { Writing } from './writing.js';

/** A credential that the kind of file has no place for: one loss for the whole of it. */
export function leaveCredential(credential: Taker, writing: Writing): void {
  credential.settle(...Object.keys(credential.value));
  writing.findings.loss('target.no-place', 'target-has-no-place', writing.placeOf(credential.value, credential.pointer), writing.subject);
}

/** Why a sound passkey stays behind: the target takes none of its kind, none at all, or one only. */
type PasskeyLoss = 'passkey.unsupported' | 'passkey.left-behind' | 'keepass.passkey-one-only';

/** A passkey that stays behind, for that reason, or with `passkey.invalid` when nobody could log in with it: one loss for the whole of it. */
export function leavePasskey(passkey: Taker, writing: Writing, code: PasskeyLoss): void {
  const { key, rpId, username, credentialId } = passkey.value;
  const pkcs8 = typeof key === 'string' ? fromBase64Url(key) : undefined;
  const isSound = credentialId !== '' && rpId !== '' && pkcs8 !== undefined && keyAlgorithm(pkcs8) !== undefined;
  passkey.settle(...Object.keys(passkey.value));
  const subject = writing.subject && { ...writing.subject, rpId: String(rpId), username: String(username) };
  const place = writing.placeOf(passkey.value, passkey.pointer);
  if (!isSound) writing.findings.loss('passkey.invalid', 'invalid-value', place, subject);
  else writing.findings.loss(code, code === 'passkey.unsupported' ? 'unsupported' : 'target-has-no-place', place, subject);
}
