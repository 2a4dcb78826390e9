import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { readOtp } from '../../src/otp/otpauth.js';
import { type Judge, openJudge, sdkInstalled } from './bitwarden-sdk.js';
import { vaults } from './bitwarden-vaults.js';
import { type Fact, missing, only, parse } from './facts.js';
import { factsOfExport } from './facts-bitwarden.js';
import { fillIn, isRecord, list, text } from './json.js';
import { converted, readableSamples, sample, samplesPresent } from './samples.js';

const skipped = '(skipped: @bitwarden/sdk-internal is not installed)';
const samples = (await readableSamples('bitwarden')).filter((name) => name.endsWith('.json'));
const whole = ['login', 'passkey', 'card', 'ssh-key'] as const;

describe.skipIf(!sdkInstalled)(sdkInstalled ? 'Bitwarden to CXF to Bitwarden' : `Bitwarden to CXF to Bitwarden ${skipped}`, () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await openJudge();
  });

  /** Compares what Bitwarden's importer made of our CXF with the export that the CXF was made of. */
  async function compare(source: JsonObject, importer: 'compatible' | 'bitwarden'): Promise<void> {
    const document = await converted(new TextEncoder().encode(JSON.stringify(source)), 'cxf', { importer, includeTrash: true });
    const held = factsOfExport(await judge.holds(document), judge);
    const expected = factsOfExport(asImported(source, importer), judge);
    expect(only(held, ...whole)).toEqual(only(expected, ...whole));
    expect(missing(expected, held).filter((each) => !isElsewhere(each, held))).toEqual([]);
  }

  describe.each(['compatible', 'bitwarden'] as const)('written for %s', (importer) => {
    it('holds what generated vaults held', async () => {
      await fc.assert(
        fc.asyncProperty(await vaults(), async (vault) => {
          await compare(vault, importer);
        }),
        { numRuns: 100 },
      );
    });

    it.skipIf(!samplesPresent).each(samplesPresent ? samples : ['(skipped: ../shared/samples is absent)'])('%s', async (name) => {
      const source: unknown = JSON.parse(new TextDecoder().decode(sample(name)));
      expect(isRecord(source)).toBe(true);
      if (isRecord(source)) await compare(source, importer);
    });
  });
});

/**
 * The export as Bitwarden's importer can hold it at best: the first passkey of a login, with a counter of zero; each further one in a login
 * of its own when the CXF was split; a user name and an address lent by the passkey where the login has none.
 */
function asImported(source: JsonObject, importer: 'compatible' | 'bitwarden'): JsonObject {
  const items = list(source, 'items').flatMap((item) => {
    const login = item['login'];
    if (!isRecord(login)) return [item];
    const passkeys = list(login, 'fido2Credentials').map((passkey) => ({ ...fillIn(passkey), counter: '0' }));
    const [first, ...more] = passkeys;
    const uris = list(login, 'uris').filter(({ uri }) => text(uri) !== '');
    const totp = text(login['totp']);
    const otp = readOtp(totp)?.otp;
    const stays = otp !== undefined && otp.kind !== 'hotp' && (otp.kind === 'totp' || importer === 'bitwarden');
    // What is no secret, and Steam's for other importers, becomes a custom field.
    const fields = totp === '' || stays ? [] : [{ name: 'One-time password', value: otp ? otp.secret : totp }];
    const one = { ...login, totp: stays ? totp : null, fido2Credentials: first ? [first] : [], ...lent(first, login, uris) };
    const rest = importer === 'bitwarden' ? more : [];
    return [
      { ...item, fields: [...list(item, 'fields'), ...fields], login: one },
      ...rest.map((passkey) => ({ name: item['name'] ?? '', login: { fido2Credentials: [passkey], ...lent(passkey, {}, uris) } })),
    ];
  });
  return { ...source, items };
}

function lent(passkey: JsonObject | undefined, login: JsonObject, uris: readonly JsonObject[]): JsonObject {
  const userName = text(passkey?.['userName']);
  const rpId = text(passkey?.['rpId']);
  const own = text(login['username']);
  const hasOwn = own !== '';
  return {
    username: hasOwn ? own : userName,
    uris: uris.length > 0 || !passkey ? uris : [{ uri: rpId.includes('.') && !rpId.startsWith('http') ? `https://${rpId}` : rpId }],
  };
}

/** An identity's state is spelled with its country in CXF, and the secret of Steam's codes stands in an address. */
function isElsewhere(each: Fact, held: readonly Fact[]): boolean {
  const { kind, title, values } = parse(each);
  const [name, value] = values;
  return held.map(parse).some((other) => {
    if (other.kind !== kind || other.title !== title || other.values[0] !== name) return false;
    const found = String(other.values[1]);
    return (
      (kind === 'identity' && name === 'state' && found.endsWith(`-${value}`)) ||
      (name === 'One-time password' && found.includes(String(value)))
    );
  });
}
