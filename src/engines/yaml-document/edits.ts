import type { Region } from '../../model/location.ts';
import type { Patch } from '../../model/result.ts';
import type { SourceText } from './source-text.ts';

/** One change of a file; its region may be empty to insert. */
export interface Edit {
  readonly region: Region;
  readonly replacement: string;
}

/**
 * Several edits, in order and apart, as one patch: what stands between them is kept. `undefined` for none, and where new lines would
 * be put anywhere but at the start of a block's entry (in `{ run: … }` they would not be YAML).
 */
export function patchOf(source: SourceText, edits: readonly Edit[]): Patch | undefined {
  const [first] = edits;
  const last = edits.at(-1);
  if (first === undefined || last === undefined || edits.some((edit) => !fits(source, edit))) return undefined;
  let replacement = '';
  let from = source.offsetOf(first.region.startLine, first.region.startColumn);
  for (const { region, replacement: text } of edits) {
    replacement += source.text.slice(from, source.offsetOf(region.startLine, region.startColumn)) + text;
    from = source.offsetOf(region.endLine, region.endColumn);
  }
  const { startLine, startColumn } = first.region;
  const { endLine, endColumn } = last.region;
  return { region: { startLine, startColumn, endLine, endColumn }, replacement };
}

function fits(source: SourceText, { region, replacement }: Edit): boolean {
  if (!replacement.includes('\n')) return true;
  const lineStart = source.offsetOf(region.startLine, 1);
  return /^[ -]*$/.test(source.text.slice(lineStart, source.offsetOf(region.startLine, region.startColumn)));
}
