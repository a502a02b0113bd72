import { remembering } from '../../remember.ts';
import { constantOf } from '../analysis/constants.ts';
import type { AnalysedCall, AnalysedProgram } from '../analysis/lookup.ts';
import { statementsIn } from '../analysis/parts.ts';
import { type Binding, findBinding } from '../analysis/scopes.ts';
import type { Expression, FunctionDefinition, Parameter, Statement } from '../program.ts';

/** Stands for a part of a text that is not fixed in the file. */
export const UNKNOWN_PART = '\ufffd';
/** Stands for a part that is not known here, and that no caller decides: a field, a constant of another file. */
export const FIXED_PART = '\ufffc';
/** Stands for a number, whatever it is. */
const NUMBER = '0';

const MAX_DEPTH = 8;
/** A step into another function counts for several: each may lead to many. */
const ACROSS = 3;
const MAX_TEXT = 10_000;
/** Formatting by position: the verbs of https://pkg.go.dev/fmt and https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Formatter.html */
const FORMATS = /^(?:fmt\.Sprintf|java\.lang\.String\.format)$/;
const VERB = /%%|%(?:\d+\$)?[-+# 0,(]*\d*(?:\.\d+)?([a-zA-Z])/g;
const NUMBER_VERB = /^[bcdoOxXeEfFgGtUph]$/;
const NUMBER_TYPE =
  /^(?:u?int(?:8|16|32|64)?|byte|short|long|float(?:32|64)?|double|bool(?:ean)?|Integer|Long|Short|Double|Float|Boolean|BigInteger|BigDecimal|UUID)$/;
const NUMBER_CALL =
  /^(?:parse(?:Int|Long|Double|Float|Short)|Itoa|Atoi|Parse(?:Int|Uint|Float|Bool)|FormatInt|FormatUint|size|length|len|hashCode|ordinal|count)$/;
/** What makes a name or a value of another's words harmless in a statement: https://www.postgresql.org/docs/current/functions-string.html */
const QUOTES = /^(?:quote_?(?:ident(?:ifier)?|literal|name))$/i;
/** Give the text that they are given, or a part of it: https://pkg.go.dev/strings, https://pkg.go.dev/os/exec#LookPath */
const SAME_TEXT = /^(?:strings\.(?:Trim\w*|To(?:Lower|Upper))|os\/exec\.LookPath)$/;
const CONSTANT_NAME = /^[A-Z][A-Z0-9_]+$/;

/** A text that is put together, with U+FFFD for its unknown parts: `"https://" + host + "/x"` → `https://�/x`; `undefined` where nothing of it is fixed. */
export function textShape(value: Expression, program: AnalysedProgram): string | undefined {
  const shape = shapeOf(value, program, 0);
  return /^[\ufffd\ufffc]*$/.test(shape) ? undefined : shape.slice(0, MAX_TEXT);
}

function shapeOf(value: Expression, program: AnalysedProgram, depth: number): string {
  if (depth > MAX_DEPTH) return UNKNOWN_PART;
  const constant = constantOf(value, program.scoped);
  if (constant !== undefined) return String(constant);
  switch (value.kind) {
    case 'wrapped':
      return shapeOf(value.value, program, depth + 1);
    case 'join':
      return value.parts.map((part) => shapeOf(part, program, depth + 1)).join('');
    case 'operation':
      return NUMBER;
    case 'name':
      return shapeOfName(value, program, depth);
    case 'member':
      return isFixedMember(value, program) ? FIXED_PART : UNKNOWN_PART;
    case 'call':
      return shapeOfCall(value, program, depth);
    case 'list':
      return value.items.every((item) => isKnown(shapeOf(item, program, depth + 1))) ? FIXED_PART : UNKNOWN_PART;
    case 'other':
      // `make([]string, n)` holds nothing yet.
      return value.word === 'make' ? FIXED_PART : UNKNOWN_PART;
    case 'index':
      return isKnown(shapeOf(value.object, program, depth + 1)) ? FIXED_PART : UNKNOWN_PART;
    case 'choice':
      return value.values.every((each) => isKnown(shapeOf(each, program, depth + 1))) ? FIXED_PART : UNKNOWN_PART;
    default:
      return UNKNOWN_PART;
  }
}

/** Nothing in it comes from elsewhere. */
function isKnown(shape: string): boolean {
  return !shape.includes(UNKNOWN_PART);
}

function shapeOfName(name: Extract<Expression, { kind: 'name' }>, program: AnalysedProgram, depth: number): string {
  const found = findBinding(name.name, program.scoped.scopeOf.get(name));
  if (found === undefined) return CONSTANT_NAME.test(name.name) ? FIXED_PART : UNKNOWN_PART;
  const { binding, scope } = found;
  if (NUMBER_TYPE.test(binding.type ?? '')) return NUMBER;
  if (binding.parameter !== undefined) return shapeOfParameter(binding.parameter, scope.function, program, depth);
  if (scope.function === undefined && scope.class !== undefined) return FIXED_PART;
  return grownShape(binding, program, depth);
}

/** More calls than this are not looked at. */
const MAX_CALLS = 20;

/** A parameter of a function that only the file calls: fixed where every call gives something fixed. */
function shapeOfParameter(
  parameter: Parameter,
  owner: FunctionDefinition | undefined,
  program: AnalysedProgram,
  depth: number,
): string {
  const position = owner?.parameters.indexOf(parameter) ?? -1;
  if (owner === undefined || position === -1 || owner.exported || owner.decorators.length > 0) return UNKNOWN_PART;
  if (program.scoped.program.language !== 'java') return UNKNOWN_PART;
  const calls = callsByFunction(program).get(owner) ?? [];
  if (calls.length === 0 || calls.length > MAX_CALLS) return UNKNOWN_PART;
  const isFixed = calls.every((call) => {
    const given = call.arguments[position]?.value;
    return given !== undefined && isKnown(shapeOf(given, program, depth + ACROSS));
  });
  return isFixed ? FIXED_PART : UNKNOWN_PART;
}

/** The calls of each function of the file. */
const callsByFunction = remembering((program: AnalysedProgram) => {
  const calls = new Map<FunctionDefinition, AnalysedCall[]>();
  for (const call of program.calls) {
    const called = program.paths.functionOf(call.callee);
    if (called === undefined) continue;
    const known = calls.get(called);
    if (known === undefined) calls.set(called, [call]);
    else if (known.length <= MAX_CALLS) known.push(call);
  }
  return calls;
});

/** What a function of the file gives: fixed where everything that it returns is. */
function isFixedResult(definition: FunctionDefinition, program: AnalysedProgram, depth: number): boolean {
  const returned = returnedBy(definition);
  if (returned.length === 0 || returned.length > MAX_CALLS) return false;
  return returned.every((value) => value !== undefined && isKnown(shapeOf(value, program, depth + ACROSS)));
}

const returnedBy = remembering((definition: FunctionDefinition): readonly (Expression | undefined)[] =>
  returnedIn(definition.body),
);

function returnedIn(body: readonly Statement[]): readonly (Expression | undefined)[] {
  return body.flatMap((statement) =>
    statement.kind === 'return' ? [statement.value] : statementsIn(statement).flatMap(returnedIn),
  );
}

/** `sql = "…"; sql += name`: one after the other. Of two values that are not joined it is either, fixed where both are. */
function grownShape({ values }: Binding, program: AnalysedProgram, depth: number): string {
  const [first, ...rest] = values;
  if (first === undefined || rest.length > 20) return UNKNOWN_PART;
  const shapes = values.map(({ value, part }) =>
    value === undefined || part !== undefined ? UNKNOWN_PART : shapeOf(value, program, depth + 1),
  );
  if (rest.every((value) => value.grows)) return shapes.join('');
  return shapes.every(isKnown) ? FIXED_PART : UNKNOWN_PART;
}

/** A field of a class of the file, or something that another file calls a constant. */
function isFixedMember(member: Extract<Expression, { kind: 'member' }>, program: AnalysedProgram): boolean {
  if (CONSTANT_NAME.test(member.property)) return true;
  return program.paths.classOf(member.object)?.fields.has(member.property) ?? false;
}

function shapeOfCall(call: Extract<Expression, { kind: 'call' }>, program: AnalysedProgram, depth: number): string {
  const { callee } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  if (NUMBER_CALL.test(name)) return NUMBER;
  if (/^(?:toString|trim)$/.test(name) && callee.kind === 'member') return shapeOf(callee.object, program, depth + 1);
  if (/^(?:split|substring|toLowerCase|toUpperCase)$/.test(name) && callee.kind === 'member')
    return isKnown(shapeOf(callee.object, program, depth + 1)) ? FIXED_PART : UNKNOWN_PART;
  if (QUOTES.test(name)) return FIXED_PART;
  const own = program.paths.functionOf(callee);
  if (own !== undefined && isFixedResult(own, program, depth)) return FIXED_PART;
  const path = program.paths.of(callee);
  // The bytes of a text: https://nodejs.org/api/buffer.html#static-method-bufferfromstring-encoding
  const [only] = call.arguments;
  if (only !== undefined && /^(?:buffer\.)?Buffer\.from$/.test(path)) return shapeOf(only.value, program, depth + 1);
  if (path === 'fmt.Sprint') return call.arguments.map(({ value }) => shapeOf(value, program, depth + 1)).join('');
  if (FORMATS.test(path)) return formatted(call, program, depth);
  return gathered(path, call, program, depth);
}

/** What Go's functions for texts and lists make of fixed ones. */
function gathered(
  path: string,
  call: Extract<Expression, { kind: 'call' }>,
  program: AnalysedProgram,
  depth: number,
): string {
  const [first, ...rest] = call.arguments.map(({ value }) => value);
  if (first === undefined) return path === 'strings.Builder.String' ? writtenShape(call, program, depth) : UNKNOWN_PART;
  if (SAME_TEXT.test(path)) return shapeOf(first, program, depth + 1);
  const parts =
    path === 'append' && first.kind === 'name' ? rest : /^strings\.(?:Repeat|Join)$/.test(path) ? [first] : [];
  const isFixed = parts.length > 0 && parts.every((part) => isKnown(shapeOf(part, program, depth + 1)));
  return isFixed ? FIXED_PART : UNKNOWN_PART;
}

/** A builder's text: fixed where all that is written into it is. */
function writtenShape(call: Extract<Expression, { kind: 'call' }>, program: AnalysedProgram, depth: number): string {
  const builder = call.callee.kind === 'member' ? call.callee.object : call.callee;
  if (builder.kind !== 'name') return UNKNOWN_PART;
  const writes = program.calls.filter(
    ({ path, receiver }) =>
      path.startsWith('strings.Builder.Write') && receiver?.kind === 'name' && receiver.name === builder.name,
  );
  if (writes.length === 0 || writes.length > MAX_CALLS) return UNKNOWN_PART;
  const written = writes.flatMap((write) => write.arguments.map(({ value }) => value));
  return written.every((value) => isKnown(shapeOf(value, program, depth + ACROSS))) ? FIXED_PART : UNKNOWN_PART;
}

/** The format with what each verb is given. */
function formatted(call: Extract<Expression, { kind: 'call' }>, program: AnalysedProgram, depth: number): string {
  const [format, ...given] = call.arguments;
  const text = format === undefined ? UNKNOWN_PART : shapeOf(format.value, program, depth + 1);
  let next = 0;
  return text.slice(0, MAX_TEXT).replace(VERB, (verb, kind: string | undefined) => {
    if (verb === '%%') return '%';
    const argument = given[next];
    next += 1;
    if (NUMBER_VERB.test(kind ?? '')) return NUMBER;
    return argument === undefined ? UNKNOWN_PART : shapeOf(argument.value, program, depth + 1);
  });
}
