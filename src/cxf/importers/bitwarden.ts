import type { CxfQuirkCode } from '../../core/codes/cxf-quirks.js';
import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';
import { isJsonObject, type JsonValue } from '../../core/json.js';
import { isFullDate } from '../fits.js';
import { DRAFT_NAMES } from '../schema/names.js';
import type { Judge, Profile, Verdict } from '../validate/profile.js';
import { isInDraftHmac, isOnlyPadded } from '../validate/spec.js';
import { bitwardenImport } from './bitwarden-import.js';

/*
 * Measured on 2026-11-23 and -24 with Bitwarden's own SDK (@bitwarden/sdk-internal 0.2.0-main.1054), one mutation a document. The SDK is
 * handed one account as JSON text and refuses it whole when serde does; what it says about the header comes from the Android app's parser
 * and its tests.
 */

/** A null is an absent member, but no array may hold one. */
function memberNull(_raw: JsonValue | undefined, pointer: string): Verdict {
  return /\/[0-9]+$/.test(pointer) ? 'error' : 'fine';
}

/** A required member is missing under its own name; an optional one is ignored. */
function draftName(_raw: JsonValue | undefined, pointer: string): Verdict {
  return DRAFT_NAMES.get(pointer.slice(pointer.lastIndexOf('/') + 1))?.required === true ? 'error' : 'loss';
}

/** Any whole number is taken, whatever it counts, so dates in milliseconds become wrong ones; fractions and texts refuse the account. */
function timestamp(raw: JsonValue | undefined): Verdict {
  return Number.isInteger(raw) ? 'change' : 'error';
}

/** An identifier may be empty, of any length and padded, but it has to be there, as text of the URL alphabet. */
function identifier(raw: JsonValue | undefined): Verdict {
  return typeof raw === 'string' && /^[\w-]*={0,2}$/.test(raw) ? 'fine' : 'error';
}

function padded(raw: JsonValue | undefined): Verdict {
  return isOnlyPadded(raw) || (typeof raw === 'string' && /^[\w-]*$/.test(raw)) ? 'fine' : 'error';
}

/** Both seeds are required in `hmacCredentials`; the draft's `hmacSecret` is ignored. */
function hmacSeed(_raw: JsonValue | undefined, pointer: string): Verdict {
  return isInDraftHmac(pointer) ? 'fine' : 'error';
}

const QUIRKS: Readonly<Record<CxfQuirkCode, Judge>> = {
  // The SDK takes accounts: a header around them is opened by the apps.
  'cxf.envelope-account': 'fine',
  'cxf.envelope-android': 'error',
  'cxf.version-respelled': 'error',
  'cxf.account-unreadable': 'error',
  'cxf.header-value-lost': 'error',
  'cxf.item-set-aside': 'error',
  'cxf.credential-set-aside': 'error',
  'cxf.member-set-aside': 'error',
  'cxf.member-null': memberNull,
  'cxf.member-missing': 'error',
  'cxf.array-missing': 'error',
  'cxf.member-renamed': draftName,
  'cxf.type-renamed': 'error',
  'cxf.text-respelled': 'error',
  'cxf.boolean-respelled': 'error',
  'cxf.number-respelled': 'error',
  'cxf.timestamp-respelled': timestamp,
  'cxf.timestamp-unusable': timestamp,
  'cxf.id-missing': identifier,
  'cxf.id-empty': 'fine',
  'cxf.id-too-long': identifier,
  'cxf.id-respelled': identifier,
  'cxf.id-reused': 'fine',
  'cxf.reference-followed': identifier,
  'cxf.base64-respelled': padded,
  'cxf.base32-respelled': 'fine',
  'cxf.base32-padded': 'fine',
  // Any algorithm that is not spelled as in the specification is taken for SHA-1: the codes are wrong.
  'cxf.totp-algorithm-respelled': 'change',
  'cxf.field-bare': 'error',
  'cxf.urls-moved': 'loss',
  'cxf.key-pem': 'error',
  // Taken as it is, and no key that it can sign with.
  'cxf.passkey-key-shape': 'loss',
  'cxf.passkey-key-jwk': 'error',
  'cxf.hmac-algorithm-respelled': 'fine',
  'cxf.hmac-single-secret': hmacSeed,
  'cxf.hmac-seed-derived': hmacSeed,
  'cxf.item-embedded': 'error',
  'cxf.collection-too-deep': 'error',
};

/** The Android app takes 0.0 and 1.0 and no other. */
function version(raw: JsonValue | undefined): Verdict {
  return isJsonObject(raw) && raw['major'] === 0 && raw['minor'] === 0 ? 'fine' : 'error';
}

/** Dates and months may lack leading zeros; everything else refuses the account. */
function dateOrBoolean(raw: JsonValue | undefined, _pointer: string, field: JsonValue | undefined): Verdict {
  const fieldType = isJsonObject(field) ? field['fieldType'] : undefined;
  const [year = '', month = '', day, ...more] = typeof raw === 'string' ? raw.split('-') : [];
  const isWhole = day === undefined ? fieldType === 'year-month' : fieldType === 'date';
  const padded = [year, month.padStart(2, '0'), (day ?? '1').padStart(2, '0'), ...more].join('-');
  return isWhole && isFullDate(padded) ? 'change' : 'error';
}

function algorithm(raw: JsonValue | undefined): Verdict {
  return raw === 'steam' ? 'fine' : 'change';
}

const RULES: Readonly<Partial<Record<CxfRuleCode, Judge>>> = {
  'cxf.version-unpublished': version,
  'cxf.type-unknown': 'error',
  'cxf.field-type-mismatch': 'error',
  'cxf.field-type-unknown': 'error',
  'cxf.value-format': dateOrBoolean,
  // Characters outside the alphabet are removed in silence: another secret.
  'cxf.totp-secret': 'change',
  'cxf.totp-algorithm-unknown': algorithm,
  'cxf.totp-numbers': 'warning',
  'cxf.passkey-credential-id': 'warning',
  'cxf.passkey-rp-id': 'warning',
  'cxf.ssh-key-invalid': 'loss',
  // The key itself decides.
  'cxf.ssh-key-type-unknown': 'change',
  'cxf.ssh-key-type-wrong': 'change',
};

/** What Bitwarden's importer does. */
export const BITWARDEN: Profile = {
  quirk: (code) => QUIRKS[code],
  rule: (code) => RULES[code] ?? 'fine',
  more: bitwardenImport,
};
