import { defuseCommands } from '../safe-text.ts';

/** Sections as one text with a line end; empty ones leave no trace. */
export function assemble(sections: readonly string[]): string {
  return defuseCommands(`${sections.filter((section) => section !== '').join('\n\n')}\n`);
}
