import { convertToBytes, read, sourceOf, writeToBytes } from '../dist/index.js';
import { median } from './measure.mjs';
import { processorTime } from './processor-time.cjs';
import { bitwardenJson, ofSize } from './vaults.mjs';

const SMALL = 1e6;
const LARGE = 8e6;
const RUNS = 7;
const KINDS = [
  { to: 'bitwarden', variant: 'json' },
  { to: 'bitwarden', variant: 'csv' },
  { to: 'bitwarden', variant: 'zip' },
  { to: 'cxf', variant: 'json' },
  { to: 'cxf', variant: 'zip' },
];

/** How the time of reading grows with the size of the file: the exponent between 1 and 8 MB. 1 is linear, 2 quadratic. */
export async function readers() {
  const rows = [];
  for (const kind of KINDS) {
    const [small, large] = await Promise.all([fileOf(kind, SMALL), fileOf(kind, LARGE)]);
    const ratio = await exponent((bytes) => read([sourceOf(bytes)]), small, large, large.length / small.length);
    rows.push({ what: `reading ${kind.to}:${kind.variant}, exponent from 1 to 8 MB`, ratio, most: 1.2 });
  }
  return rows;
}

/** The same of writing. */
export async function writers() {
  const rows = [];
  const [small, large] = await Promise.all(
    [SMALL, LARGE].map(async (size) => (await read([sourceOf(utf8(ofSize(size, bitwardenJson)))])).vault),
  );
  const factor = large.document.accounts[0].items.length / small.document.accounts[0].items.length;
  for (const kind of KINDS) {
    const ratio = await exponent((vault) => writeToBytes(vault, kind), small, large, factor);
    rows.push({ what: `writing ${kind.to}:${kind.variant}, exponent from 1 to 8 MB`, ratio, most: 1.2 });
  }
  return rows;
}

async function exponent(work, small, large, factor) {
  const time = async (input) => {
    const began = processorTime();
    await work(input);
    return processorTime() - began;
  };
  // The first runs compile.
  for (let i = 0; i < 5; i++) await time(small);
  await time(large);
  const ratios = [];
  for (let i = 0; i < RUNS; i++) {
    const before = await time(small);
    const after = await time(large);
    ratios.push(after / Math.min(before, await time(small)));
  }
  return Math.log(median(ratios)) / Math.log(factor);
}

/** A file of the kind, made of a vault so large that the file has about that many bytes before any packing. */
async function fileOf(kind, size) {
  const per = (await converted(kind, 400)).plain / 400;
  return (await converted(kind, Math.ceil(size / per))).bytes;
}

async function converted(kind, count) {
  const source = sourceOf(utf8(bitwardenJson(count)));
  const { bytes } = await convertToBytes([source], kind);
  // A ZIP is measured by what is inside.
  const plain = kind.variant === 'zip' ? (await convertToBytes([source], { ...kind, variant: 'json' })).bytes.length : bytes.length;
  return { bytes, plain };
}

function utf8(text) {
  return new TextEncoder().encode(text);
}
