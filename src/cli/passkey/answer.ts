import type { Finding, FormatName } from '../../core/report.js';
import type { PasskeyCheck } from '../../passkey/check/check.js';
import type { PlaceVerdict } from '../../passkey/usable/verdict.js';
import type { Place } from './places.js';

/** One passkey, and whether it works at the places that were asked about, in their order. */
export interface CheckedPasskey extends PasskeyCheck {
  readonly places: readonly PlaceVerdict[];
}

/** All that `list` and `check` have to tell. */
export interface PasskeyAnswer {
  readonly source: FormatName;
  readonly passkeys: readonly CheckedPasskey[];
  /** Passkeys of which nothing could be read. */
  readonly unreadable: readonly Finding[];
  readonly places: readonly Place[];
}
