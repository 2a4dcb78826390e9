import { type Command, Option } from 'commander';
import { CxError } from '../core/errors.js';
import { DEFAULT_LIMITS, type Limits, parseLimit } from '../core/limits.js';
import type { Policy } from '../formats/policy.js';
import { type SecretFlag, secretFlag } from './secrets/secrets.js';

export type ImporterId = NonNullable<Policy['importer']>;
type Carry = NonNullable<Policy['carry']>;

/** For whom a CXF document may be shaped; one line each. */
export const IMPORTERS: Readonly<Record<ImporterId, string>> = {
  compatible: 'what every known importer takes (default)',
  spec: 'everything as the specification writes it',
  bitwarden: 'Bitwarden',
};
const CARRY: Readonly<Record<Carry, string>> = { none: '', settings: '', all: '' };

export type LimitFlags = Readonly<Partial<Limits>>;

/** The flags that every command with an input has. */
export interface InputFlags {
  readonly from?: string;
  readonly limit?: LimitFlags;
  readonly quiet?: boolean;
  readonly secret?: readonly SecretFlag[];
}

/** All limits, with those of the command line in place. */
export function limitsOf(flags: InputFlags): Limits {
  return { ...DEFAULT_LIMITS, ...flags.limit };
}

export function withInputFlags(command: Command): Command {
  return command
    .option('-f, --from <format>', 'format of the input (default: recognised)', formatName)
    .option('--limit <name=value>', 'raise or lower a safety limit', addLimit)
    .option('-q, --quiet', 'only errors, and passkeys left behind');
}

/** The three ways to hand over a secret. Each `[ROLE=]`, with ROLE `in`, `out` or `key`, is needed only when there are several. */
export function withSecretFlags(command: Command): Command {
  const collect = (kind: SecretFlag['kind'], isNumber: boolean) => (text: string, before: readonly SecretFlag[] | undefined) => {
    const all = [...(before ?? []), secretFlag(kind, text, isNumber)];
    // The three flags fill one list, so that their order on the command line is kept.
    command.setOptionValue('secret', [...(command.opts<InputFlags>().secret ?? []), ...all.slice(-1)]);
    return all;
  };
  return command
    .option('--password-file <[role=]file>', 'read a password from a file', collect('password', false))
    .option('--password-fd <[role=]n>', 'read a password from an open descriptor', collect('password', true))
    .option('--key-file <[role=]file>', 'a key file', collect('key-file', false));
}

export function importerOption(names: readonly string[], says: string): Option {
  return new Option('--for <importer>', `${says}: ${names.join(', ')}`).argParser(choice('--for', names));
}

export const carryOption = (): Option =>
  new Option('--carry <what>', 'settings and secrets without a place of their own: none, settings, all').argParser(
    choice('--carry', Object.keys(CARRY)),
  );

/** `bitwarden:zip`, as `cxf formats` lists it, names the format too: which kind of file it is shows. */
function formatName(text: string): string {
  return text.split(':', 1)[0] ?? text;
}

/** Accepts only the listed words; a usage error names them and never repeats what was given. */
function choice(flag: string, names: readonly string[]): (text: string) => string {
  return (text) => {
    if (names.includes(text)) return text;
    throw new CxError('usage', { hint: `${flag} takes one of: ${names.join(', ')}.` });
  };
}

export function isImporter(name: string): name is ImporterId {
  return Object.hasOwn(IMPORTERS, name);
}

export function isCarry(name: string): name is Carry {
  return Object.hasOwn(CARRY, name);
}

function addLimit(text: string, before: LimitFlags | undefined): LimitFlags {
  const limit = parseLimit(text);
  if (limit) return { ...before, [limit.name]: limit.value };
  const names = Object.keys(DEFAULT_LIMITS).join(', ');
  throw new CxError('usage', { hint: `--limit takes NAME=VALUE, as in input.bytes=2GiB.\nThe names: ${names}.` });
}
