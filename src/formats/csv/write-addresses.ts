import type { Taker } from '../../core/taker.js';
import type { Writing } from '../writing/writing.js';
import { splitUrls } from './addresses.js';
import { appOfUrl, urlOfApp } from './android.js';
import type { NoteLines } from './note-lines.js';
import type { CsvManager } from './table.js';

/** scope → addresses, one for each row. An app that the manager cannot name goes behind the note. */
export function writeAddresses(item: Taker, manager: CsvManager, lines: NoteLines, writing: Writing): string[] {
  const scope = item.object('scope');
  if (!scope) return [];
  const addresses: string[] = [];
  for (const { value, index } of scope.texts('urls')) {
    if (value === '') continue;
    if (manager.oneRow && addresses.length > 0) {
      lines.add('Address', value, `${scope.pointer}/urls/${index}`);
      continue;
    }
    // Read back, this is an app, or several addresses.
    const isOther =
      splitUrls(value).length > 1 || isPlaceholder(value, manager) || (manager.androidUrls === true && appOfUrl(value) !== undefined);
    if (isOther) writing.change('target.ambiguous', `${scope.pointer}/urls/${index}`);
    addresses.push(value);
  }
  for (const app of scope.objects('androidApps')) {
    const bundleId = app.text('bundleId') ?? '';
    const certificate = app.object('certificate');
    const { fingerprint, hashAlg } = certificate?.value ?? {};
    const url =
      manager.androidUrls && typeof fingerprint === 'string' && typeof hashAlg === 'string'
        ? urlOfApp(bundleId, fingerprint, hashAlg)
        : undefined;
    if (url !== undefined) {
      certificate?.settle('fingerprint', 'hashAlg');
      addresses.push(url);
    } else if (bundleId !== '') lines.add('Android app', bundleId, `${app.pointer}/bundleId`);
  }
  return addresses;
}

function isPlaceholder(url: string, { placeholders, folderRow }: CsvManager): boolean {
  return url === folderRow || Object.values(placeholders ?? {}).includes(url);
}
