import type { JsonValue } from '../../core/json.js';
import type { Taker } from '../../core/taker.js';
import type { Item } from '../../cxf/schema/item.js';
import { writeOtp } from '../../otp/otpauth.js';
import { fillSecret, settingsOf } from '../reading/one-time-password.js';
import type { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import { otpOfCredential } from '../writing/one-time-password.js';
import type { SortedCredentials } from '../writing/sorted.js';
import type { Writing } from '../writing/writing.js';
import type { Place } from './table.js';

/** An item while its cells are written. */
export interface From {
  readonly item: Item;
  readonly source: Taker;
  readonly credentials: SortedCredentials;
  readonly carries: Carries;
  readonly folder: string;
  readonly writing: Writing;
}

/** What an item has for a column; undefined when nothing. Addresses, identifiers and the note are written elsewhere. */
export function writeCell(place: Place, { source, credentials, carries, folder, writing }: From): string | undefined {
  switch (place.to) {
    case 'title':
      return source.text('title');
    case 'member': {
      const credential = credentials.first.get(place.credential);
      const taken = credential && takeField(place.credential, credential, place.member, writing);
      return taken && (textOf(taken.spelling) ?? taken.value);
    }
    case 'otp':
      return writeCode(credentials.first.get('totp'), carries, writing);
    case 'creationAt':
    case 'modifiedAt':
      return writeInstant(place.to, source, carries) ?? textOf(carries.setting(place.to));
    case 'favorite':
      return source.boolean('favorite') === true ? place.yes : (textOf(carries.setting('favorite')) ?? place.no);
    case 'folder':
      return folder;
    case 'tags':
      return source
        .texts('tags')
        .map(({ value }) => value)
        .join(place.separator);
    case 'setting':
      return textOf(carries.setting(place.name));
    case 'url':
    case 'id':
    case 'note':
    case 'custom':
      return undefined;
  }
}

/** The carried spelling of a code while its settings still hold, else the otpauth URI, which holds all of it. */
function writeCode(credential: Taker | undefined, carries: Carries, writing: Writing): string | undefined {
  const otp = credential && otpOfCredential(credential);
  if (!credential || !otp) return undefined;
  if (otp.secret !== credential.value['secret']) writing.change('otp.secret-normalised', credential.at('secret'));
  if (credential.value['digits'] !== otp.digits) writing.change('value.normalised', credential.at('digits'));
  const carried = carries.memberSpelling('totp', settingsOf(otp));
  return typeof carried === 'string' ? fillSecret(carried, otp.secret) : writeOtp(otp);
}

/** UNIX milliseconds. */
function writeInstant(member: 'creationAt' | 'modifiedAt', source: Taker, carries: Carries): string | undefined {
  const seconds = source.number(member);
  if (seconds === undefined) return undefined;
  return textOf(carries.memberSpelling(member, seconds)) ?? String(seconds * 1000);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
