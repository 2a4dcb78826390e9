import type { Taker } from '../../core/taker.js';
import type { Writing } from './writing.js';

/** The target holds no passkeys: this one is left behind whole, and that is said. */
export function leavePasskeyBehind(passkey: Taker, writing: Writing): void {
  const { rpId, username } = passkey.value;
  passkey.settle(...Object.keys(passkey.value));
  const subject = writing.subject && { ...writing.subject, rpId: String(rpId), username: String(username) };
  const place = writing.placeOf(passkey.value, passkey.pointer);
  writing.findings.loss('passkey.left-behind', 'target-has-no-place', place, subject);
}

/** A credential that no place of the target holds, left behind whole. */
export function leaveBehind(credential: Taker, writing: Writing): void {
  credential.settle(...Object.keys(credential.value));
  const place = writing.placeOf(credential.value, credential.pointer);
  writing.findings.loss('target.no-place', 'target-has-no-place', place, writing.subject);
}
