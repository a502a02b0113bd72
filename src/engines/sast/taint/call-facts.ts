import type { AnalysedCall, AnalysedProgram } from '../analysis/lookup.ts';
import { UNKNOWN } from '../analysis/paths.ts';
import { lastOf } from '../matching/path-pattern.ts';
import type { CallSink, Propagator, RuleBook, SourceKind } from '../matching/rule-book.ts';
import type { FunctionDefinition } from '../program.ts';
import { rulesEscapedBy } from './own-escapes.ts';

/** All that rules and model say of one call; it depends on its place alone, and is computed once. */
export interface CallFacts {
  readonly call: AnalysedCall;
  /** The last name of what is called. */
  readonly name: string;
  readonly sinks: readonly CallSink[];
  readonly source: SourceKind | undefined;
  readonly fills: readonly (SourceKind & { readonly selector: string })[];
  readonly propagators: readonly Propagator[];
  /** Safe for all sinks afterwards, or for those of these rules. */
  readonly isSanitizer: boolean;
  readonly safeFor: readonly string[];
  /** The function of the file that is called. */
  readonly definition: FunctionDefinition | undefined;
}

export function factsOf(call: AnalysedCall, program: AnalysedProgram, book: RuleBook): CallFacts {
  const { path } = call;
  const fits = (item: { readonly conditions: (call: AnalysedCall, program: AnalysedProgram) => boolean }) =>
    item.conditions(call, program);
  const definition = call.expression.kind === 'call' ? definitionOf(call, program) : undefined;
  // What a function of the file does is seen, whatever functions of its name do elsewhere.
  if (definition !== undefined && path.startsWith(UNKNOWN))
    return { ...NOTHING_KNOWN, call, name: lastOf(path), definition, safeFor: escapedBy(definition, program, book) };
  const sanitizers = book.sanitizers.find(path).filter(fits);
  return {
    call,
    name: lastOf(path),
    sinks: book.sinks.find(path).filter(fits),
    source: book.results.find(path)[0],
    fills: book.fills.find(path),
    propagators: book.propagators.find(path).filter(fits),
    isSanitizer: sanitizers.some(({ rule }) => rule === undefined),
    safeFor: [
      ...sanitizers.flatMap(({ rule }) => rule?.id ?? []),
      ...(definition === undefined ? [] : escapedBy(definition, program, book)),
    ],
    definition,
  };
}

/** Java's programs have such functions where others have libraries. */
function escapedBy(definition: FunctionDefinition, program: AnalysedProgram, book: RuleBook): readonly string[] {
  return program.scoped.program.language === 'java' ? rulesEscapedBy(definition, book) : [];
}

const NOTHING_KNOWN = {
  sinks: [],
  source: undefined,
  fills: [],
  propagators: [],
  isSanitizer: false,
  safeFor: [],
} as const;

function definitionOf(call: AnalysedCall, program: AnalysedProgram): FunctionDefinition | undefined {
  const own = program.paths.functionOf(call.callee);
  if (own !== undefined) return overloadOf(own, call, program);
  const made =
    call.isNew || program.scoped.program.language === 'python' ? program.paths.classOf(call.callee) : undefined;
  if (made === undefined || call.callee.kind === 'call') return undefined;
  const making =
    made.methods.get('constructor') ?? made.methods.get('__init__') ?? made.methods.get(made.definition.name ?? '');
  return making && overloadOf(making, call, program);
}

/** Of several methods of one name in Java the one that takes as many arguments. */
function overloadOf(own: FunctionDefinition, call: AnalysedCall, program: AnalysedProgram): FunctionDefinition {
  const count = call.arguments.length;
  if (program.scoped.program.language !== 'java' || own.parameters.length === count) return own;
  for (const member of program.scoped.scopeOf.get(own)?.class?.definition.body ?? []) {
    if (member.kind === 'function' && member.definition.name === own.name) {
      if (member.definition.parameters.length === count) return member.definition;
    }
  }
  return own;
}
