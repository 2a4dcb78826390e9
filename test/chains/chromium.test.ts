import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConvertOptions } from '../../src/index.js';
import type { PasskeyAlgorithm } from '../../src/passkey/index.js';
import { cxf, folder } from '../cli/run.js';
import { cheaply, keyed } from '../law/locked.js';
import { fromCdp, toCdp } from './cdp-passkey.js';
import { Device, isSkipped, PATIENCE, withChromium } from './chromium.js';
import { type CxfPasskey, counterIn, documentOf, move, passkeyIn } from './cxf-passkey.js';
import { logIn } from './login.js';
import { generateKey } from './registration.js';
import { allIn, type Registration } from './relying-parties.js';
import { type Answer, Site } from './site.js';

const THROUGH_BITWARDEN: ConvertOptions[] = [{ to: 'bitwarden' }, { to: 'cxf', policy: { resetCounters: true } }];

describe.skipIf(isSkipped)(withChromium('passkeys of a real browser'), { timeout: PATIENCE }, () => {
  const site = new Site();
  let devices: readonly Device[] = [];

  beforeAll(async () => {
    const port = await site.open();
    // Two processes with two profiles: the second one has never seen what happens in the first.
    devices = await Promise.all([Device.open(site, port), Device.open(site, port)]);
  }, PATIENCE);

  afterAll(async () => {
    await Promise.all(devices.map((device) => device.close()));
    site.close();
  }, PATIENCE);

  async function emptied(which: 'first' | 'second'): Promise<Device> {
    const device = devices[which === 'first' ? 0 : 1];
    if (!device) throw new Error('no browser');
    await device.clear();
    expect(await device.passkeys()).toEqual([]);
    return device;
  }

  /** A visitor signs up in the first browser. The file is the one in which its passkey would be handed over. */
  async function signUp(name: string, algorithm: PasskeyAlgorithm = 'ES256'): Promise<{ file: Uint8Array; registered: Registration }> {
    const device = await emptied('first');
    expect(await device.call(`signUp('${name}', '${algorithm}')`)).toEqual({ account: name });
    const registered = site.accounts.at(-1)?.site;
    const [credential] = await device.passkeys();
    if (!registered || !credential) throw new Error('not registered');
    // Chromium's virtual authenticator counts, as passkeys that stay on one device do.
    expect([registered.counter, credential.signCount]).toEqual([1, 1]);
    const passkey = fromCdp(credential);
    expect([passkey.credentialId, passkey.userHandle]).toEqual([registered.credentialId, registered.userHandle]);
    return { file: documentOf(passkey, credential.signCount), registered };
  }

  /** The second browser is given a passkey and signs in with it; no user name is typed and no credential is asked for by its id. */
  async function signIn(passkey: CxfPasskey, counter: number): Promise<{ answer: unknown; shown: string | null }> {
    const device = await emptied('second');
    await device.add(toCdp(passkey, counter));
    return { answer: await device.call('signIn()'), shown: await device.text('#who') };
  }

  function welcome(name: string, algorithm: PasskeyAlgorithm = 'ES256'): { answer: Answer; shown: string } {
    return { answer: { account: name, said: allIn(algorithm) }, shown: name };
  }

  it('made in a browser, moved CXF to Bitwarden to CXF: our authenticator logs in', async () => {
    const { file, registered } = await signUp('ada');
    const { bytes } = await move(file, ...THROUGH_BITWARDEN);
    expect(await logIn(passkeyIn(bytes), registered, { counter: counterIn(bytes) + 1 })).toEqual(allIn('ES256'));
  });

  it('made in a browser, moved CXF to Bitwarden to CXF: a second browser logs in', async () => {
    const { file } = await signUp('bob');
    const { bytes } = await move(file, ...THROUGH_BITWARDEN);
    expect(await signIn(passkeyIn(bytes), counterIn(bytes))).toEqual(welcome('bob'));
  });

  it('the same from the command line', async () => {
    const { file, registered } = await signUp('cy');
    const cwd = folder();
    writeFileSync(join(cwd, 'chromium.cxf.json'), file);
    const there = await cxf(['convert', 'chromium.cxf.json', '-t', 'bitwarden', '-o', 'bitwarden.json'], { cwd });
    expect([there.code, there.stderr]).toEqual([0, expect.any(String)]);
    const back = await cxf(['convert', 'bitwarden.json', '-t', 'cxf', '--reset-counters', '-o', 'moved.cxf.json'], { cwd });
    expect([back.code, back.stderr]).toEqual([0, expect.stringContaining('counter')]);
    const bytes = readFileSync(join(cwd, 'moved.cxf.json'));
    expect(await logIn(passkeyIn(bytes), registered, { counter: counterIn(bytes) + 1 })).toEqual(allIn('ES256'));
    expect(await signIn(passkeyIn(bytes), counterIn(bytes))).toEqual(welcome('cy'));
  });

  it.each(['EdDSA', 'RS256'] as const)('%s, moved CXF to CXF: a second browser logs in', async (algorithm) => {
    const { file } = await signUp(`dee ${algorithm}`, algorithm);
    // Without its counter, as CXF wants it; the host that uses the passkey next keeps count.
    const { bytes } = await move(documentOf(passkeyIn(file)), { to: 'cxf', policy: { importer: 'spec' } });
    expect(await signIn(passkeyIn(bytes), 1)).toEqual(welcome(`dee ${algorithm}`, algorithm));
  });

  it('made in a browser, moved CXF to KDBX to Bitwarden to CXF: nothing changed, and both log in', async () => {
    const { file, registered } = await signUp('flo');
    const database: ConvertOptions = { to: 'keepass', policy: cheaply({}, 'keepass'), ...keyed() };
    const { bytes } = await move(file, database, { to: 'bitwarden', ...keyed() }, { to: 'cxf' });
    const moved = passkeyIn(bytes);
    const { credentialId, userHandle, key } = passkeyIn(file);
    expect([moved.credentialId, moved.userHandle, moved.key]).toEqual([credentialId, userHandle, key]);
    // A KeePass database holds no counter: the host that uses the passkey next keeps count.
    expect(counterIn(bytes)).toBe(0);
    expect(await logIn(moved, registered, { counter: registered.counter + 1 })).toEqual(allIn('ES256'));
    expect(await signIn(moved, registered.counter)).toEqual(welcome('flo'));
  });

  it('a counter that went back, a wrong key and another user handle are refused, and a wrong relying party is not even asked', async () => {
    const { file } = await signUp('eve');
    const { bytes } = await move(file, ...THROUGH_BITWARDEN);
    const passkey = passkeyIn(bytes);
    const key = generateKey('ES256').export({ format: 'der', type: 'pkcs8' }).toString('base64url');
    const refused = async (changed: CxfPasskey, counter: number): Promise<unknown> => (await signIn(changed, counter)).answer;
    const all = (reason: RegExp): object => ({
      said: Object.fromEntries(Object.keys(allIn('ES256')).map((name) => [name, expect.stringMatching(reason)])),
    });
    expect(await refused(passkey, 0)).toEqual(all(/refused: .*counter/i));
    expect(await refused({ ...passkey, key }, 1)).toEqual(all(/refused: .*(verif|signature)/i));
    expect(await refused({ ...passkey, userHandle: 'b3RoZXI' }, 1)).toEqual({ said: { site: 'Error: no such account' } });
    await expect(signIn({ ...passkey, rpId: 'example.org' }, 1)).rejects.toThrow('NotAllowedError');
    expect(await signIn(passkey, 1)).toEqual(welcome('eve'));
  });
});
