import type { AnalysedProgram } from '../analysis/lookup.ts';
import { decoratorPaths, type FunctionFacts, functionFits, parameterFits } from '../matching/parameter-source.ts';
import type { Expression, FunctionDefinition, Parameter } from '../program.ts';
import { Environment } from './environment.ts';
import { type Frame, type Machine, type Summary, spend } from './machine.ts';
import { INSTANCE, outsideTrace, parameterTrace, type Trace } from './trace.ts';
import { allTraces, closedValue, mergeValues, tainted, type Value } from './value.ts';

/** Functions that are given to functions that are given…: deeper than people write. */
const MAX_DEPTH = 40;

/** What a function does with its parameters; analysed when first asked for, with the variables around it as they are then. */
export function summaryOf(definition: FunctionDefinition, outer: Frame, machine: Machine): Summary | undefined {
  const known = machine.summaries.get(definition);
  // A function that calls itself: what it does is being found out.
  if (known !== undefined) return known.isComplete ? known : undefined;
  if (outer.depth > MAX_DEPTH * 3 || !spend(machine.budget, 10)) return undefined;
  const summary: Summary = emptySummary();
  machine.summaries.set(definition, summary);
  const facts = factsOf(definition, machine.program, machine.passedTo);
  const frame = frameOf(definition, facts, outer, machine);
  definition.parameters.forEach((parameter, position) => {
    bindParameter(parameter, valueOfParameter(parameter, position, facts, machine), frame, machine);
  });
  const instance = instanceName(definition, facts);
  if (instance === 'this') frame.environment.declare('this', tainted([parameterTrace(definition, INSTANCE)]));
  summary.returned = runBody(definition, frame, machine);
  if (instance !== undefined) summary.instance = frame.environment.get(instance);
  noteFilled(definition, frame, summary, machine);
  summary.isComplete = true;
  return summary;
}

function emptySummary(): Summary {
  return { returned: undefined, instance: undefined, filled: new Map(), sinks: new Map(), isComplete: false };
}

/** Objects that a parameter names from the beginning to the end: what they hold in the end, whoever gave them holds too. */
function noteFilled(definition: FunctionDefinition, frame: Frame, summary: Summary, machine: Machine): void {
  if (machine.program.scoped.program.language !== 'java') return;
  definition.parameters.forEach(({ target, type }, position) => {
    if (target.kind !== 'variable' || type === undefined || /^(?:String|CharSequence|Object)$/.test(type)) return;
    const value = frame.environment.get(target.name);
    const isOwn = (trace: Trace) => trace.origin.from === 'parameter' && trace.origin.position === position;
    if (value === undefined || allTraces(value).every(isOwn)) return;
    const names = machine.program.scoped.scopeOf.get(definition)?.names;
    // The parameter itself is its first value.
    const isAssigned = (names?.get(target.name)?.values.length ?? 0) > 1;
    if (!isAssigned) summary.filled.set(position, value);
  });
}

/** What a method calls its instance. */
function instanceName(definition: FunctionDefinition, { scope }: FunctionFacts): 'this' | 'self' | undefined {
  const own = scope?.class;
  if (own === undefined || scope?.parent !== own.scope) return undefined;
  const [first] = definition.parameters;
  return first?.target.kind === 'variable' && first.target.name === 'self' ? 'self' : 'this';
}

/** Runs a function with what it is given, as a list runs one for its elements. */
export function runWith(
  definition: FunctionDefinition,
  given: readonly (Value | undefined)[],
  outer: Frame,
  machine: Machine,
): Value | undefined {
  if (outer.depth > MAX_DEPTH * 3 || !spend(machine.budget, 10)) return undefined;
  const known = machine.summaries.get(definition);
  if (known !== undefined && !known.isComplete) return undefined;
  // While it runs, nobody runs it again: a function may be given to itself.
  machine.summaries.set(definition, emptySummary());
  const facts = factsOf(definition, machine.program, machine.passedTo);
  const frame = frameOf(definition, facts, outer, machine);
  definition.parameters.forEach((parameter, position) => {
    bindParameter(
      parameter,
      mergeValues(given[position], sourceOf(parameter, position, facts, machine)),
      frame,
      machine,
    );
  });
  const returned = runBody(definition, frame, machine);
  if (known === undefined) machine.summaries.delete(definition);
  else machine.summaries.set(definition, known);
  frame.inner.clear();
  return returned;
}

