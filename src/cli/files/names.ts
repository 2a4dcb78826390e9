import { FileError } from './errors.js';

/** Names that some system gives a meaning of its own, with or without an ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Separators of any system, a drive's colon, wildcards, and everything invisible. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/u;
const MAX_BYTES = 200;

/**
 * The file name for an attachment: normalised first, checked once, and used as it is from then on.
 * A name that is not safe on every system is refused (`file.name-refused`), never mended: two ids could be mended to one name.
 */
export function attachmentName(id: string): string {
  const name = id.normalize('NFC');
  const safe =
    name !== '' &&
    !name.startsWith('.') &&
    !/[. ]$/.test(name) &&
    !FORBIDDEN.test(name) &&
    !RESERVED.test(name) &&
    Buffer.byteLength(name) <= MAX_BYTES;
  if (!safe) throw new FileError('file.name-refused', '');
  return name;
}
