import { CxError } from '../../core/errors.js';
import type { Format } from '../../formats/format.js';
import type { ExchangeWay, Manager } from '../../routes/manager.js';
import { MANAGERS, managerNamed } from '../../routes/table.js';
import { listed } from '../render/text.js';
import type { Ends } from './facts.js';
import { nearest } from './nearest.js';

/** A manager as `cxf formats --json` tells it: without what was not asked for. */
export interface ManagerFacts extends Pick<Manager, 'id' | 'label' | 'names' | 'keepsInside' | 'windowsProvider'> {
  readonly exports?: Manager['exports'];
  readonly imports?: Manager['imports'];
  readonly exchange: Manager['exchange'];
}

/** The ids that were meant: of managers, or of formats without one. Throws `format.unknown` with the nearest names. */
export function endsMeant({ from, to }: Ends, formats: readonly Format[]): Ends {
  const meant = (text: string): string => idMeant(text, formats);
  return { ...(from !== undefined && { from: meant(from) }), ...(to !== undefined && { to: meant(to) }) };
}

/** `bitwarden:zip`, as the list shows it, names the manager too. */
function idMeant(text: string, formats: readonly Format[]): string {
  const name = (text.split(':', 1)[0] ?? '').toLowerCase();
  const id = managerNamed(name)?.id ?? formats.find((format) => format.id === name)?.id;
  if (id !== undefined) return id;
  const names = [...MANAGERS.flatMap((manager) => [manager.id, ...(manager.names ?? [])]), ...formats.map((format) => format.id)];
  const close = nearest(name, names);
  const hint = close.length > 0 ? `Did you mean ${listed(close, 'or')}? ` : '';
  throw new CxError('format.unknown', {
    hint: `${hint}\`cxf formats\` lists what this program reads and writes, docs/routes.md every manager.`,
  });
}

/** The managers asked for, each with what leaves it (`from`) or enters it (`to`). */
export function managerFacts({ from, to }: Ends): ManagerFacts[] {
  const isAll = from === undefined && to === undefined;
  return MANAGERS.filter(({ id }) => isAll || id === from || id === to).map((manager) => {
    const { id, label, names, keepsInside, exports, imports, exchange, windowsProvider } = manager;
    const [leaves, enters] = [isAll || id === from, isAll || id === to];
    return {
      id,
      label,
      ...(names && { names }),
      ...(keepsInside && { keepsInside }),
      ...(leaves && { exports }),
      ...(enters && { imports }),
      exchange: 'isKnown' in exchange ? exchange : exchange.map((way) => exchangeFacts(way, leaves, enters)),
      ...(windowsProvider && { windowsProvider }),
    };
  });
}

function exchangeFacts({ sends, takes, ...way }: ExchangeWay, leaves: boolean, enters: boolean): ExchangeWay {
  return { ...way, ...(leaves && sends && { sends }), ...(enters && takes && { takes }) };
}
