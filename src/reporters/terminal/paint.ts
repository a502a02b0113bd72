import picocolors from 'picocolors';
import type { Severity } from '../../model/severity.ts';

/** Colours by meaning. They only add: without them the text is the same. */
export interface Paint {
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  severity(severity: Severity, text: string): string;
}

export function paintFor(colour: boolean): Paint {
  const { red, yellow, green, cyan, bold, dim } = picocolors.createColors(colour);
  const bySeverity: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => bold(red(text)),
    high: red,
    medium: yellow,
    low: cyan,
    info: dim,
  };
  return {
    bad: (text) => bold(red(text)),
    doubtful: (text) => bold(yellow(text)),
    good: (text) => bold(green(text)),
    strong: bold,
    faint: dim,
    severity: (severity, text) => bySeverity[severity](text),
  };
}
