import { describe, expect, it } from 'vitest';
import { convert, sourceOf } from '../../../src/index.js';

const login = { type: 'basic-auth', username: { fieldType: 'string', value: 'me', label: 'My own caption' } };
const item = { id: 'AAAAAAAAAAAAAAAAAAAAAQ', title: 'Title', credentials: [{ type: 'vendor-type', value: 'x' }, login] };
const account = { id: 'AAAAAAAAAAAAAAAAAAAAAA', username: 'owner', email: '', collections: [], items: [null, item] };
const header = { version: { major: 1, minor: 0 }, exporterRpId: 'a.example', exporterDisplayName: '', timestamp: 1, accounts: [account] };

async function losses(input: unknown): Promise<(string | undefined)[]> {
  const { report } = await convert([sourceOf(Buffer.from(JSON.stringify(input)))], { from: 'cxf', to: 'bitwarden' });
  return report.findings.filter(({ severity }) => severity === 'loss').map(({ source }) => source);
}

describe('findings of a writer name places of the input as it came', () => {
  const below = ['/username', '/items/1/credentials/0', '/items/1/credentials/1/username/label'];

  it('in a document', async () => {
    expect(await losses(header)).toEqual(expect.arrayContaining(below.map((p) => `/accounts/0${p}`)));
  });

  it('in a bare account', async () => {
    expect(await losses(account)).toEqual(expect.arrayContaining(below));
  });

  it('in the envelope of early Android versions', async () => {
    const payload = Buffer.from(JSON.stringify(header)).toString('base64url');
    const found = await losses({ version: { major: 0, minor: 0 }, exporterRpId: 'a.example', exporterDisplayName: '', payload });
    expect(found).toEqual(expect.arrayContaining(below.map((p) => `/payload/accounts/0${p}`)));
  });

  it('behind what was shaped for an importer and turned back', async () => {
    const { output } = await convert([sourceOf(Buffer.from(JSON.stringify(header)))], { from: 'cxf', to: 'cxf' });
    const chunks: Uint8Array[] = [];
    for await (const chunk of output) chunks.push(chunk);
    const shaped: unknown = JSON.parse(Buffer.concat(chunks).toString());
    // The unknown credential travels in an extension, so the login comes first in this input.
    expect(await losses(shaped)).toEqual(expect.arrayContaining(['/accounts/0/items/0/credentials/0/username/label']));
  });
});
