import { CxError } from '../../core/errors.js';
import type { Limits } from '../../core/limits.js';
import { readAll } from '../../core/source.js';
import { usableInAndroidApp } from '../../passkey/usable/android-app.js';
import { usableInAppleApp } from '../../passkey/usable/apple-app.js';
import { usableOnRelatedOrigin } from '../../passkey/usable/related-origin.js';
import type { PlaceVerdict } from '../../passkey/usable/verdict.js';
import { usableOnOrigin } from '../../passkey/usable/web-origin.js';
import { openInput } from '../files/input.js';

/** The places that `cxf passkey check` may be asked about, and the files of the site that decide. */
export interface PlaceFlags {
  readonly origin?: string;
  readonly related?: string;
  readonly iosApp?: string;
  readonly aasa?: string;
  readonly androidApp?: string;
  readonly assetlinks?: string;
}

/** One place to ask about. */
export interface Place {
  readonly kind: 'web' | 'ios-app' | 'android-app';
  /** As it was typed. */
  readonly name: string;
  /** Whether a passkey of that relying party works there. */
  ask(rpId: string): Promise<PlaceVerdict>;
}

/** The flags that only make sense together. */
const PAIRS = [
  ['related', 'origin', '--related goes with --origin: it lists the origins that may use the passkeys of the site.'],
  ['iosApp', 'aasa', '--ios-app needs --aasa FILE: save https://SITE/.well-known/apple-app-site-association first.'],
  ['aasa', 'iosApp', '--aasa needs --ios-app TEAM.BUNDLE.'],
  ['androidApp', 'assetlinks', '--android-app needs --assetlinks FILE: save https://SITE/.well-known/assetlinks.json first.'],
  ['assetlinks', 'androidApp', '--assetlinks needs --android-app PACKAGE=SHA256.'],
] as const;

/** Reads the files of the site. Throws `usage` for a flag without its partner, and what opening a file throws. */
export async function placesOf(flags: PlaceFlags, limits: Limits, signal: AbortSignal): Promise<Place[]> {
  for (const [flag, partner, hint] of PAIRS) {
    if (flags[flag] !== undefined && flags[partner] === undefined) throw new CxError('usage', { hint });
  }
  const { origin, related, iosApp, aasa, androidApp, assetlinks } = flags;
  const places: Place[] = [];
  if (origin !== undefined) {
    const file = related === undefined ? undefined : await contentOf(related, limits, signal);
    const ask = (rpId: string) => (file ? usableOnRelatedOrigin(rpId, origin, file, limits) : usableOnOrigin(rpId, origin));
    places.push({ kind: 'web', name: origin, ask });
  }
  if (iosApp !== undefined && aasa !== undefined) {
    const file = await contentOf(aasa, limits, signal);
    places.push({ kind: 'ios-app', name: iosApp, ask: (rpId) => usableInAppleApp(rpId, iosApp, file, limits) });
  }
  if (androidApp !== undefined && assetlinks !== undefined) {
    const file = await contentOf(assetlinks, limits, signal);
    places.push({ kind: 'android-app', name: androidApp, ask: (rpId) => usableInAndroidApp(rpId, androidApp, file, limits) });
  }
  return places;
}

async function contentOf(path: string, limits: Limits, signal: AbortSignal): Promise<Uint8Array> {
  if (path === '-') throw new CxError('usage', { hint: 'Standard input is for the vault: name the file of the site.' });
  const input = await openInput(path, limits, signal);
  try {
    return await readAll(input, limits);
  } finally {
    input.close();
  }
}
