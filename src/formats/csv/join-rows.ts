import type { Item } from '../../cxf/schema/item.js';
import { appOfUrl } from './android.js';
import type { Row } from './cells.js';
import type { CsvManager } from './table.js';

/**
 * Managers that hold one address a row write a login of several addresses as several rows, one behind the other, equal in all else. Such
 * rows are one item; rows that are equal in everything are as many items.
 */
export class Joining {
  private readonly manager: CsvManager;
  /** What the rows of the last item have in common; undefined when nothing may join it. */
  private common: string | undefined;
  private readonly addresses = new Set<string>();
  private hasApps = false;

  constructor(manager: CsvManager) {
    this.manager = manager;
  }

  /** The last item with the address of this row; undefined when the row is one of its own. */
  join(item: Item | undefined, row: Row): Item | undefined {
    const { common, address } = partsOf(this.manager, row);
    if (!this.continues(common, address) || !item) return undefined;
    const { urls, androidApps } = item.scope ?? { urls: [], androidApps: [] };
    const app = this.manager.androidUrls ? appOfUrl(address) : undefined;
    const scope = app ? { urls, androidApps: [...androidApps, app] } : { urls: [...urls, address], androidApps };
    return { ...item, scope };
  }

  /** True when a row with these parts continues the one before; from now on it is the one before. */
  continues(common: string | undefined, address: string): boolean {
    const isApp = this.manager.androidUrls === true && appOfUrl(address) !== undefined;
    // URLs stand before apps, so that their order needs no place of its own.
    const isSame = common !== undefined && common === this.common && !this.addresses.has(address) && (isApp || !this.hasApps);
    if (!isSame) this.addresses.clear();
    this.common = common;
    this.addresses.add(address);
    this.hasApps = isApp;
    return isSame;
  }

  /** What follows joins nothing: the row before became no item. */
  reset(): void {
    this.common = undefined;
  }
}

/** What rows of one login share, and the address that they differ in. Undefined for a row that is no login with an address. */
export function partsOf(
  manager: CsvManager,
  row: Pick<Row, 'cell' | 'others'>,
): { readonly common: string | undefined; readonly address: string } {
  const url = manager.columns.find(({ place }) => place.to === 'url');
  const address = url ? row.cell(url) : '';
  const cells = manager.columns.map((column) => (column === url ? '' : row.cell(column)));
  const password = manager.columns.find(({ place }) => place.to === 'member' && place.member === 'password');
  // What has an identifier of its own is an item of its own.
  const hasId = manager.columns.some(({ place }) => place.to === 'id');
  const isLogin = !hasId && !manager.oneRow && address !== '' && !/,/.test(address) && password !== undefined && row.cell(password) !== '';
  return { common: isLogin && row.others.length === 0 ? JSON.stringify(cells) : undefined, address };
}
