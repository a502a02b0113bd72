import type { KnownPaths } from '../analysis/paths.ts';
import type { SastModel, SastRule } from '../rule.ts';
import { type Conditions, compileConditions, patternOf } from './call-pattern.ts';
import { type ParameterSource, readParameterSources } from './parameter-source.ts';
import { PathIndex } from './path-pattern.ts';

/** Where values come from, as a result names it. */
export interface SourceKind {
  /** `request`, `argv`… */
  readonly kind: string;
  readonly said: string;
  /** Only where what it is read from comes from outside. */
  readonly ofOutside?: boolean;
}

export interface CallSink {
  readonly rule: SastRule;
  readonly conditions: Conditions;
  readonly selectors: readonly string[];
}

export interface TextSink {
  readonly rule: SastRule;
  readonly pattern: RegExp;
}

export interface Propagator {
  readonly conditions: Conditions;
  readonly selectors: readonly string[];
  readonly to: string;
}

/** `rule`: safe for its sinks alone. */
export interface Sanitizer {
  readonly conditions: Conditions;
  readonly rule: SastRule | undefined;
}

/** The rules and the model of one language, compiled once: everything by the path under which it is met. */
export interface RuleBook {
  readonly rules: readonly SastRule[];
  readonly known: KnownPaths;
  readonly calls: PathIndex<{ readonly rule: SastRule; readonly conditions: Conditions }>;
  readonly sinks: PathIndex<CallSink>;
  readonly assigned: PathIndex<SastRule>;
  readonly returned: readonly { readonly rule: SastRule; readonly kinds: readonly string[] }[];
  /** Texts that are put together; U+FFFD stands for the parts that are not fixed. */
  readonly texts: readonly TextSink[];
  /** Rules about the keys by which elements of elements are written. */
  readonly keys: readonly SastRule[];
  readonly values: PathIndex<SourceKind>;
  readonly results: PathIndex<SourceKind>;
  readonly fills: PathIndex<SourceKind & { readonly selector: string }>;
  readonly parameters: readonly ParameterSource[];
  readonly handlers: readonly ParameterSource[];
  readonly propagators: PathIndex<Propagator>;
  readonly sanitizers: PathIndex<Sanitizer>;
}

/** Compiles what was read; throws for a malformed regular expression. */
export function compileRuleBook(rules: readonly SastRule[], model: SastModel): RuleBook {
  const book = {
    rules,
    known: knownPaths(rules, model),
    calls: new PathIndex<{ readonly rule: SastRule; readonly conditions: Conditions }>(),
    sinks: new PathIndex<CallSink>(),
    assigned: new PathIndex<SastRule>(),
    returned: [] as { readonly rule: SastRule; readonly kinds: readonly string[] }[],
    texts: [] as TextSink[],
    keys: [] as SastRule[],
    values: new PathIndex<SourceKind>(),
    results: new PathIndex<SourceKind>(),
    fills: new PathIndex<SourceKind & { readonly selector: string }>(),
    ...readParameterSources(model),
    propagators: new PathIndex<Propagator>(),
    sanitizers: new PathIndex<Sanitizer>(),
  };
  for (const rule of rules) addRule(rule, book);
  addModel(model, book);
  return book;
}

function addRule(
  rule: SastRule,
  book: RuleBook & {
    readonly returned: { rule: SastRule; kinds: readonly string[] }[];
    readonly texts: TextSink[];
    readonly keys: SastRule[];
  },
) {
  for (const call of rule.calls ?? []) {
    const conditions = compileConditions(call);
    for (const path of call.call) book.calls.add(path, { rule, conditions });
  }
  for (const sink of rule.taint?.sinks ?? []) {
    if ('call' in sink) {
      const compiled = { rule, conditions: compileConditions(sink), selectors: sink.argument };
      for (const path of sink.call) book.sinks.add(path, compiled);
    } else if ('assign' in sink) for (const path of sink.assign) book.assigned.add(path, rule);
    else if ('keys' in sink) book.keys.push(rule);
    else if ('text' in sink) book.texts.push({ rule, pattern: patternOf(sink.text) });
    else book.returned.push({ rule, kinds: sink.returns });
  }
  for (const call of rule.taint?.sanitizers ?? []) {
    const sanitizer = { conditions: compileConditions(call), rule };
    for (const path of call.call) book.sanitizers.add(path, sanitizer);
  }
}

function addModel(model: SastModel, book: RuleBook): void {
  for (const [kind, sources] of Object.entries(model.sources)) {
    for (const source of sources) {
      if ('value' in source) {
        const { said, of } = source;
        for (const path of source.value) book.values.add(path, { kind, said, ofOutside: of === 'outside' });
      }
      if ('result' in source) for (const path of source.result) book.results.add(path, { kind, said: source.said });
      if ('fills' in source) {
        const { said, argument: selector } = source;
        for (const path of source.fills) book.fills.add(path, { kind, said, selector });
      }
    }
  }
  for (const { argument: selectors, to, ...call } of model.propagators) {
    const propagator = { conditions: compileConditions(call), selectors, to };
    for (const path of call.call) book.propagators.add(path, propagator);
  }
  for (const call of model.sanitizers) {
    const sanitizer = { conditions: compileConditions(call), rule: undefined };
    for (const path of call.call) book.sanitizers.add(path, sanitizer);
  }
}

/** Every path that a rule or the model names, and all that lead to one. */
function knownPaths(rules: readonly SastRule[], model: SastModel): KnownPaths {
  const known = new Set<string>();
  for (const path of namedPaths(rules, model)) {
    if (path.startsWith('*')) continue;
    for (let at = path.indexOf('.'); at !== -1; at = path.indexOf('.', at + 1)) known.add(path.slice(0, at));
    known.add(path);
  }
  return { isKnown: (path) => known.has(path), results: new Map(Object.entries(model.results)) };
}

function namedPaths(rules: readonly SastRule[], model: SastModel): readonly string[] {
  const ofRules = rules.flatMap((rule) => [
    ...(rule.calls ?? []).flatMap((call) => call.call),
    ...(rule.taint?.sanitizers ?? []).flatMap((call) => call.call),
    ...(rule.taint?.sinks ?? []).flatMap((sink) => ('call' in sink ? sink.call : 'assign' in sink ? sink.assign : [])),
  ]);
  const ofSources = Object.values(model.sources).flatMap((sources) =>
    sources.flatMap((source) => {
      if ('value' in source) return source.value;
      if ('result' in source) return source.result;
      if ('fills' in source) return source.fills;
      const { type, decorator, functionDecorator, passedTo, methodOf } = source.parameter;
      return [type, decorator, functionDecorator, passedTo, methodOf].flatMap((paths) => paths ?? []);
    }),
  );
  const ofHandlers = Object.values(model.handlers).flatMap((handler) => [
    ...(handler.functionDecorator ?? []),
    ...(handler.passedTo ?? []),
  ]);
  const ofCalls = [...model.propagators, ...model.sanitizers].flatMap((call) => call.call);
  return [...ofRules, ...ofSources, ...ofHandlers, ...ofCalls, ...Object.entries(model.results).flat()];
}
