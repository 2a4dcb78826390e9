import type { CxfQuirkCode } from '../../core/codes/cxf-quirks.js';
import type { CxfRuleCode } from '../../core/codes/cxf-rules.js';
import type { JsonValue } from '../../core/json.js';
import type { Severity } from '../../core/report.js';
import { DRAFT_NAMES } from '../schema/names.js';
import type { Judge, Profile, Verdict } from './profile.js';

/** What a shape that parsing mends means to CXF 1.0. */
export interface QuirkMeaning {
  /** Section of CXF 1.0, without the sign. */
  readonly clause: string;
  /** For people: the severity, and on what it depends. */
  readonly because: string;
  readonly verdict: Judge;
}

/** Padding is not mentioned by the specification, whose examples have none: strict readers refuse it. Every other dialect is another encoding. */
export function isOnlyPadded(raw: JsonValue | undefined): boolean {
  return typeof raw === 'string' && /^[\w-]*={1,2}$/.test(raw);
}

function dialect(raw: JsonValue | undefined): Verdict {
  return isOnlyPadded(raw) ? 'warning' : 'error';
}

/** A required member is missing under its name; an optional one is only unknown under that of a draft, and ignored. */
function draftName(_raw: JsonValue | undefined, pointer: string): Verdict {
  return DRAFT_NAMES.get(pointer.slice(pointer.lastIndexOf('/') + 1))?.required === true ? 'error' : 'warning';
}

/** Inside the draft's `hmacSecret` everything is ignored; inside `hmacCredentials` both seeds are required. */
export function isInDraftHmac(pointer: string): boolean {
  return pointer.includes('/hmacSecret/');
}

function hmacSeed(_raw: JsonValue | undefined, pointer: string): Verdict {
  return isInDraftHmac(pointer) ? 'warning' : 'error';
}

/** RFC 4648 §6 has upper case; CXF says nothing about the case. Anything else that does not belong to the alphabet is an error. */
function base32(raw: JsonValue | undefined): Verdict {
  return typeof raw === 'string' && /^(?:[A-Z2-7]{8})*(?:[A-Z2-7]{2}|[A-Z2-7]{4,5}|[A-Z2-7]{7})?=*$/i.test(raw) && hasClearTail(raw)
    ? 'warning'
    : 'error';
}

/** RFC 4648 §3.5: the bits after the last byte are zero. */
function hasClearTail(raw: string): boolean {
  const digits = raw.replaceAll('=', '').toUpperCase();
  const last = digits.at(-1) ?? '';
  return [/./, /./, /[AEIMQUY4]/, /./, /[AQ]/, /[ACEGIKMOQSUWY246]/, /./, /[AIQY]/][digits.length % 8]?.test(last) ?? false;
}

