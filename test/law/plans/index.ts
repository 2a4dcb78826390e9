import type { Plan } from '../plan.js';
import { bitwarden } from './bitwarden.js';
import { csvPlans } from './csv.js';
import { cxf } from './cxf.js';
import { keepass } from './keepass.js';
import { keepassTables } from './keepass-tables.js';

/** How each format is held against the law: a format joins with one line. */
export const PLANS: readonly Plan[] = [bitwarden, cxf, keepass, keepassTables, ...csvPlans];
