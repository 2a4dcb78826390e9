import { CxError } from '../core/errors.js';
import type { Format, Variant } from './format.js';
import { formatOf } from './registry.js';

/** The format of an id. Throws `format.unknown`. */
export function formatNamed(id: string): Format {
  const format = formatOf(id);
  if (!format) throw new CxError('format.unknown');
  return format;
}

/** What shall be written: a format, and one of its kinds of file or its usual one. Throws `format.unknown`, `format.no-writer`. */
export function targetOf({ to, variant }: { readonly to: string; readonly variant?: string }): {
  readonly format: Format;
  readonly variant: Variant;
} {
  const format = formatNamed(to);
  const found = format.variants.find(({ id }) => id === (variant ?? format.defaultVariant));
  if (!found) throw new CxError('format.unknown');
  if (!found.writes) throw new CxError('format.no-writer');
  return { format, variant: found };
}
