/** How Bitwarden names an Android app among its URIs; it knows no certificate. */
const SCHEME = 'androidapp://';

/** The package that a URI names; undefined for any other URI. */
export function appOfUri(uri: string): string | undefined {
  return uri.startsWith(SCHEME) && uri.length > SCHEME.length ? uri.slice(SCHEME.length) : undefined;
}

export function uriOfApp(bundleId: string): string {
  return SCHEME + bundleId;
}
