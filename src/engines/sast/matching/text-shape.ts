import { constantOf } from '../analysis/constants.ts';
import type { AnalysedProgram } from '../analysis/lookup.ts';
import { type Binding, findBinding } from '../analysis/scopes.ts';
import type { Expression } from '../program.ts';

/** Stands for a part of a text that is not fixed in the file. */
export const UNKNOWN_PART = '\ufffd';
/** Stands for a part that is not known here, and that no caller decides: a field, a constant of another file. */
export const FIXED_PART = '\ufffc';
/** Stands for a number, whatever it is. */
const NUMBER = '0';

const MAX_DEPTH = 8;
const MAX_TEXT = 10_000;
/** Formatting by position: the verbs of https://pkg.go.dev/fmt and https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Formatter.html */
const FORMATS = /^(?:fmt\.Sprintf|java\.lang\.String\.format)$/;
const VERB = /%%|%(?:\d+\$)?[-+# 0,(]*\d*(?:\.\d+)?([a-zA-Z])/g;
const NUMBER_VERB = /^[bcdoOxXeEfFgGtUph]$/;
const NUMBER_TYPE =
  /^(?:u?int(?:8|16|32|64)?|byte|short|long|float(?:32|64)?|double|bool(?:ean)?|Integer|Long|Short|Double|Float|Boolean|BigInteger|BigDecimal|UUID)$/;
const NUMBER_CALL =
  /^(?:parse(?:Int|Long|Double|Float|Short)|Itoa|Atoi|Parse(?:Int|Uint|Float|Bool)|FormatInt|FormatUint|size|length|len|hashCode|ordinal|count)$/;
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
  if (binding.parameter !== undefined) return UNKNOWN_PART;
  if (scope.function === undefined && scope.class !== undefined) return FIXED_PART;
  return grownShape(binding, program, depth);
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
  const path = program.paths.of(callee);
  if (path === 'fmt.Sprint') return call.arguments.map(({ value }) => shapeOf(value, program, depth + 1)).join('');
  return FORMATS.test(path) ? formatted(call, program, depth) : UNKNOWN_PART;
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
