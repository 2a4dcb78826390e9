import { type Finding, read, sourceOf, type Vault, writeToBytes } from '../../../src/index.js';

/** Documents that these tests look into as plain values. */
export interface ReadCsv {
  readonly vault: Vault;
  readonly items: Vault['document']['accounts'][number]['items'];
  readonly says: readonly string[];
}

export function said(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, source }) => `${severity} ${code} ${source}`);
}

export async function readCsv(text: string): Promise<ReadCsv> {
  const { vault, report } = await read([sourceOf(Buffer.from(text))], { from: 'keepass', clock: () => 0 });
  return { vault, items: vault.document.accounts[0]?.items ?? [], says: said(report.findings) };
}

export async function writeCsv(vault: Vault): Promise<{ readonly text: string; readonly says: readonly string[] }> {
  const { bytes, report } = await writeToBytes(vault, { to: 'keepass', variant: 'csv' });
  const telling = report.findings.filter(({ severity }) => severity !== 'info');
  return { text: Buffer.from(bytes).toString(), says: said(telling) };
}

/** The first values of an item by name, as its owner knows them. */
export function loginOf(item: ReadCsv['items'][number] | undefined): unknown {
  const values = (item?.credentials ?? []).flatMap((credential) =>
    ['username', 'password', 'content', 'secret'].map((name) => [name, textOf(Reflect.get(credential, name))] as const),
  );
  const found = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  return { title: item?.title, ...found, ...(item?.scope && { url: item.scope.urls[0] }) };
}

function textOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, 'value') : value;
}

export const KEEPASSXC = '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n';
export const KEEPASS = '"Account","Login Name","Password","Web Site","Comments"\r\n';
