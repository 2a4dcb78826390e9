import { CxError } from '../../core/errors.js';
import type { Finding } from '../../core/report.js';
import type { Ask, SecretRequest, SecretRole } from '../../formats/format.js';
import { isStdin } from '../files/identity.js';
import { readSecret } from '../files/secret.js';
import type { Screen } from '../render/screen.js';
import { askHidden } from './prompt.js';

type Kind = SecretRequest['kind'];

/** A secret as the command line names it: never the secret itself. */
export interface SecretFlag {
  readonly kind: 'password' | 'key-file';
  readonly role?: SecretRole;
  /** A path, or the number of an open descriptor. */
  readonly place: string | number;
}

const ROLES: Readonly<Record<string, SecretRole>> = { in: 'input', out: 'output', key: 'request-key' };
const LABELS: Readonly<Record<SecretRole, string>> = {
  input: 'Password of the input',
  output: 'New password for the output',
  'request-key': 'Password of the private key',
};
const ATTEMPTS = 3;

/** Reads `[ROLE=]PLACE`. A file whose name begins like a role is named with a path: `./in=x`. */
export function secretFlag(kind: SecretFlag['kind'], text: string, isNumber = false): SecretFlag {
  const match = /^(in|out|key)=(.*)$/s.exec(text);
  const role = match ? ROLES[match[1] ?? ''] : undefined;
  const rest = match?.[2] ?? text;
  if (isNumber && !/^(?:0|[3-9]|[1-9][0-9]{1,5})$/.test(rest)) {
    throw new CxError('usage', { hint: '--password-fd takes [ROLE=]N, with N the number of a descriptor open for reading.' });
  }
  if (rest === '')
    throw new CxError('usage', { hint: `--${kind === 'password' ? 'password-file' : kind} takes [ROLE=]FILE, with ROLE in, out or key.` });
  return { kind, place: isNumber ? Number(rest) : rest === '-' ? 0 : rest, ...(role && { role }) };
}

/** The secrets of one run: answers the engine's questions from the flags first, then from the terminal. */
export class Secrets {
  private readonly flags: readonly SecretFlag[];
  private readonly signal: AbortSignal;
  private readonly used = new Set<SecretFlag>();
  /** How many different secrets were asked for, by kind, and by kind and role. */
  private readonly needs = new Map<string, number>();
  /** True once a secret was read from a file that other users may read. */
  exposed = false;

  constructor(flags: readonly SecretFlag[], signal: AbortSignal) {
    this.flags = flags;
    this.signal = signal;
    for (const kind of ['password', 'key-file'] as const) {
      if (this.given(kind).length > 1) throw new CxError('secret.ambiguous');
    }
  }

  /** How many secrets come from standard input, which then holds no vault. */
  get onStdin(): number {
    return this.flags.filter(({ place }) => (typeof place === 'number' ? place === 0 : isStdin(place))).length;
  }

  /**
   * Answers one question. Undefined: there is no other answer than the one that was wrong, or no key file was named.
   * Throws `secret.missing` without a flag and without a terminal, `secret.ambiguous` when one flag without a role meets two needs.
   */
  readonly ask: Ask = async (need) => {
    const flag = this.flagFor(need);
    if (flag && need.attempt === 1) return this.read(flag);
    // A file gives the same wrong answer again; and a database may well have no key file.
    if (flag || need.attempt > ATTEMPTS || (need.kind === 'key-file' && need.role !== 'request-key')) return undefined;
    const typed = need.kind === 'key-file' ? undefined : await this.prompt(need, this.count(`${need.kind}/${need.role}`, false));
    if (!typed && need.attempt === 1) throw new CxError('secret.missing');
    return typed;
  };

  /** An info for each secret that nothing asked for. */
  unused(): Finding[] {
    return this.flags.filter((flag) => !this.used.has(flag)).map(() => ({ code: 'secret.unused', severity: 'info' }));
  }

  private prompt({ role, attempt }: SecretRequest, turn: number): Promise<Uint8Array | undefined> {
    const name = turn > 1 ? `${LABELS[role]} (locked file ${turn})` : LABELS[role];
    const label = attempt > 1 ? `That was not it. ${name}` : name;
    return askHidden({ label, twice: role === 'output' }, this.signal);
  }

  /** The flag that answers a need: by role and turn, else the only one without a role. */
  private flagFor({ role, kind, attempt }: SecretRequest): SecretFlag | undefined {
    const turn = this.count(`${kind}/${role}`, attempt === 1);
    const total = this.count(kind, attempt === 1);
    const named = this.given(kind, role)[turn - 1];
    const bare = this.given(kind)[0];
    if (bare && total > 1) throw new CxError('secret.ambiguous');
    return named ?? bare;
  }

  private count(key: string, another: boolean): number {
    const count = (this.needs.get(key) ?? 0) + (another ? 1 : 0);
    this.needs.set(key, count);
    return count;
  }

  private given(kind: Kind, role?: SecretRole): readonly SecretFlag[] {
    return this.flags.filter((flag) => flag.kind === kind && flag.role === role);
  }

  private async read(flag: SecretFlag): Promise<Uint8Array> {
    this.used.add(flag);
    const { bytes, exposed } = await readSecret(flag.place, this.signal);
    this.exposed ||= exposed;
    return flag.kind === 'password' ? withoutLineEnd(bytes) : bytes;
  }
}

/** The same answers, on a line of their own: what was said of progress before a question is gone. */
export function asking(secrets: Secrets, screen: Pick<Screen, 'clearProgress'>): Ask {
  return (need) => {
    screen.clearProgress();
    return secrets.ask(need);
  };
}

/** Editors and `echo` add one line end; any further one is part of the password. */
function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}
