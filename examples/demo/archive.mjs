/** A folder as a ZIP, and a ZIP as a map of its files. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';

/** Names, with slashes, and bytes of all files in a folder. */
export function filesIn(folder, prefix = '') {
  const files = new Map();
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) for (const [inner, bytes] of filesIn(folder, `${name}/`)) files.set(inner, bytes);
    else files.set(name, new Uint8Array(readFileSync(join(folder, name))));
  }
  return files;
}

export async function writeZip(path, files) {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, bytes] of files) await writer.add(name, new Uint8ArrayReader(bytes));
  writeFileSync(path, await writer.close());
}

export async function readZip(path) {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(readFileSync(path))), { useWebWorkers: false });
  const files = new Map();
  for (const entry of await reader.getEntries()) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  await reader.close();
  return files;
}

export function jsonOf(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
