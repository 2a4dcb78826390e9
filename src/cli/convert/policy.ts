import { CxError } from '../../core/errors.js';
import { isCredentialType } from '../../cxf/schema/credential.js';
import type { Policy } from '../../formats/policy.js';
import { isCarry, isImporter } from '../flags.js';
import type { ConvertFlags } from './flags.js';

/** A domain name in lower case, as an RP ID is (WebAuthn §5.4.2). */
const RP_ID = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The owner's choices as the flags tell them. Throws `usage`. */
export function policyOf(flags: ConvertFlags, titles: boolean): Policy {
  const { exporter, carry, for: importer } = flags;
  if (exporter !== undefined && !RP_ID.test(exporter))
    throw new CxError('usage', { hint: '--exporter takes a domain in lower case, as in example.com.' });
  return {
    titles,
    ...(flags.includeTrash && { includeTrash: true }),
    ...(flags.resetCounters && { resetCounters: true }),
    ...(flags.attachments !== undefined && { filesBeside: true }),
    ...(exporter !== undefined && { exporter }),
    ...(carry !== undefined && isCarry(carry) && { carry }),
    ...(importer !== undefined && isImporter(importer) && { importer }),
    ...(flags.only !== undefined && { only: credentialTypes(flags.only) }),
  };
}

/** A misspelt type would filter out everything, so it is refused. */
function credentialTypes(text: string): readonly string[] {
  const types = text.split(',').map((type) => type.trim());
  if (types.every(isCredentialType)) return types;
  throw new CxError('usage', { hint: '--only takes credential types of CXF with commas between them, as in passkey,basic-auth,totp.' });
}

/** `FMT[:VARIANT]`. */
export function targetFormat(text: string | undefined): { readonly to: string; readonly variant?: string } {
  // Not a required option of the parser's: a misspelt option is the better thing to complain about.
  if (text === undefined) throw new CxError('usage', { hint: 'Which format shall be written? Say it with -t; `cxf formats` lists them.' });
  const [to = '', variant, ...more] = text.split(':');
  if (to === '' || variant === '' || more.length > 0)
    throw new CxError('usage', { hint: '-t takes FORMAT or FORMAT:VARIANT, as in cxf:zip.' });
  return { to, ...(variant !== undefined && { variant }) };
}

/** UNIX seconds: now, or SOURCE_DATE_EPOCH for a reproducible file (reproducible-builds.org). */
export function clockOf(env: Readonly<Record<string, string | undefined>>): () => number {
  const fixed = env['SOURCE_DATE_EPOCH'];
  if (fixed === undefined || fixed === '') return () => Math.floor(Date.now() / 1000);
  if (!/^[0-9]{1,12}$/.test(fixed)) throw new CxError('usage', { hint: 'SOURCE_DATE_EPOCH is not a number of seconds.' });
  return () => Number(fixed);
}
