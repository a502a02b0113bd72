import type { AnalysedCall, AnalysedProgram } from '../analysis/lookup.ts';
import type { Expression } from '../program.ts';

/** All but letters, digits, blanks and the signs of names: `[^a-z0-9_.-]`, `[^\w\s]`, `\W`, `\D`. */
const ALL_BUT_NAMES = /^(?:\[\^(?:[\w\s.,-]|\\[wds.-])+\]|\\[WD])[+*]?$/;

/**
 * Whether a call takes everything out of a text but what names are made of: `x.replace(/[^a-z0-9]/gi, '')`, `re.sub(r'\W', '', x)`. What is
 * left does no harm anywhere.
 */
export function keepsOnlyNames(call: AnalysedCall, program: AnalysedProgram): boolean {
  const name = call.callee.kind === 'member' ? call.callee.property : '';
  const [pattern, replacement] = call.arguments;
  if (pattern === undefined || replacement === undefined || !/^(?:replace|replaceAll|sub)$/.test(name)) return false;
  const given = program.lookup.valueOf(replacement.value);
  if (typeof given !== 'string' || !/^[\w-]*$/.test(given)) return false;
  return ALL_BUT_NAMES.test(patternOf(pattern.value, name, call, program) ?? '');
}

/** The pattern, if all that it finds is replaced. */
function patternOf(value: Expression, name: string, call: AnalysedCall, program: AnalysedProgram): string | undefined {
  if (value.kind === 'name') {
    const sole = program.soleValue(value);
    return sole === undefined || sole.kind === 'name' ? undefined : patternOf(sole, name, call, program);
  }
  if (value.kind === 'regex') return value.flags.includes('g') ? value.pattern : undefined;
  const isPattern = call.path === 're.sub' || (name === 'replaceAll' && program.scoped.program.language === 'java');
  return isPattern && value.kind === 'text' ? value.value : undefined;
}
