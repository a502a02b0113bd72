import { withoutCommands } from '../../model/text.ts';

/** Sections as one text with a line end; empty ones leave no trace. */
export function assemble(sections: readonly string[]): string {
  return withoutCommands(`${sections.filter((section) => section !== '').join('\n\n')}\n`);
}
