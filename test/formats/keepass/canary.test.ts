import { describe, expect, it } from 'vitest';
import { convertToBytes, detect, inspect, sourceOf } from '../../../src/index.js';
import { P256 } from '../../law/keys.js';

const CANARY = 'kanarie';
const PEM = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(P256[0] ?? '', 'base64url').toString('base64')}\n-----END PRIVATE KEY-----\n`;

/** All that the library says about an input, or throws. */
async function words(text: string): Promise<string> {
  const source = sourceOf(Buffer.from(text));
  const steps: (() => Promise<unknown>)[] = [
    async () => detect(source),
    async () => inspect([source]),
    ...(['csv', 'passkey'] as const).map((variant) => async () => {
      const { report } = await convertToBytes([source], { from: 'keepass', to: 'keepass', variant });
      return report;
    }),
  ];
  const said: string[] = [];
  for (const step of steps) {
    const result = await step().catch((error: unknown) => error);
    said.push(JSON.stringify(result), ...(result instanceof Error ? [result.message, result.stack ?? ''] : []));
  }
  return said.join('\n');
}

const cells = Array.from({ length: 11 }, (_, i) => `"${CANARY}${i}"`).join(',');
const HEADING = 'Group,Title,Username,Password,URL,Notes,TOTP,Icon,Last Modified,Created';
const FILE = {
  credentialId: Buffer.from(`${CANARY} id`).toString('base64url'),
  privateKey: PEM,
  relyingParty: `${CANARY}.example`,
  url: `https://${CANARY}.example`,
  userHandle: Buffer.from(`${CANARY} handle`).toString('base64url'),
  username: CANARY,
};

const INPUTS: readonly (readonly [about: string, text: string])[] = [
  ['a table', `${HEADING},Tags\n${cells}\n`],
  ['columns of the owner', `${HEADING},${CANARY}\n${cells},"${CANARY}"\n`],
  ['no heading', `${cells}\n`],
  ['an open quote', `${HEADING}\n"${CANARY}`],
  ['backslashes', `Account,Login Name,Password,Web Site,Comments\n"${CANARY}\\\\","\\"${CANARY}","","",""\n`],
  ['a passkey file', JSON.stringify({ ...FILE, [CANARY]: CANARY })],
  ...Object.keys(FILE).flatMap((name): [string, string][] => [
    [`another ${name}`, JSON.stringify({ ...FILE, [name]: `${CANARY}!` })],
    [`an object for ${name}`, JSON.stringify({ ...FILE, [name]: { [CANARY]: CANARY } })],
  ]),
];

describe('nothing of an input stands in a report or an error', () => {
  it.each(INPUTS)('%s', async (_, text) => {
    const said = await words(text);
    expect(said).toContain('"');
    expect(said).not.toContain(CANARY);
    expect(said).not.toContain(Buffer.from(CANARY).toString('base64url').slice(0, 8));
    expect(said).not.toContain(PEM.slice(100, 120));
  });
});
