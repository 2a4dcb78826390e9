import { FORMATS } from '../../formats/registry.js';
import { type Routes, routesBetween } from '../../routes/route.js';
import { managerNamed } from '../../routes/table.js';
import { formatLines } from '../render/formats.js';
import { managerLines } from '../render/managers.js';
import { routeLines } from '../render/routes.js';
import type { Session } from '../session.js';
import { type Ends, formatFacts } from './facts.js';
import { endsMeant, managerFacts } from './managers.js';

/** What `cxf formats` was asked for. */
export interface FormatsFlags {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `cxf formats`, from flags to exit code. Throws `format.unknown`. */
export async function runFormats(flags: FormatsFlags, { screen }: Session): Promise<number> {
  const ends = endsMeant(flags, FORMATS);
  const formats = formatFacts(FORMATS, ends);
  const managers = managerFacts(ends);
  const found = routesOf(ends);
  const style = { ink: screen.outInk, width: screen.width };
  if (flags.json) {
    const { from: _, to: __, ...ways } = found ?? { from: '', to: '' };
    await screen.json({ version: 1, formats, managers, ...ways });
  } else if (found) await screen.print(routeLines(found, style));
  else if (ends.from === undefined && ends.to === undefined) await screen.print(formatLines(formats, style.ink, style.width));
  else
    await screen.print([
      ...managerLines(managers, style),
      ...(formats.length > 0 ? ['', ...formatLines(formats, style.ink, style.width)] : []),
    ]);
  return 0;
}

/** The ways from one to the other; undefined unless both are named and known. */
function routesOf({ from, to }: Ends): Routes | undefined {
  const [first, last] = [from, to].map((id) => (id === undefined ? undefined : managerNamed(id)));
  return first && last && routesBetween(first, last, FORMATS);
}
