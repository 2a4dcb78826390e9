import type { JsonObject } from '../../core/json.js';
import { Taker } from '../../core/taker.js';
import { readOtp } from '../../otp/otpauth.js';
import { readSshPrivateKey } from '../../ssh/index.js';
import { ItemBuilder } from '../reading/item-builder.js';
import { BITWARDEN_NAMES, type Body } from './names.js';
import { isTableBody, readBody } from './read-body.js';

/** How many credentials of each type reading will make of a written body and the notes: those that fields spell out are counted on from there. */
export async function countReadBack(body: Body, written: JsonObject, hasNotes: boolean): Promise<Map<string, number>> {
  const item = new ItemBuilder({ exporter: '', format: 'bitwarden' });
  if (isTableBody(body)) readBody(body, new Taker(written, BITWARDEN_NAMES), item);
  const types = new Set([...item.types, ...(hasNotes ? ['note'] : [])]);
  const { privateKey, totp } = written;
  if (body === 'sshKey' && typeof privateKey === 'string' && typeof (await readSshPrivateKey(privateKey)) === 'object')
    types.add('ssh-key');
  const otp = body === 'login' && typeof totp === 'string' ? readOtp(totp)?.otp : undefined;
  if (otp && otp.kind !== 'hotp') types.add('totp');
  return new Map([...types].map((type) => [type, 1]));
}
