import { FORMATS } from '../../formats/registry.js';

/** The name for people of a kind of file: "Bitwarden CSV". Its ids when the registry does not know it. */
export function labelOf(format: string, variant: string): string {
  const found = FORMATS.find(({ id }) => id === format)?.variants.find(({ id }) => id === variant);
  return found?.label ?? `${format} ${variant}`.trim();
}
