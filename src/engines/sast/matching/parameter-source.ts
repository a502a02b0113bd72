import type { Paths } from '../analysis/paths.ts';
import { namesInstance, type Scope } from '../analysis/scopes.ts';
import type { Expression, FunctionDefinition, Parameter } from '../program.ts';
import type { SastModel } from '../rule.ts';
import { compilePath, type PathPattern } from './path-pattern.ts';

/** A parameter that is given what comes from outside, or (without a `said`) a function whose return value is sent out. */
export interface ParameterSource {
  readonly kind: string;
  readonly said: string;
  readonly below: readonly string[] | undefined;
  readonly position: number | undefined;
  readonly name: string | undefined;
  readonly functionName: readonly string[] | undefined;
  readonly except: readonly string[] | undefined;
  readonly type: readonly PathPattern[] | undefined;
  readonly decorator: readonly PathPattern[] | undefined;
  readonly functionDecorator: readonly PathPattern[] | undefined;
  readonly passedTo: readonly PathPattern[] | undefined;
  readonly methodOf: readonly PathPattern[] | undefined;
}

export function readParameterSources(model: SastModel): {
  readonly parameters: readonly ParameterSource[];
  readonly handlers: readonly ParameterSource[];
} {
  const parameters = Object.entries(model.sources).flatMap(([kind, sources]) =>
    sources.flatMap((source): readonly ParameterSource[] => {
      if (!('parameter' in source)) return [];
      const { parameter, below, said } = source;
      return [
        {
          kind,
          said,
          below,
          position: parameter.position,
          name: parameter.name,
          functionName: parameter.functionName,
          except: parameter.except,
          ...compiled(parameter),
        },
      ];
    }),
  );
  const handlers = Object.entries(model.handlers).map(([kind, handler]) => ({
    kind,
    said: '',
    below: undefined,
    position: undefined,
    name: undefined,
    functionName: undefined,
    except: undefined,
    ...compiled(handler),
  }));
  return { parameters, handlers };
}

type Condition = 'type' | 'decorator' | 'functionDecorator' | 'passedTo' | 'methodOf';

function compiled(paths: { readonly [Key in Condition]?: readonly string[] | undefined }) {
  const { type, decorator, functionDecorator, passedTo, methodOf } = paths;
  return {
    type: type?.map(compilePath),
    decorator: decorator?.map(compilePath),
    functionDecorator: functionDecorator?.map(compilePath),
    passedTo: passedTo?.map(compilePath),
    methodOf: methodOf?.map(compilePath),
  };
}

/** What is known of a function from outside its body. */
export interface FunctionFacts {
  readonly definition: FunctionDefinition;
  readonly scope: Scope | undefined;
  readonly decorators: readonly string[];
  /** Paths of the calls that it is an argument of. */
  readonly passedTo: readonly string[];
  /** What the class extends whose method it is: the path of an instance. */
  readonly owner: string | undefined;
}

/** Whether all that the source says of the function holds; what it says of a parameter is `parameterFits`. */
export function functionFits(source: ParameterSource, facts: FunctionFacts): boolean {
  if (source.functionName?.some((wanted) => isNamed(facts.definition, wanted)) === false) return false;
  if (source.methodOf !== undefined && (facts.owner === undefined || !anyFits(source.methodOf, [facts.owner])))
    return false;
  return anyFits(source.functionDecorator, facts.decorators) && anyFits(source.passedTo, facts.passedTo);
}

/** `resolve_*` is every name that begins so. */
function isNamed({ name = '' }: FunctionDefinition, wanted: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

export function parameterFits(
  source: ParameterSource,
  parameter: Parameter,
  position: number,
  facts: FunctionFacts,
  paths: Paths,
): boolean {
  const { target } = parameter;
  if (source.position !== undefined && source.position !== position) return false;
  if (source.name !== undefined && (target.kind !== 'variable' || target.name !== source.name)) return false;
  if (target.kind === 'variable' && source.except?.includes(target.name)) return false;
  // A method's own object is nothing that is sent.
  if (source.name === undefined && position === 0 && target.kind === 'variable' && namesInstance(target.name))
    return false;
  if (source.type !== undefined) {
    const written = parameter.type ?? (target.kind === 'variable' ? target.type : undefined);
    if (written === undefined || !anyFits(source.type, [paths.ofType(written, facts.scope)])) return false;
  }
  return source.decorator === undefined || anyFits(source.decorator, decoratorPaths(parameter.decorators, paths));
}

/** `@Get()` and `@Get` are the same decorator. */
export function decoratorPaths(decorators: readonly Expression[], paths: Paths): readonly string[] {
  return decorators.map((decorator) => paths.of(decorator.kind === 'call' ? decorator.callee : decorator));
}

function anyFits(patterns: readonly PathPattern[] | undefined, found: readonly string[]): boolean {
  return patterns === undefined || found.some((path) => patterns.some((pattern) => pattern.matches(path)));
}
