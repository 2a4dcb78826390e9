import { ABILITIES, type Ability, type Format, type Variant } from '../../formats/format.js';

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

/** Ids of formats or managers; both missing: all of them. */
export interface Ends {
  readonly from?: string;
  readonly to?: string;
}

/** The formats asked for, each with the kinds of file that can be read (`from`) or written (`to`). */
export function formatFacts(formats: readonly Format[], { from, to }: Ends): FormatFacts[] {
  const isAll = from === undefined && to === undefined;
  return formats
    .filter(({ id }) => isAll || id === from || id === to)
    .map(({ id, label, variants }) => ({
      id,
      label,
      variants: variants.filter(({ reads, writes }) => isAll || (id === from && reads) || (id === to && writes)).map(factsOf),
    }));
}

function factsOf({ id, label, reads, writes, stores, cannotHold, instead }: Variant): VariantFacts {
  const held = ABILITIES.filter((ability) => stores[ability]);
  return { id, label, reads, writes, stores: held, cannotHold, ...(instead !== undefined && { instead }) };
}
