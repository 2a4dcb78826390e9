import type { AndroidAppId, CredentialScope } from '../../cxf/schema/item.js';
import { appOfUrl } from './android.js';

/** Several addresses in one cell, joined by commas. They are taken apart only when every piece has a scheme: a URL may hold commas of its own. */
export function splitUrls(text: string): string[] {
  if (text === '') return [];
  const parts = text.split(',');
  return parts.length > 1 && parts.every((part) => /^[a-z][a-z0-9+.-]*:\/\//i.test(part)) ? parts : [text];
}

/** Addresses → scope, apps apart from URLs where the manager names apps that way. */
export function scopeOf(addresses: readonly string[], namesApps: boolean): CredentialScope | undefined {
  if (addresses.length === 0) return undefined;
  const urls: string[] = [];
  const androidApps: AndroidAppId[] = [];
  for (const address of addresses) {
    const app = namesApps ? appOfUrl(address) : undefined;
    if (app) androidApps.push(app);
    else urls.push(address);
  }
  return { urls, androidApps };
}

/** A title for a login that has none: the host of its first address, without `www.`; "" where it has no host. */
export function titleOf(address: string | undefined): string {
  if (address === undefined) return '';
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) return '';
  return new URL(text).hostname.toLowerCase().replace(/^www\./, '');
}
