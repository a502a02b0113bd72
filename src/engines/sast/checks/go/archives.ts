import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Span } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';

/** Joining a folder with a name. */
const JOINS = new Set(['path/filepath.Join', 'path.Join']);
/** Whoever calls one of these beside it looks at the name, or at the path once it is whole. */
const LOOKS =
  /^(?:strings\.(?:HasPrefix|Contains)|path\/filepath\.(?:IsLocal|Rel|Base|Localize)|path\.Base|.*\.(?:SecureJoin|sanitize\w*|is\w*(?:Path|Local|Within)\w*|IsSubpath|Inbound))$/i;
const NAMES = /^archive\/(?:zip|tar)\..*(?:Name|Linkname)$/;

/** Joins of a folder with the name of an archive's entry in functions that never look at the name. */
export const zipSlip: ProgramCheck = (program, lookup) => {
  const archives = [...program.imports.values()].some((path) => path === 'archive/zip' || path === 'archive/tar');
  if (!archives) return [];
  return lookup.calls
    .filter((call) => JOINS.has(call.path) && call.arguments.length > 1)
    .flatMap((call): readonly CheckResult[] => {
      const named = call.arguments.slice(1).find(({ value }) => isEntryName(value, call, lookup));
      if (named === undefined || isLookedAt(call, lookup)) return [];
      return [{ span: call, message: 'A name in the archive decides where the file is written' }];
    });
};

/** `header.Name`, also through a variable; what comes out of a loop over an archive has no path of its own. */
function isEntryName(value: Expression, place: Span, lookup: Lookup): boolean {
  const path = lookup.pathOf(value);
  if (NAMES.test(path)) return true;
  return path === '?.Name' && isLoopVariable(value, place, lookup);
}

function isLoopVariable(value: Expression, place: Span, lookup: Lookup): boolean {
  const object = value.kind === 'member' ? value.object : value;
  if (object.kind !== 'name') return false;
  return lookup.statements.some((statement) => {
    if (statement.kind !== 'loop' || statement.each === undefined || !contains(statement, place)) return false;
    return /^archive\/zip\..*File$/.test(lookup.pathOf(statement.each.values));
  });
}

function isLookedAt(place: Span, lookup: Lookup): boolean {
  const around = functionAround(lookup, place);
  return around !== undefined && lookup.calls.some((call) => contains(around, call) && LOOKS.test(call.path));
}
