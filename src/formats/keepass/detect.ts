import type { Detection } from '../format.js';
import type { Probe } from '../probe.js';
import { dialectOf } from './csv-columns.js';
import { detectPasskeyFile } from './passkey-file.js';

/** The first four bytes of every KeePass file, the next four of KDBX and of KDB. */
const MARK = [0x03, 0xd9, 0xa2, 0x9a];
const KDBX = [0x67, 0xfb, 0x4b, 0xb5];
const KDBX_BETA = [0x66, 0xfb, 0x4b, 0xb5];
const KDB = [0x65, 0xfb, 0x4b, 0xb5];

/** True for the first bytes of any KeePass database. */
export function isKdbx(head: Uint8Array): boolean {
  return MARK.every((byte, i) => head[i] === byte);
}

/** Recognises databases by their first bytes, XML by its root element, passkey files by their members, CSV by its headings. */
export function detect(view: Probe): Detection {
  const { head, text } = view;
  if (isKdbx(head)) return database(head);
  // A byte order mark, a declaration and comments may stand before the root.
  if (text !== undefined && /^\ufeff?\s*(?:<\?[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<KeePassFile[\s>]/.test(text)) {
    return { confidence: 100, variant: 'xml', why: 'the root element of a KeePass XML export' };
  }
  const passkey = detectPasskeyFile(view);
  return passkey.confidence > 0 ? passkey : detectCsv(view);
}

function database(head: Uint8Array): Detection {
  const second = (wanted: readonly number[]): boolean => wanted.every((byte, i) => head[4 + i] === byte);
  const found = { confidence: 100, variant: 'kdbx', locked: true, why: 'the mark of a KeePass database' } as const;
  if (second(KDB)) return { ...found, obstacle: 'kdbx.kdb' };
  if (!second(KDBX) && !second(KDBX_BETA)) return { ...found, obstacle: 'kdbx.version-unsupported' };
  const major = head[10];
  return major === 3 || major === 4 ? found : { ...found, obstacle: 'kdbx.version-unsupported' };
}

/** Recognises the CSV of KeePassXC and of KeePass by its headings. */
function detectCsv({ csvHeading }: Probe): Detection {
  const dialect = csvHeading && dialectOf(csvHeading);
  if (!dialect) return { confidence: 0, why: 'no sign of KeePass' };
  return {
    confidence: 90,
    variant: 'csv',
    why: dialect.id === 'keepass' ? 'the columns of a KeePass CSV' : 'the columns of a KeePassXC CSV',
  };
}
