import type { FileName } from '../files.js';
import type { Kind } from '../kinds.js';
import { type Manager, reported, source } from '../manager.js';

const NO_EXCHANGE: Manager['exchange'] = { isKnown: false, evidence: reported('nothing found', '2026-11') };
const CODES: readonly Kind[] = ['totp'];

/** An app that holds one-time passwords and nothing else that a vault holds. */
function codesApp(
  id: string,
  label: string,
  ways: { readonly writes: readonly FileName[]; readonly reads: readonly FileName[]; readonly of: string; readonly seen: string },
): Manager {
  const evidence = source(ways.of, ways.seen);
  return {
    id,
    label,
    exports: [{ files: ways.writes, keeps: CODES, evidence }],
    imports: [{ files: ways.reads, keeps: CODES, evidence }],
    exchange: NO_EXCHANGE,
  };
}

export const CODE_APPS: readonly Manager[] = [
  codesApp('aegis', 'Aegis', {
    writes: ['aegis:json', 'otpauth:txt'],
    reads: ['aegis:json', 'otpauth:txt', 'google-authenticator:qr', '2fas:2fas', 'ente:txt'],
    of: 'Aegis 59d5c64',
    seen: '2026-08',
  }),
  codesApp('2fas', '2FAS Auth', {
    writes: ['2fas:2fas', 'otpauth:txt'],
    reads: ['2fas:2fas', 'otpauth:txt', 'google-authenticator:qr', 'aegis:json'],
    of: 'exports of schema 1 to 4 in the tests of Aegis',
    seen: '2026-08',
  }),
  codesApp('ente', 'Ente Auth', {
    writes: ['ente:txt', 'otpauth:txt'],
    reads: ['ente:txt', 'otpauth:txt', 'google-authenticator:qr', 'aegis:json', '2fas:2fas'],
    of: 'Ente a621d73',
    seen: '2026-08',
  }),
  codesApp('google-authenticator', 'Google Authenticator', {
    writes: ['google-authenticator:qr'],
    reads: ['google-authenticator:qr'],
    of: 'codes of the app in the tests of Ente and Stratum',
    seen: '2026-08',
  }),
];
