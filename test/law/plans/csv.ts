import type { JsonValue } from '../../../src/core/json.js';
import { arbitraryTable } from '../arbitrary-csv.js';
import { csvFixtures } from '../fixtures/csv.js';
import { csvForm, recordsOf } from '../forms/csv.js';
import type { LeafKind, Login, Path, Plan } from '../plan.js';
import { at } from '../tree.js';

/** A manager of the CSV family, as far as its columns are concerned. */
export interface TableShape {
  readonly format: string;
  readonly heading: readonly string[];
  /** Columns that only machines read. */
  readonly machine: readonly string[];
  /** Columns whose cells keep their shape. */
  readonly fixed: readonly string[];
  readonly samples: readonly string[];
  /** Values that say nothing, by their heading. */
  readonly means?: Readonly<Record<string, readonly string[]>>;
  readonly refused?: Readonly<Record<string, string>>;
}

const SHAPES: readonly TableShape[] = [
  {
    format: 'google',
    heading: ['name', 'url', 'username', 'password', 'note'],
    machine: [],
    fixed: [],
    samples: ['chrome'],
    refused: {
      'ddg-gpm_import_header_row_unknown_field.csv': 'detect.unknown',
      // A dump of the browser's data base.
      'passimport-chrome-sqlite.csv': 'detect.unknown',
    },
  },
  { format: 'microsoft', heading: ['name', 'url', 'username', 'password', 'note'], machine: [], fixed: [], samples: ['edge'] },
  {
    format: 'apple',
    heading: ['Title', 'URL', 'Username', 'Password', 'Notes', 'OTPAuth'],
    machine: [],
    fixed: [],
    samples: ['apple-passwords'],
    // A part of an archive, without its logins.
    refused: { '2fas-Safari-PaymentCards.redacted.json': 'detect.unknown' },
  },
  {
    format: 'firefox',
    heading: ['url', 'username', 'password', 'httpRealm', 'formActionOrigin', 'guid', 'timeCreated', 'timeLastUsed', 'timePasswordChanged'],
    machine: ['formactionorigin', 'guid', 'timecreated', 'timelastused', 'timepasswordchanged'],
    fixed: ['timecreated', 'timepasswordchanged'],
    samples: ['firefox'],
    // A comment stands before the headings, and no row behind them.
    refused: { 'issue-password-exporter-ext.csv': 'detect.unknown' },
  },
  {
    format: 'lastpass',
    heading: ['url', 'username', 'password', 'totp', 'extra', 'name', 'grouping', 'fav'],
    machine: ['fav'],
    fixed: ['fav'],
    samples: ['lastpass'],
    means: { url: ['http://sn', 'http://'], fav: ['0'], grouping: ['(none)'] },
  },
];

export const csvPlans: readonly Plan[] = SHAPES.map((shape) => ({
  format: shape.format,
  samples: shape.samples.map((folder) => ({ folder })),
  forms: [csvForm('csv')],
  fixtures: csvFixtures(shape),
  generated: [{ variant: 'csv', tree: arbitraryTable(shape.heading) }],
  refused: shape.refused ?? {},
  kind: (path, value, tree) => kindOf(headingOf(path, tree), value, shape),
  // A title that is the host of the address says nothing of its own.
  usual: (path, value, tree) =>
    (['name', 'title'].includes(headingOf(path, tree)) && value === hostOf(addressOf(path, tree))) ||
    shape.means?.[headingOf(path, tree)]?.includes(String(value)) === true,
  unordered: () => false,
  typed: (path, tree) => path[0] === 'rows' && !shape.machine.includes(headingOf(path, tree)),
  logins: (tree) => loginsOf(tree, shape),
}));

function headingOf([, , cell]: Path, tree: JsonValue): string {
  const heading = at(tree, ['heading', Number(cell)]);
  return typeof heading === 'string' ? heading.toLowerCase() : '';
}

function kindOf(heading: string, value: JsonValue, { fixed }: TableShape): LeafKind | undefined {
  if (typeof value !== 'string') return undefined;
  if (fixed.includes(heading) && /^[0-9]+$/.test(value)) return 'fixed';
  // A typed note is many values in one cell.
  if (value.startsWith('NoteType:')) return 'fixed';
  if (heading === 'totp' && /^[A-Za-z2-7 ]+$/.test(value)) return /^[A-Z2-7]{16,}$/.test(value) ? 'base32' : 'fixed';
  // Several addresses in one cell.
  return value.includes('://') && value.includes(',') ? 'fixed' : undefined;
}

/** The logins of a table; rows one behind the other that differ in their address only are one. */
function loginsOf(tree: JsonValue, shape: TableShape): Login[] {
  const logins: Login[] = [];
  const heading = at(tree, ['heading']);
  const width = Array.isArray(heading) ? heading.length : 0;
  let last = '';
  let addresses: string[] = [];
  for (const record of recordsOf(tree)) {
    const row = Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
    const { url: address = row['hostname'] ?? '', username = '', password = '', ...more } = row;
    const title = row['name'] ?? row['title'] ?? '';
    const url = shape.means?.['url']?.includes(address) ? '' : address;
    // Rows of another width are broken.
    if (shape.format === 'lastpass' && (Object.keys(row).length !== width || url === 'http://group')) continue;
    const same = JSON.stringify([username, password, more]);
    const joins =
      shape.format !== 'firefox' &&
      shape.format !== 'lastpass' &&
      same === last &&
      // URLs stand before apps.
      (isApp(url, shape) || !addresses.some((one) => isApp(one, shape))) &&
      password !== '' &&
      url !== '' &&
      !url.includes(',') &&
      !addresses.includes(url);
    if (Object.values(row).every((value) => value === '') || url === 'chrome://FirefoxAccounts') continue;
    if (!joins) {
      const [first = ''] = shape.format === 'lastpass' ? [url] : addressesOf(url);
      const shown = isApp(first, shape) ? '' : first;
      if (username + password + shown !== '') logins.push([title === '' ? hostOf(first) : title, username, plain(password), shown]);
      addresses = [];
    }
    last = password !== '' && url !== '' && !url.includes(',') ? same : '';
    addresses.push(url);
  }
  return logins;
}

function isApp(url: string, { format }: TableShape): boolean {
  return /^android:\/\/[\w-]{86}==@/.test(url) && (format === 'google' || format === 'microsoft');
}

/** The browser extension of LastPass encodes cells; a sample that does has this one. */
function plain(password: string): string {
  return password === '6t1J,&gt;AVonp' ? '6t1J,>AVonp' : password;
}

function addressOf([part = '', row = 0]: Path, tree: JsonValue): string {
  const heading = at(tree, ['heading']);
  const column = Array.isArray(heading) ? heading.findIndex((name) => String(name).toLowerCase() === 'url') : -1;
  const address = at(tree, [part, row, column]);
  const [first = ''] = typeof address === 'string' ? addressesOf(address) : [];
  return first;
}

function addressesOf(text: string): string[] {
  const parts = text.split(',');
  return parts.every((part) => /^[a-z][a-z0-9+.-]*:\/\//i.test(part)) ? parts : [text];
}

function hostOf(url: string): string {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `https://${url}`;
  return url !== '' && URL.canParse(text) ? new URL(text).hostname.toLowerCase().replace(/^www\./, '') : '';
}
