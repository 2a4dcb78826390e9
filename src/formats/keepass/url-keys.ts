import { ANDROID_SIGNATURE } from './names.js';

/** The string of the n-th URL, from 0: KeePassXC's names. */
export function urlKey(n: number): string {
  return n === 0 ? 'URL' : n === 1 ? 'KP2A_URL' : `KP2A_URL_${n - 1}`;
}

/** The string of the n-th Android app, from 0: KeePassDX's names. */
export function appKey(n: number): string {
  return `AndroidApp${suffix(n)}`;
}

/** The string of the certificate of an app, from that of the app; undefined for a name of Keepass2Android, which knows none. */
export function signatureKey(key: string): string | undefined {
  const suffixed = /^AndroidApp((?:_[0-9]+)?)$/.exec(key)?.[1];
  return suffixed === undefined ? undefined : ANDROID_SIGNATURE + suffixed;
}

function suffix(n: number): string {
  return n === 0 ? '' : `_${n}`;
}
