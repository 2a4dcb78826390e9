import { fromAnyBase64, sha256, toBase64Url } from '../../core/bytes.js';
import { collect } from '../../core/source.js';
import type { Taker } from '../../core/taker.js';
import { deriveId } from '../../cxf/identifiers.js';
import type { FileCredential } from '../../cxf/schema/credentials/file.js';
import type { ItemBuilder } from '../reading/item-builder.js';
import { binaryOfBytes } from './kdbx/inner-header.js';
import type { KdbxBinary } from './kdbx/kdbx.js';
import type { Reading } from './reading.js';

/** `Binary` → files. Size and hash are those of the bytes. A name that refers to nothing is a loss. */
export async function readFiles(entry: Taker, item: ItemBuilder, reading: Reading): Promise<void> {
  const open: string[] = [];
  for (const source of entry.objects('Binary')) {
    const binary = binaryOf(source, reading);
    if (!binary) {
      reading.findings.loss('file.missing', 'invalid-value', source.pointer);
      source.settle(...Object.keys(source.value));
      continue;
    }
    const bytes = await collect(chunks(binary));
    const file: FileCredential = {
      type: 'file',
      id: await deriveId(reading.digest, reading.origin.format, source.pointer),
      name: source.text('Key') ?? '',
      decryptedSize: bytes.length,
      integrityHash: toBase64Url(await sha256(bytes)),
    };
    item.add(file);
    reading.origins.set(file, source.pointer);
    reading.files.set(file.id, { size: bytes.length, open: () => chunks(binary) });
    if (binary.isProtected) open.push(file.id);
  }
  // Whether a program keeps it encrypted in its memory.
  if (open.length > 0) item.setting('protectedFiles', open);
}

/** What a `Value` refers to, or holds itself (plain XML may). */
function binaryOf(source: Taker, { binaries, named }: Reading): KdbxBinary | undefined {
  const value = source.object('Value');
  const ref = value?.text('@Ref');
  if (ref !== undefined) {
    named.add(ref);
    return binaries.get(ref);
  }
  const compressed = value?.value['@Compressed'];
  if (compressed !== undefined) return undefined;
  const isProtected = value?.boolean('#protected') ?? value?.text('@ProtectInMemory') === 'True';
  const text = value ? value.text('#text') : source.text('Value');
  const bytes = fromAnyBase64(text ?? '');
  return bytes && text !== undefined ? binaryOfBytes(bytes, isProtected) : undefined;
}

async function* chunks(binary: KdbxBinary): AsyncGenerator<Uint8Array> {
  yield* binary.open();
}
