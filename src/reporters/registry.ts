import { consoleReporter } from './console/console.ts';
import type { Reporter } from './contract.ts';
import { jsonReporter } from './json/json.ts';
import { markdownReporter } from './markdown/summary.ts';
import { sarifReporter } from './sarif.ts';

/** Every surface that is a text, in the order in which help lists them. */
export const REPORTERS: readonly Reporter[] = [consoleReporter, sarifReporter, jsonReporter, markdownReporter];

/** What `--format` takes. */
export const formats: readonly string[] = REPORTERS.map(({ format }) => format);

/** The reporter of a format as users write it. */
export function findReporter(format: string): Reporter | undefined {
  return REPORTERS.find((reporter) => reporter.format === format);
}
