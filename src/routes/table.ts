import type { Manager } from './manager.js';
import { bitwarden, keyguard, swifty } from './managers/bitwarden.js';
import { CODE_APPS } from './managers/codes.js';
import { keepass, keepassdx, keepassium, keepassxc, strongbox } from './managers/keepass.js';
import { enpass, kaspersky, lastpass, nordpass, roboform, zoho } from './managers/other-vaults.js';
import { dashlane, onepassword } from './managers/phone-vaults.js';
import { cxfFile, otpauthList } from './managers/plain-files.js';
import { apple, firefox, google, microsoft, samsung } from './managers/platforms.js';
import { passwordsafe, safeincloud, twofasPass } from './managers/small-vaults.js';
import { aliasvault, keeper, protonpass, psono } from './managers/vaults.js';

/**
 * Every manager of which something is known. The order counts: of two managers that serve equally well on the way to a third, the first is
 * taken, so those come first that anybody can install at no cost and whose import was measured.
 */
export const MANAGERS: readonly Manager[] = [
  bitwarden,
  apple,
  google,
  microsoft,
  firefox,
  onepassword,
  dashlane,
  protonpass,
  lastpass,
  nordpass,
  keepassxc,
  keepass,
  keepassdx,
  keepassium,
  strongbox,
  keeper,
  psono,
  aliasvault,
  keyguard,
  swifty,
  enpass,
  roboform,
  samsung,
  kaspersky,
  zoho,
  safeincloud,
  passwordsafe,
  twofasPass,
  ...CODE_APPS,
  otpauthList,
  cxfFile,
];

/** The manager that people call so, by its id or another of its names; undefined when there is none. */
export function managerNamed(name: string): Manager | undefined {
  return MANAGERS.find(({ id }) => id === name) ?? MANAGERS.find(({ names }) => names?.includes(name));
}