/** What each shape that parsing mends means to the specification. */
export const QUIRK_MEANINGS: Readonly<Record<CxfQuirkCode, QuirkMeaning>> = {
  'cxf.envelope-account': { clause: '3.1', because: 'a document is a Header', verdict: 'error' },
  'cxf.envelope-android': { clause: '3.1', because: 'a document is a Header', verdict: 'error' },
  'cxf.version-respelled': { clause: '3.1.1', because: 'the version is an object of two numbers', verdict: 'error' },
  'cxf.account-unreadable': { clause: '3.2.1', because: 'an account is an object', verdict: 'error' },
  'cxf.header-value-lost': { clause: '3.1', because: 'the members of the Header have fixed types', verdict: 'error' },
  'cxf.item-set-aside': { clause: '3.2.3', because: 'an item is an object', verdict: 'error' },
  'cxf.credential-set-aside': { clause: '3.3', because: 'a credential has a type and what its type requires', verdict: 'error' },
  'cxf.member-set-aside': { clause: '3', because: 'every member has a fixed type', verdict: 'error' },
  'cxf.member-null': { clause: '3', because: 'an optional member is absent, no member may be null', verdict: 'error' },
  'cxf.member-missing': { clause: '3', because: 'a required member is present', verdict: 'error' },
  'cxf.array-missing': { clause: '2.1.2', because: 'a required array is present even when empty', verdict: 'error' },
  'cxf.member-renamed': {
    clause: '3',
    because: 'error when the member is required, else a warning: an unknown member is ignored',
    verdict: draftName,
  },
  'cxf.type-renamed': { clause: '3.3', because: 'a type that nobody knows is legal, and skipped', verdict: 'warning' },
  'cxf.text-respelled': { clause: '3', because: 'every member has a fixed type', verdict: 'error' },
  'cxf.boolean-respelled': { clause: '3', because: 'every member has a fixed type', verdict: 'error' },
  'cxf.number-respelled': { clause: '3', because: 'every member has a fixed type', verdict: 'error' },
  'cxf.timestamp-respelled': { clause: '3', because: 'a moment is an unsigned number of UNIX seconds', verdict: 'error' },
  'cxf.timestamp-unusable': { clause: '3', because: 'a moment is an unsigned number of UNIX seconds', verdict: 'error' },
  'cxf.id-missing': { clause: '1.3', because: 'what has to have an identifier has one', verdict: 'error' },
  'cxf.id-empty': { clause: '1.3', because: 'no rule forbids an identifier of no bytes, but it tells nothing', verdict: 'warning' },
  'cxf.id-too-long': { clause: '1.3', because: 'an identifier has at most 64 bytes', verdict: 'error' },
  'cxf.id-respelled': {
    clause: '1.3',
    because: 'an identifier is base64url; a warning when it is only padded, of which nothing is said',
    verdict: dialect,
  },
  'cxf.id-reused': { clause: '1.3', because: 'an identifier is unique within its account', verdict: 'error' },
  'cxf.reference-followed': { clause: '1.3', because: 'an identifier has at most 64 bytes', verdict: 'error' },
  'cxf.base64-respelled': { clause: '2.1', because: 'a warning when it is only padded, of which nothing is said', verdict: dialect },
  'cxf.base32-respelled': {
    clause: '3.3.16',
    because: 'a warning for lower case, of which nothing is said; an error for other characters and stray bits',
    verdict: base32,
  },
  'cxf.base32-padded': { clause: '3.3.16', because: 'nothing is said of padding, and the example has none', verdict: 'warning' },
  'cxf.totp-algorithm-respelled': { clause: '3.3.16', because: 'an unknown algorithm is legal, and the entry ignored', verdict: 'warning' },
  'cxf.field-bare': { clause: '3.4.2', because: 'a member that its owner can edit is an EditableField', verdict: 'error' },
  'cxf.urls-moved': { clause: '3.2.4', because: 'an unknown member is legal, and ignored', verdict: 'warning' },
  'cxf.key-pem': { clause: '3.3.12', because: 'a key is base64url of DER', verdict: 'error' },
  'cxf.passkey-key-shape': { clause: '3.3.12', because: 'a key is PKCS#8', verdict: 'error' },
  'cxf.passkey-key-jwk': { clause: '3.3.12', because: 'a key is base64url of DER', verdict: 'error' },
  'cxf.hmac-algorithm-respelled': {
    clause: '3.3.12.3',
    because: 'an unknown algorithm is legal, and the entry ignored',
    verdict: 'warning',
  },
  'cxf.hmac-single-secret': {
    clause: '3.3.12.3',
    because: 'both seeds are required; a warning inside the unknown member `hmacSecret`, which is ignored',
    verdict: hmacSeed,
  },
  'cxf.hmac-seed-derived': {
    clause: '3.3.12.3',
    because: 'both seeds are required; a warning inside the unknown member `hmacSecret`, which is ignored',
    verdict: hmacSeed,
  },
  'cxf.item-embedded': { clause: '3.2.2.1', because: 'a collection holds references', verdict: 'error' },
  'cxf.collection-too-deep': { clause: '3.2.2', because: 'the depth has no bound, but readers have one', verdict: 'warning' },
};

/** A MUST that is broken is an error, a SHOULD a warning, a recommendation or something that importers are told to ignore an info. */
export const RULE_SEVERITIES: Readonly<Record<CxfRuleCode, Severity>> = {
  'cxf.version-unpublished': 'error',
  'cxf.exporter-no-domain': 'warning',
  'cxf.id-duplicate': 'error',
  'cxf.account-id-duplicate': 'warning',
  'cxf.array-empty': 'error',
  'cxf.member-unknown': 'info',
  'cxf.type-unknown': 'info',
  'cxf.link-dangling': 'info',
  'cxf.reference-dangling': 'warning',
  'cxf.url-not-absolute': 'warning',
  'cxf.app-unverifiable': 'info',
  'cxf.app-fingerprint': 'warning',
  'cxf.scope-missing': 'warning',
  'cxf.field-type-mismatch': 'error',
  'cxf.field-type-unknown': 'warning',
  'cxf.value-format': 'error',
  'cxf.value-territory': 'error',
  'cxf.value-email': 'warning',
  'cxf.api-url': 'warning',
  'cxf.section-label-empty': 'warning',
  'cxf.passport-type': 'error',
  'cxf.wifi-security-unknown': 'warning',
  'cxf.passkey-key-invalid': 'error',
  'cxf.passkey-key-unusual': 'warning',
  'cxf.passkey-credential-id': 'error',
  'cxf.passkey-user-handle': 'warning',
  'cxf.passkey-rp-id': 'error',
  'cxf.passkey-duplicate': 'warning',
  'cxf.hmac-seed-length': 'warning',
  'cxf.hmac-algorithm-unknown': 'warning',
  'cxf.large-blob-broken': 'warning',
  'cxf.totp-secret': 'error',
  'cxf.totp-algorithm-unknown': 'warning',
  'cxf.totp-numbers': 'warning',
  'cxf.totp-unnamed': 'info',
  'cxf.ssh-key-invalid': 'error',
  'cxf.ssh-key-type-unknown': 'error',
  'cxf.ssh-key-type-wrong': 'error',
  'cxf.file-hash': 'error',
  'cxf.extension-name': 'error',
  'cxf.extension-unknown': 'info',
  'cxf.shared-misplaced': 'error',
  'cxf.shared-broken': 'error',
  'cxf.shared-ignored': 'info',
  'cxf.shared-unnamed': 'warning',
};

/** The specification itself. */
export const SPEC: Profile = { quirk: (code) => QUIRK_MEANINGS[code].verdict, rule: (code) => RULE_SEVERITIES[code] };
