import { mayHide, selectArguments } from '../analysis/arguments.ts';
import { constantOf } from '../analysis/constants.ts';
import type { AnalysedCall, AnalysedProgram } from '../analysis/lookup.ts';
import { UNKNOWN } from '../analysis/paths.ts';
import type { Expression } from '../program.ts';
import type { CallPattern } from '../rule.ts';
import { textShape } from './text-shape.ts';

type Test = NonNullable<CallPattern['when']>[string];
type CompiledTest = (values: readonly Expression[], call: AnalysedCall, program: AnalysedProgram) => boolean;

/** The conditions of a call pattern; its paths are the index' to match. */
export type Conditions = (call: AnalysedCall, program: AnalysedProgram) => boolean;

/** Compiles `when` and `unless`; throws for a malformed regular expression. */
export function compileConditions({ when, unless }: Pick<CallPattern, 'when' | 'unless'>): Conditions {
  const wanted = compileAll(when);
  const unwanted = unless === undefined ? undefined : compileAll(unless);
  return (call, program) => wanted(call, program) && !(unwanted?.(call, program) ?? false);
}

function compileAll(tests: CallPattern['when']): Conditions {
  const compiled = Object.entries(tests ?? {}).map(([selector, test]) => ({
    selector,
    holds: compileTest(test, selector),
  }));
  return (call, program) =>
    compiled.every(({ selector, holds }) => holds(selectArguments(call, selector, program.scoped), call, program));
}

function compileTest(test: Test, selector: string): CompiledTest {
  if (test === null || typeof test !== 'object') {
    return (values, _call, program) => values.some((value) => valueIs(value, test, program));
  }
  if ('missing' in test) return (values, call) => values.length === 0 && !mayHide(call, selector);
  if ('dynamic' in test) return (values, _call, program) => values.some((value) => isDynamic(value, program));
  const pattern = patternOf(test.matches);
  return (values, _call, program) => values.some((value) => textsOf(value, program).some((text) => pattern.test(text)));
}

/** `(?i)` at the beginning ignores case, as in other languages. */
export function patternOf(source: string): RegExp {
  return source.startsWith('(?i)') ? new RegExp(source.slice(4), 'iu') : new RegExp(source, 'u');
}

function valueIs(value: Expression, wanted: string | number | boolean | null, program: AnalysedProgram): boolean {
  const constant = constantOf(value, program.scoped);
  if (constant !== undefined) return constant === wanted;
  return typeof wanted === 'string' && program.paths.of(value) === wanted;
}

/** The fixed text, or that of a text with unknown parts (text-shape.ts), or the path of what is named: `ssl.CERT_NONE`. */
function textsOf(value: Expression, program: AnalysedProgram): readonly string[] {
  const constant = constantOf(value, program.scoped);
  if (constant !== undefined) return [String(constant)];
  const usual = usualSetting(value, program);
  if (usual !== undefined) return textsOf(usual, program);
  if (value.kind === 'regex') return [value.pattern];
  // `a | b`: each of the flags.
  if (value.kind === 'operation' && value.operator === '|')
    return value.operands.flatMap((flag) => textsOf(flag, program));
  if (value.kind === 'list') return value.items.flatMap((item) => textsOf(item, program));
  if (value.kind === 'name') {
    const listed = program.soleValue(value);
    if (listed?.kind === 'list') return textsOf(listed, program);
  }
  // What nobody knows is no text.
  const found = [textShape(value, program), program.paths.of(value)];
  return found.flatMap((text) => (text === undefined || text === UNKNOWN ? [] : [text]));
}

/** What a setting is where nobody set it: Java's `getProperty(name, usual)`. */
function usualSetting(value: Expression, program: AnalysedProgram): Expression | undefined {
  const made = value.kind === 'name' ? program.soleValue(value) : value;
  if (made?.kind !== 'call' || made.callee.kind !== 'member' || made.callee.property !== 'getProperty')
    return undefined;
  const usual = made.arguments[1]?.value;
  return usual?.kind === 'text' ? usual : undefined;
}

function isDynamic(value: Expression, program: AnalysedProgram): boolean {
  switch (value.kind) {
    case 'text':
    case 'literal':
    case 'regex':
    case 'function':
      return false;
    case 'list':
      return value.items.some((item) => isDynamic(item, program));
    case 'record':
      return value.entries.some((entry) => isDynamic(entry.value, program));
    case 'choice':
      return value.values.some((each) => isDynamic(each, program));
    case 'join':
      return value.parts.some((part) => isDynamic(part, program));
    default:
      return constantOf(value, program.scoped) === undefined;
  }
}
