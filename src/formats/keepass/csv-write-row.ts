import type { Pointer } from '../../core/pointer.js';
import type { Taker } from '../../core/taker.js';
import type { Item } from '../../cxf/schema/item.js';
import { readOtp, writeOtp } from '../../otp/otpauth.js';
import { fillSecret, settingsOf } from '../reading/one-time-password.js';
import { Carries } from '../writing/carries.js';
import { takeField } from '../writing/fields.js';
import { leaveCredential, leavePasskey } from '../writing/leave.js';
import { otpOfCredential } from '../writing/one-time-password.js';
import type { Writing } from '../writing/writing.js';
import { type Column, joinTags, splitTags, TOTP_MEMBER, USUAL_ICON } from './csv-columns.js';
import { appOf } from './csv-read.js';
import { cellOfSeconds } from './csv-times.js';
import { APP_SCHEME, FAVORITE } from './names.js';

/** One row, by column. */
export type Cells = Readonly<Record<Column, string>>;

/** The credential types that have columns; the first of each is written. */
const PLACED: ReadonlySet<string> = new Set(['basic-auth', 'totp', 'note']);

/** Writes one item. What has no column is reported. `group` is a finished cell. */
export function writeRow(item: Item, pointer: Pointer, group: string, writing: Writing): Cells {
  const source = writing.open(item, pointer, { title: item.title });
  source.settle('id');
  const carries = new Carries(source, writing);
  const { first, sections } = sorted(source, writing);
  const text = textCell(writing);
  const login = first.get('basic-auth');
  const totp = first.get('totp');
  const notes = first.get('note');
  const member = (type: 'basic-auth' | 'note', credential: Taker | undefined, name: string): string =>
    text(credential && takeField(type, credential, name, writing)?.value, credential?.pointer ?? pointer);
  const icon = carries.setting('IconID');
  const cells = {
    group,
    title: text(source.text('title'), source.at('title')),
    username: member('basic-auth', login, 'username'),
    password: member('basic-auth', login, 'password'),
    url: text(urlOf(source, writing), source.at('scope')),
    notes: member('note', notes, 'content'),
    totp: text(totpOf(totp, sections, carries, writing), totp?.pointer ?? pointer),
    icon: typeof icon === 'string' ? icon : USUAL_ICON,
    modifiedAt: timeOf('modifiedAt', source, carries),
    creationAt: timeOf('creationAt', source, carries),
    tags: text(tagsOf(source, carries, writing), source.at('tags')),
  };
  carries.close();
  writing.close(source);
  return cells;
}

/** Leaves behind what has no column, and gives the rest: the first credential of each type that has one, and the custom fields. */
function sorted(item: Taker, writing: Writing): { readonly first: ReadonlyMap<string, Taker>; readonly sections: readonly Taker[] } {
  const first = new Map<string, Taker>();
  const sections: Taker[] = [];
  for (const credential of item.objects('credentials')) {
    const type = String(credential.value['type']);
    if (PLACED.has(type) && !first.has(type)) {
      credential.settle('type');
      first.set(type, credential);
    } else if (type === 'custom-fields') sections.push(credential);
    else if (type === 'passkey') leavePasskey(credential, writing, 'passkey.left-behind');
    else leaveCredential(credential, writing);
  }
  return { first, sections };
}

/** A lone surrogate has no UTF-8: U+FFFD takes its place, a change. */
function textCell(writing: Writing): (text: string | undefined, pointer: Pointer) => string {
  return (text = '', pointer) => {
    const plain = text.replaceAll(/\p{Cs}/gu, '\ufffd');
    if (plain !== text) writing.change('value.normalised', pointer);
    return plain;
  };
}