/** A parameter has its value from the beginning: no step of its own. */
function bindParameter({ target }: Parameter, value: Value | undefined, frame: Frame, machine: Machine): void {
  if (target.kind === 'variable') frame.environment.declare(target.name, value);
  else machine.assign(target, value, frame);
}

function frameOf(definition: FunctionDefinition, facts: FunctionFacts, outer: Frame, machine: Machine): Frame {
  const handlers = machine.book.handlers.filter((handler) => functionFits(handler, facts));
  return {
    definition,
    sends: handlers.map((handler) => handler.kind),
    environment: new Environment(() => outer.environment),
    returned: undefined,
    inner: new Set(),
    depth: outer.depth + 3,
    lists: new Map(),
  };
}

function runBody(definition: FunctionDefinition, frame: Frame, machine: Machine): Value | undefined {
  machine.run(definition.body, frame);
  analyseInner(frame, machine);
  return frame.returned;
}

/** The functions that stand in a function run some time: with its variables as they are at its end. */
export function analyseInner(frame: Frame, machine: Machine): void {
  for (const definition of frame.inner) machine.summary(definition, frame);
}

/** Sources are what the model says; every other parameter is what callers in the file make of it. */
function valueOfParameter(
  parameter: Parameter,
  position: number,
  facts: FunctionFacts,
  machine: Machine,
): Value | undefined {
  if (isTextlessType(parameter.type)) return undefined;
  return sourceOf(parameter, position, facts, machine) ?? tainted([parameterTrace(facts.definition, position)]);
}

/** Types whose values are no text: nothing can stand in them. */
const NO_TEXT =
  /^(?:int|float|bool|boolean|number|bigint|long|short|double|byte|char|Integer|Long|Boolean|Double|Float|Short|Byte|uuid\.UUID|UUID|java\.util\.UUID|u?int(?:8|16|32|64)|float(?:32|64)|time\.Time|Date|(?:datetime\.)?(?:date|datetime)|Local(?:Date|Time|DateTime)|BigDecimal|BigInteger|(?:decimal\.)?Decimal|context\.Context)$/;

/** Whether a written type keeps every text out. */
export function isTextlessType(type: string | undefined): boolean {
  return type !== undefined && NO_TEXT.test(type);
}

function sourceOf(parameter: Parameter, position: number, facts: FunctionFacts, machine: Machine): Value | undefined {
  let value: Value | undefined;
  for (const source of machine.book.parameters) {
    if (!functionFits(source, facts) || !parameterFits(source, parameter, position, facts, machine.program.paths))
      continue;
    const trace = outsideTrace(source.kind, source.said, parameter);
    // Some of its parts may be of one kind, and others of another.
    value = mergeValues(value, source.below === undefined ? tainted([trace]) : closedValue(source.below, trace));
  }
  return value;
}

/** What is known of a function of the file from outside its body. */
export function factsOf(
  definition: FunctionDefinition,
  program: AnalysedProgram,
  passedTo: Machine['passedTo'],
): FunctionFacts {
  const scope = program.scoped.scopeOf.get(definition);
  return {
    definition,
    scope,
    decorators: decoratorPaths(definition.decorators, program.paths),
    passedTo: passedTo.get(definition) ?? [],
    owner: ownerOf(scope, program),
  };
}

/** Of a method: the path of what its class extends. */
function ownerOf(scope: FunctionFacts['scope'], program: AnalysedProgram): string | undefined {
  const own = scope?.class;
  if (own?.definition.name === undefined || scope?.parent !== own.scope) return undefined;
  return program.paths.ofType(own.definition.name, own.scope);
}

/** The calls that each function of the file is an argument of: itself, by its name, in a list, or wrapped in another call. */
export function findPassedTo(program: AnalysedProgram): ReadonlyMap<FunctionDefinition, readonly string[]> {
  const passed = new Map<FunctionDefinition, string[]>();
  for (const call of program.calls) {
    if (call.expression.kind !== 'call') continue;
    for (const argument of call.arguments) note(argument.value, call.path, 0);
  }
  return passed;

  function note(value: Expression, path: string, depth: number): void {
    if (depth > 3) return;
    if (value.kind === 'list') for (const item of value.items) note(item, path, depth + 1);
    else if (value.kind === 'record') for (const entry of value.entries) note(entry.value, path, depth + 1);
    else if (value.kind === 'call') for (const argument of value.arguments) note(argument.value, path, depth + 1);
    else {
      const definition = program.paths.functionOf(value);
      if (definition === undefined) return;
      const paths = passed.get(definition);
      if (paths === undefined) passed.set(definition, [path]);
      else if (paths.length < 20) paths.push(path);
    }
  }
}
