import type { Judge, Profile, Verdict } from '../validate/profile.js';
import { SPEC } from '../validate/spec.js';
import { BITWARDEN } from './bitwarden.js';
import type { Importer } from './shaping.js';

/**
 * Whatever makes any known importer refuse a document. Bitwarden's is the only one whose refusals were measured; a fork of KeePassXC takes
 * no version but 1.0 (its source). What one importer ignores or changes is only worth a look, for others read it.
 */
const COMPATIBLE: Profile = {
  quirk: (code) => onlyRefusals(BITWARDEN.quirk(code)),
  rule: (code) => (code === 'cxf.version-unpublished' ? 'error' : onlyRefusals(BITWARDEN.rule(code))),
  more: (document) => BITWARDEN.more?.(document).filter(({ severity }) => severity === 'error') ?? [],
};

function onlyRefusals(judge: Judge): Judge {
  return typeof judge === 'function' ? (...place) => refusal(judge(...place)) : refusal(judge);
}

function refusal(verdict: Verdict): Verdict {
  return verdict === 'loss' || verdict === 'change' ? 'warning' : verdict;
}

/** Whose rules count for an importer. */
export const PROFILES: Readonly<Record<Importer, Profile>> = { spec: SPEC, compatible: COMPATIBLE, bitwarden: BITWARDEN };