/** The first URL, or the first app where there is no URL. */
function urlOf(item: Taker, writing: Writing): string | undefined {
  const scope = item.object('scope');
  const [url, ...more] = (scope?.texts('urls') ?? []).filter(({ value }) => value !== '');
  for (const { index } of more) writing.loss(`${item.pointer}/scope/urls/${index}`);
  // Read back, this is an app.
  if (url && appOf(url.value) !== undefined) writing.change('field.moved', `${item.pointer}/scope/urls/${url.index}`);
  let cell = url?.value;
  for (const app of scope?.objects('androidApps') ?? []) {
    const id = app.value['bundleId'];
    if (cell === undefined && typeof id === 'string' && id !== '') {
      app.settle('bundleId');
      cell = APP_SCHEME + id;
    } else {
      app.settle(...Object.keys(app.value));
      writing.loss(app.pointer);
    }
  }
  return cell;
}

/** The carried spelling where its settings still hold, else the otpauth URI; else what stayed text when the cell was read. */
function totpOf(credential: Taker | undefined, sections: readonly Taker[], carries: Carries, writing: Writing): string | undefined {
  const otp = credential && otpOfCredential(credential);
  if (credential && !otp) leaveCredential(credential, writing);
  const kept = takeText(sections, otp === undefined, writing);
  if (!credential || !otp) return kept;
  if (otp.secret !== credential.value['secret']) writing.change('otp.secret-normalised', credential.at('secret'));
  // Steam's codes always have five characters.
  if (credential.value['digits'] !== otp.digits) writing.change('value.normalised', credential.at('digits'));
  const carried = carries.memberSpelling('totp', settingsOf(otp));
  if (typeof carried === 'string') return fillSecret(carried, otp.secret);
  const uri = writeOtp(otp);
  const again = readOtp(uri)?.otp;
  // A URI cannot hold every name.
  for (const name of ['issuer', 'username'] as const) {
    if (again?.[name] !== otp[name]) writing.change('value.normalised', credential.at(name));
  }
  return uri;
}

/** Gives back the text of a field that came from the TOTP column; every other custom field is lost. */
function takeText(sections: readonly Taker[], isFree: boolean, writing: Writing): string | undefined {
  let found: string | undefined;
  for (const section of sections) {
    if (!isFree || !JSON.stringify(section.value).includes(`"${TOTP_MEMBER}"`)) {
      leaveCredential(section, writing);
      continue;
    }
    section.settle('type');
    for (const field of section.objects('fields')) {
      const carries = new Carries(field, writing);
      const isTotp = carries.take('cx-member')?.['member'] === TOTP_MEMBER && found === undefined;
      carries.close();
      const value = isTotp ? field.text('value') : undefined;
      if (value === undefined) writing.loss(field.pointer);
      found ??= value;
      field.settle(...Object.keys(field.value));
    }
  }
  return found;
}

/** Tags, the favourite's first. One that would be taken apart or trimmed is a change; one of blanks alone a loss. */
function tagsOf(item: Taker, carries: Carries, writing: Writing): string | undefined {
  const tags = item.texts('tags').flatMap(({ value, index }) => {
    const parts = splitTags(value);
    const at = `${item.at('tags')}/${index}`;
    if (value !== '' && parts.length === 0) writing.loss(at);
    else if (value !== '' && (parts[0] !== value || value === FAVORITE)) writing.change('value.normalised', at);
    return parts;
  });
  const cell = joinTags(item.boolean('favorite') === true ? [FAVORITE, ...tags] : tags);
  const carried = carries.memberSpelling('tags', cell);
  return typeof carried === 'string' ? carried : cell;
}

/** The carried spelling of an instant, when it still is that instant; a year of five digits is lost. */
function timeOf(member: 'creationAt' | 'modifiedAt', item: Taker, carries: Carries): string {
  const seconds = item.number(member);
  if (seconds === undefined) return '';
  const carried = carries.memberSpelling(member, seconds);
  if (typeof carried === 'string') return carried;
  const cell = cellOfSeconds(seconds);
  if (cell === undefined) item.leave(member);
  return cell ?? '';
}
