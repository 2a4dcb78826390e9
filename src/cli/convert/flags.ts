import type { InputFlags } from '../flags.js';

/** What `cxf convert` was asked for. */
export interface ConvertFlags extends InputFlags {
  readonly to?: string;
  readonly output?: string;
  readonly for?: string;
  readonly report?: string;
  readonly dryRun?: boolean;
  readonly failOnLoss?: boolean;
  readonly attachments?: string;
  readonly attachmentsFrom?: string;
  readonly only?: string;
  readonly resetCounters?: boolean;
  readonly carry?: string;
  readonly includeTrash?: boolean;
  readonly exporter?: string;
  readonly force?: boolean;
  readonly titles?: boolean;
}
