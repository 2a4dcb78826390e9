import type { PasskeyAlgorithm } from '../algorithm.js';

/** How passkeys get into a manager: from a file, by the exchange between apps that the operating system offers, or not at all. */
export type ImportWay = 'file' | 'exchange' | 'none';

/**
 * What a credential manager can hold of a passkey, and how that is known. Of none is it known that the data of other extensions (credBlob,
 * largeBlob, payments) goes along.
 */
export interface PasskeyImporter {
  readonly id: string;
  readonly label: string;
  readonly way: ImportWay;
  /** The algorithms that it can sign with. Undefined: it takes passkeys, and nobody has said which. */
  readonly algorithms?: readonly PasskeyAlgorithm[];
  /** Bytes of the only credential ids that it can hold; any length when left out. */
  readonly idBytes?: number;
  readonly needsUserHandle?: true;
  /** The signature counter goes along. */
  readonly keepsCounter?: true;
  /** How many of the two PRF seeds go along; undefined when nobody has said. */
  readonly prfSeeds?: 0 | 1 | 2;
  readonly evidence: Evidence;
}

/** `measured`: a program of the maker took passkeys of ours. `source`: read in its code. `reported`: said by others, or by its maker. */
export interface Evidence {
  readonly how: 'measured' | 'source' | 'reported';
  readonly of: string;
  /** Year and month of what was looked at. */
  readonly seen: string;
}

const KEEPASS_ALGORITHMS: readonly PasskeyAlgorithm[] = ['ES256', 'EdDSA', 'RS256'];

/** An app of the KeePass family: three algorithms, one PRF seed in the newest versions, no counter. */
function keepass(id: string, label: string, of: string, seen: string): PasskeyImporter {
  return {
    id,
    label,
    way: 'file',
    algorithms: KEEPASS_ALGORITHMS,
    needsUserHandle: true,
    prfSeeds: 1,
    evidence: { how: 'source', of, seen },
  };
}

/** A manager that stores a passkey as JWK or PKCS#8 of P-256 and nothing else of its extensions. */
function p256(id: string, label: string, facts: Pick<PasskeyImporter, 'way' | 'evidence'> & Partial<PasskeyImporter>): PasskeyImporter {
  return { id, label, algorithms: ['ES256'], prfSeeds: 0, ...facts };
}

function none(id: string, label: string, of: string, seen: string): PasskeyImporter {
  return { id, label, way: 'none', algorithms: [], prfSeeds: 0, evidence: { how: 'reported', of, seen } };
}

/** Every manager of which something is known, in the order in which people ask. What is not known is not guessed. */
export const PASSKEY_IMPORTERS: readonly PasskeyImporter[] = [
  {
    id: 'apple',
    label: 'Apple Passwords',
    way: 'exchange',
    algorithms: ['ES256'],
    evidence: { how: 'reported', of: 'exchange on iOS 26 and macOS 26, by authors of apps that tried', seen: '2026-06' },
  },
  {
    id: 'google',
    label: 'Google Password Manager',
    way: 'exchange',
    evidence: { how: 'reported', of: 'exchange on Android, Play services 26.21', seen: '2026-06' },
  },
  none('microsoft', 'Microsoft Password Manager', 'no import of passkeys in Edge or Windows', '2026-08'),
  p256('bitwarden', 'Bitwarden', {
    way: 'file',
    keepsCounter: true,
    evidence: {
      how: 'measured',
      of: '@bitwarden/sdk-internal 0.2.0-main.1054: every key is labelled P-256, PRF is dropped',
      seen: '2026-11',
    },
  }),
  {
    id: '1password',
    label: '1Password',
    way: 'exchange',
    evidence: { how: 'reported', of: 'exchange on iOS and Android; no file holds passkeys', seen: '2026-08' },
  },
  p256('dashlane', 'Dashlane', {
    way: 'file',
    keepsCounter: true,
    evidence: { how: 'source', of: 'Dashlane/apple-apps 03944607, android-apps 018f827f: JWK', seen: '2025-09' },
  }),
  {
    id: 'protonpass',
    label: 'Proton Pass',
    way: 'file',
    algorithms: ['ES256'],
    keepsCounter: true,
    prfSeeds: 2,
    evidence: { how: 'source', of: 'protonpass/proton-pass-common 65bb8448: other algorithms are refused when signing', seen: '2026-07' },
  },
  keepass('keepassxc', 'KeePassXC', 'keepassxreboot/keepassxc 95bae837 and pull request 13529 (PRF)', '2026-08'),
  keepass('keepassdx', 'KeePassDX', 'Kunzisoft/KeePassDX e94bf930', '2026-06'),
  { ...keepass('keepassium', 'KeePassium', 'keepassium e651df4f', '2026-05'), prfSeeds: 0 },
  { ...keepass('keepass', 'KeePass 2 with KeePassPasskey', 'yusei36/KeePassPasskey bd9d989f', '2026-07'), prfSeeds: 0 },
  p256('keeper', 'Keeper', {
    way: 'file',
    keepsCounter: true,
    evidence: { how: 'source', of: 'Keeper-Security/Commander 040221b0: JWK', seen: '2026-07' },
  }),
  p256('psono', 'Psono', { way: 'file', evidence: { how: 'source', of: 'psono-client 252e7dd1: JWK', seen: '2026-02' } }),
  {
    id: 'aliasvault',
    label: 'AliasVault',
    way: 'file',
    algorithms: ['ES256', 'RS256'],
    idBytes: 16,
    prfSeeds: 1,
    evidence: { how: 'source', of: 'aliasvault 95903e92: the credential id is the id of the record', seen: '2026-08' },
  },
  // It stores counters, but the exchange has no member for them.
  p256('keyguard', 'Keyguard', {
    way: 'exchange',
    evidence: { how: 'source', of: 'AChep/keyguard-app 9673b43c', seen: '2026-08' },
  }),
  p256('swifty', 'Swifty', { way: 'file', evidence: { how: 'source', of: 'pull request 333: takes a CXF file', seen: '2026-09' } }),
  none('nordpass', 'NordPass', 'frequent questions of the maker', '2026-08'),
  none('2fas', '2FAS Pass', 'twofas/2fas-pass-ios 23c5076e: passkeys are passed over', '2026-03'),
];
