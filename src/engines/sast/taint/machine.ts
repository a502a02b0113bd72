import type { AnalysedProgram } from '../analysis/lookup.ts';
import type { Found } from '../found.ts';
import type { RuleBook } from '../matching/rule-book.ts';
import type { ClassDefinition, Expression, FunctionDefinition, Span, Statement, Target } from '../program.ts';
import type { SastRule } from '../rule.ts';
import type { CallFacts } from './call-facts.ts';
import type { Environment } from './environment.ts';
import type { Trace } from './trace.ts';
import type { Value } from './value.ts';

/** The state of one program's analysis, and its parts, which call each other through it. */
export interface Machine {
  readonly program: AnalysedProgram;
  readonly book: RuleBook;
  readonly budget: Budget;
  readonly found: Map<string, Found>;
  readonly summaries: Map<FunctionDefinition, Summary>;
  /** What the fields of the file's classes may hold, whichever method writes them. */
  readonly fields: Map<ClassDefinition, Map<string, Value>>;
  readonly facts: Map<Expression, CallFacts>;
  /** Paths of the calls that a function is given to. */
  readonly passedTo: ReadonlyMap<FunctionDefinition, readonly string[]>;
  evaluate(expression: Expression, frame: Frame): Value | undefined;
  assign(target: Target, value: Value | undefined, frame: Frame): void;
  /** Whether what follows is never reached. */
  run(statements: readonly Statement[], frame: Frame): boolean;
  call(call: Extract<Expression, { kind: 'call' | 'record' }>, frame: Frame): Value | undefined;
  /** Analyses a function unless it was, with the variables of the frame that it stands in. */
  summary(definition: FunctionDefinition, frame: Frame): Summary | undefined;
  /** Analyses a function as it runs with these arguments. */
  runWith(definition: FunctionDefinition, given: readonly (Value | undefined)[], frame: Frame): Value | undefined;
}

/**
 * Lists whose every element is known: made in the statements that are running and changed only by `append`, `pop` and the like. What
 * branches, loops and other functions do to a list ends that knowledge.
 */
export type KnownLists = Map<string, readonly (Value | undefined)[]>;

/** One function (or the file) being run. */
export interface Frame {
  readonly definition: FunctionDefinition | undefined;
  /** Kinds of handlers (the model's) whose return value is sent to the client. */
  readonly sends: readonly string[];
  environment: Environment;
  returned: Value | undefined;
  /** Functions that stand in it, to be analysed at its end. */
  readonly inner: Set<FunctionDefinition>;
  depth: number;
  /** Elements of the lists of which all is known at this point. */
  readonly lists: KnownLists;
}

/** What calling a function does with what it is given. Its traces begin in its parameters. */
export interface Summary {
  returned: Value | undefined;
  /** What the instance of a method or constructor holds at its end. */
  instance: Value | undefined;
  /** What it puts into the objects that it is given, by their position. */
  readonly filled: Map<number, Value>;
  readonly sinks: Map<string, ReachedSink>;
  isComplete: boolean;
}

/** A sink that a parameter reaches. */
export interface ReachedSink {
  readonly rule: SastRule;
  readonly span: Span;
  readonly reached: string;
  readonly trace: Trace;
}

/** Work is counted, not timed, so that the same file always gives the same results. */
export interface Budget {
  left: number;
  /** Something was not followed because there was too much of it. */
  isSpent: boolean;
}

/** Counts work; `false` when there was too much. */
export function spend(budget: Budget, units: number): boolean {
  budget.left -= units;
  if (budget.left < 0) budget.isSpent = true;
  return budget.left >= 0;
}
