import type { AnalysedProgram } from '../analysis/lookup.ts';
import type { Found } from '../found.ts';
import type { RuleBook } from '../matching/rule-book.ts';
import type { ClassDefinition } from '../program.ts';
import type { SastRule } from '../rule.ts';
import { evaluateCall } from './call.ts';
import { Environment } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { analyseInner, findPassedTo, runWith, summaryOf } from './functions.ts';
import type { Frame, Machine } from './machine.ts';
import { mayFlow } from './may-flow.ts';
import { assignTo, runStatements } from './statements.ts';

/** About two seconds of work on a slow machine; the largest files that people write need a fifth of it. */
const MAX_WORK = 4_000_000;

const NONE = { found: [], notLookedAt: undefined };

/** Ways of values from outside to where they do harm by these rules, within the file. Never throws for what a program says. */
export function findFlows(
  program: AnalysedProgram,
  book: RuleBook,
  possible: ReadonlySet<SastRule>,
): { readonly found: readonly Found[]; readonly notLookedAt: string | undefined } {
  if (possible.size === 0) return NONE;
  const passedTo = findPassedTo(program);
  if (!mayFlow(program, book, passedTo, possible)) return NONE;
  const machine = createMachine(program, book, passedTo);
  runProgram(machine);
  // What one method puts into a field, the others may have missed: once more for classes where that happened.
  if (machine.fields.size > 0) {
    forgetMethods(machine, new Set(machine.fields.keys()));
    runProgram(machine);
  }
  const notLookedAt = machine.budget.isSpent
    ? 'more code than is followed in one file: the rest of its data flow was not looked at'
    : undefined;
  return { found: [...machine.found.values()], notLookedAt };
}

function createMachine(program: AnalysedProgram, book: RuleBook, passedTo: Machine['passedTo']): Machine {
  const machine: Machine = {
    program,
    book,
    budget: { left: MAX_WORK, isSpent: false },
    found: new Map(),
    summaries: new Map(),
    fields: new Map(),
    facts: new Map(),
    passedTo,
    evaluate: (expression, frame) => evaluate(expression, frame, machine),
    assign: (target, value, frame) => assignTo(target, value, frame, machine),
    run: (statements, frame) => runStatements(statements, frame, machine),
    call: (call, frame) => evaluateCall(call, frame, machine),
    summary: (definition, frame) => summaryOf(definition, frame, machine),
    runWith: (definition, given, frame) => runWith(definition, given, frame, machine),
  };
  return machine;
}

function runProgram(machine: Machine): void {
  const frame: Frame = {
    definition: undefined,
    sends: [],
    environment: new Environment(),
    returned: undefined,
    inner: new Set(),
    depth: 0,
    lists: new Map(),
  };
  machine.run(machine.program.scoped.program.body, frame);
  analyseInner(frame, machine);
}

function forgetMethods(machine: Machine, classes: ReadonlySet<ClassDefinition>): void {
  for (const [definition, { methods }] of machine.program.scoped.classes) {
    if (classes.has(definition)) for (const method of methods.values()) machine.summaries.delete(method);
  }
}
