import { constantOf } from '../analysis/constants.ts';
import type { AnalysedProgram } from '../analysis/lookup.ts';
import type { Expression } from '../program.ts';

/** Stands for a part of a text that is not fixed in the file. */
export const UNKNOWN_PART = '\ufffd';

const MAX_DEPTH = 8;
const MAX_TEXT = 10_000;
/** Formatting by position: the verbs of https://pkg.go.dev/fmt and https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Formatter.html */
const FORMATS = new Set(['fmt.Sprintf', 'java.lang.String.format']);
const VERB = /%%|%(?:\d+\$)?[-+# 0,(]*\d*(?:\.\d+)?[a-zA-Z]/g;

/** A text that is put together, with U+FFFD for its unknown parts: `"https://" + host + "/x"` → `https://�/x`; `undefined` where nothing of it is fixed. */
export function textShape(value: Expression, program: AnalysedProgram): string | undefined {
  const shape = shapeOf(value, program, 0);
  return shape === UNKNOWN_PART ? undefined : shape.slice(0, MAX_TEXT);
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
    case 'name': {
      const sole = program.soleValue(value);
      return sole === undefined ? UNKNOWN_PART : shapeOf(sole, program, depth + 1);
    }
    case 'call':
      return FORMATS.has(program.paths.of(value.callee)) ? formatted(value, program, depth) : UNKNOWN_PART;
    default:
      return UNKNOWN_PART;
  }
}

/** The format with what each verb is given. */
function formatted(call: Extract<Expression, { kind: 'call' }>, program: AnalysedProgram, depth: number): string {
  const [format, ...given] = call.arguments;
  const text = format === undefined ? undefined : constantOf(format.value, program.scoped);
  if (typeof text !== 'string') return UNKNOWN_PART;
  let next = 0;
  return text.slice(0, MAX_TEXT).replace(VERB, (verb) => {
    if (verb === '%%') return '%';
    const argument = given[next];
    next += 1;
    return argument === undefined ? UNKNOWN_PART : shapeOf(argument.value, program, depth + 1);
  });
}
