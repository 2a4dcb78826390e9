import type { Ink } from './ink.js';

/** How a report is shown. */
export interface ReportStyle {
  readonly ink: Ink;
  readonly width: number;
  /** The name for people of a kind of file: "Bitwarden CSV". */
  label(format: string, variant: string): string;
}
