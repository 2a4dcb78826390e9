import type { Report } from '../../core/report.js';
import { FORMATS, formatOf } from '../../formats/registry.js';
import { type Routes, routesBetween } from '../../routes/route.js';
import { managerNamed } from '../../routes/table.js';
import { stepPhrase } from '../../routes/words.js';

/**
 * How the passkeys that a conversion left behind can still arrive, two sentences for a line each; none where there is nothing to tell: the kind of file
 * that was written holds passkeys, so each that is missing has its own reason in the report, or the inputs came from several managers.
 */
export function passkeyWay({ source, inputs = [], target, totals }: Report): string[] {
  if (totals.passkeysLeftBehind === 0 || !target) return [];
  const written = formatOf(target.format)?.variants.find(({ id }) => id === target.variant);
  if (!written || written.stores.passkeys || inputs.some(({ format }) => format !== source.format)) return [];
  const [from, to] = [managerNamed(source.format), managerNamed(target.format)];
  if (!from || !to) return [];
  const found = routesBetween(from, to, FORMATS);
  const way = wayOf(found, `${source.format}:${source.variant}`) ?? found.withoutPasskeys;
  return way === undefined ? [] : [way, `See \`cxf formats --from ${from.id} --to ${to.id}\`.`];
}

function wayOf({ routes }: Routes, held: string): string | undefined {
  const route = routes.find(({ survives }) => survives.includes('passkeys'));
  if (!route) return undefined;
  return `The way for passkeys: ${route.steps.map((step) => stepPhrase(step, held)).join('; then ')}.`;
}
