import type { CsvManager } from '../table.js';
import { apple } from './apple.js';
import { google, microsoft } from './chromium.js';
import { firefox } from './firefox.js';
import { lastpass } from './lastpass.js';

/** Every manager whose export is one table. Adding one is an entry here. */
export const MANAGERS: readonly CsvManager[] = [apple, google, microsoft, firefox, lastpass];
