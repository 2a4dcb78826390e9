import { CxError } from '../core/errors.js';
import { ABILITIES, type Ability, type Format, type Variant } from '../formats/format.js';

/** A format as `cxf formats --json` tells it. */
export interface FormatFacts {
  readonly id: string;
  readonly label: string;
  readonly variants: readonly VariantFacts[];
}

export interface VariantFacts {
  readonly id: string;
  readonly label: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** What it keeps beside logins. */
  readonly stores: readonly Ability[];
  readonly cannotHold: readonly string[];
  readonly instead?: string;
}

/** The best way between two managers, and what becomes of everything. */
export interface Route {
  readonly from: { readonly format: string; readonly label: string; readonly variant: string };
  readonly to: { readonly format: string; readonly label: string; readonly variant: string };
  readonly survives: readonly Ability[];
  /** What the source can hold and the target cannot. */
  readonly staysBehind: readonly Ability[];
  readonly command: string;
}

interface Ends {
  readonly from?: string;
  readonly to?: string;
}

/** The formats asked for, each with the kinds of file that can be read (`from`) or written (`to`). Throws `format.unknown`. */
export function select(formats: readonly Format[], { from, to }: Ends): FormatFacts[] {
  const wanted = [from, to].flatMap((id) => (id === undefined ? [] : [find(formats, id)]));
  return formats
    .filter((format) => wanted.length === 0 || wanted.includes(format))
    .map((format) => ({
      id: format.id,
      label: format.label,
      variants: format.variants.filter((variant) => isWanted(format, variant, { ...(from && { from }), ...(to && { to }) })).map(factsOf),
    }));
}

/** The way from one manager to another; undefined unless both are named. Throws `format.unknown`, `format.no-writer`. */
export function routeBetween(formats: readonly Format[], { from, to }: Ends): Route | undefined {
  if (from === undefined || to === undefined) return undefined;
  const source = find(formats, from);
  const target = find(formats, to);
  const read = best(source, ({ reads }) => reads);
  const written = target.variants.find(({ id, writes }) => writes && id === target.defaultVariant) ?? best(target, ({ writes }) => writes);
  if (!read || !written) throw new CxError('format.no-writer');
  const held = ABILITIES.filter((ability) => read.stores[ability]);
  return {
    from: { format: source.id, label: read.label, variant: read.id },
    to: { format: target.id, label: written.label, variant: written.id },
    survives: held.filter((ability) => written.stores[ability]),
    staysBehind: held.filter((ability) => !written.stores[ability]),
    command: `cxf convert EXPORT -t ${target.id}:${written.id} -o OUT.${written.extension.replace(/^\./, '')}`,
  };
}

function find(formats: readonly Format[], id: string): Format {
  const format = formats.find((each) => each.id === id);
  if (!format) throw new CxError('format.unknown');
  return format;
}

function isWanted({ id }: Format, variant: Variant, { from, to }: Ends): boolean {
  if (from === undefined && to === undefined) return true;
  return (id === from && variant.reads) || (id === to && variant.writes);
}

/** The kind of file that holds the most. */
function best({ variants }: Format, fits: (variant: Variant) => boolean): Variant | undefined {
  return variants.filter(fits).toSorted((a, b) => storesOf(b).length - storesOf(a).length)[0];
}

function storesOf({ stores }: Variant): Ability[] {
  return ABILITIES.filter((ability) => stores[ability]);
}

function factsOf(variant: Variant): VariantFacts {
  const { id, label, reads, writes, cannotHold, instead } = variant;
  return { id, label, reads, writes, stores: storesOf(variant), cannotHold, ...(instead !== undefined && { instead }) };
}
