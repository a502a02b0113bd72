import { remembering } from '../../remember.ts';
import type { ClassDefinition, Expression, FunctionDefinition } from '../program.ts';
import { soleValue } from './constants.ts';
import {
  type Binding,
  type ClassScope,
  findBinding,
  isSelf,
  type NamedValue,
  type Scope,
  type ScopedProgram,
} from './scopes.ts';

/** What nobody knows. */
export const UNKNOWN = '?';

/** Aliases of aliases and chains of calls longer than this are nobody's; it also ends cycles. */
const MAX_STEPS = 24;
const MAX_LENGTH = 240;

/** Names → paths (rule.ts) of one program. */
export interface Paths {
  of(expression: Expression): string;
  ofType(type: string, scope: Scope | undefined): string;
  /** The class of the file that an expression is an instance of, or names. */
  classOf(expression: Expression): ClassScope | undefined;
  /** The function of the file that an expression names. */
  functionOf(expression: Expression): FunctionDefinition | undefined;
}

/** What the rules and the model know: prefixes of paths that they name, and what well-known calls give. */
export interface KnownPaths {
  /** Whether some rule or source speaks of this path or of something below it. */
  isKnown(path: string): boolean;
  /** Path of a call's result → what it is an instance of. */
  readonly results: ReadonlyMap<string, string>;
}

export function createPaths(scoped: ScopedProgram, known: KnownPaths): Paths {
  return new ProgramPaths(scoped, known);
}

class ProgramPaths implements Paths {
  readonly #scoped: ScopedProgram;
  readonly #known: KnownPaths;
  readonly #paths = new Map<Expression, string>();
  #steps = 0;
  /** The values of a name that say what it is, in order of place. */
  readonly #assigned = remembering((values: readonly NamedValue[]) =>
    values.filter((value) => !value.grows && !isNothing(value.value)).sort((a, b) => a.at - b.at),
  );

  constructor(scoped: ScopedProgram, known: KnownPaths) {
    this.#scoped = scoped;
    this.#known = known;
  }

  of(expression: Expression): string {
    const found = this.#paths.get(expression);
    if (found !== undefined) return found;
    if (this.#steps >= MAX_STEPS) return UNKNOWN;
    this.#steps += 1;
    const path = this.#compute(expression);
    this.#steps -= 1;
    const bounded = path.length > MAX_LENGTH ? `${UNKNOWN}.${path.slice(path.lastIndexOf('.') + 1)}` : path;
    // Only what was asked first is kept: below the bound of a long chain the answer would be a worse one.
    if (this.#steps === 0 || bounded !== UNKNOWN) this.#paths.set(expression, bounded);
    return bounded;
  }

  #compute(expression: Expression): string {
    switch (expression.kind) {
      case 'name':
        return this.#ofName(expression.name, this.#scoped.scopeOf.get(expression), expression.start);
      case 'member':
        return this.#ofMember(expression.object, expression.property);
      case 'index':
        return this.#ofIndex(expression);
      case 'call':
        return this.#ofCall(expression);
      case 'record':
        return expression.type === undefined
          ? UNKNOWN
          : this.ofType(expression.type, this.#scoped.scopeOf.get(expression));
      case 'wrapped': {
        const type = expression.type && this.ofType(expression.type, this.#scoped.scopeOf.get(expression));
        const value = this.of(expression.value);
        return type !== undefined && (value.startsWith(UNKNOWN) || this.#known.isKnown(type)) ? type : value;
      }
      case 'choice':
        return expression.values.map((value) => this.of(value)).find((path) => !path.startsWith(UNKNOWN)) ?? UNKNOWN;
      case 'assignment':
        return this.of(expression.value);
      default:
        return UNKNOWN;
    }
  }

  #ofName(name: string, scope: Scope | undefined, at: number): string {
    if (scope !== undefined && isSelf(name, scope)) return this.#ofInstance(scope.class);
    const found = findBinding(name, scope);
    if (found !== undefined) return this.#ofBinding(name, found.binding, found.scope, at);
    const { program } = this.#scoped;
    const imported = program.imports.get(name);
    if (imported !== undefined) return imported;
    for (const opened of program.openImports) {
      const path = `${opened}.${name}`;
      if (this.#known.isKnown(path)) return path;
    }
    return program.usualNames?.get(name) ?? name;
  }

  #ofBinding(name: string, binding: Binding, scope: Scope, at: number): string {
    if (binding.definition?.kind === 'class')
      return this.#ofInstance(this.#scoped.classes.get(binding.definition.definition));
    const imported = scope.parent === undefined ? this.#scoped.program.imports.get(name) : undefined;
    // Python's functions import what they need: `def requests(): import requests`.
    const isShadowed = binding.definition !== undefined && this.#scoped.program.language === 'python';
    if (isShadowed && imported !== undefined && this.#known.isKnown(imported)) return imported;
    if (binding.definition !== undefined) return `${UNKNOWN}.${name}`;
    if (imported !== undefined) return imported;
    const type = binding.laterTypes.findLast((later) => later.at <= at)?.type ?? binding.type;
    const typed = type === undefined ? UNKNOWN : this.#instanceOf(this.ofType(type, scope));
    if (!typed.startsWith(UNKNOWN) && this.#known.isKnown(typed)) return typed;
    const valued = this.#ofValues(binding.values, at);
    if (valued.startsWith(UNKNOWN) && typed !== UNKNOWN) return typed;
    return valued === UNKNOWN ? this.#unknown(name) : valued;
  }

  /** Python declares little: what nobody knows is called by its name, so that a rule can mean `conn.recv` of any `conn`. */
  #unknown(name: string): string {
    return this.#scoped.program.language === 'python' ? `${UNKNOWN}.${name}` : UNKNOWN;
  }

  /** Python makes instances by calls: what is declared to be a `Session` is the same as `Session()`. */
  #instanceOf(type: string): string {
    const made = `${type}()`;
    return this.#scoped.program.language === 'python' && this.#known.isKnown(made) ? made : type;
  }

  /** The last one before the place counts. */
  #ofValues(values: readonly NamedValue[], at: number): string {
    const assigned = this.#assigned(values);
    let low = 0;
    let high = assigned.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((assigned[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const chosen = assigned[low - 1] ?? assigned[0];
    return chosen?.value === undefined ? UNKNOWN : this.#ofPart(this.of(chosen.value), chosen.part);
  }

  /** The first of several results is what the call gives: Go's error is the second. */
  #ofPart(path: string, part: string | number | undefined): string {
    if (part === undefined || part === 0) return path;
    return typeof part === 'number' ? UNKNOWN : `${path}.${part}`;
  }

  #ofMember(object: Expression, property: string): string {
    const own = this.classOf(object);
    const field = own?.fields.get(property);
    if (own !== undefined && field !== undefined) {
      const path = this.#ofBinding(property, field, own.scope, Number.MAX_SAFE_INTEGER);
      if (path !== UNKNOWN && path !== this.#unknown(property)) return path;
    }
    if (own?.methods.has(property)) return `${UNKNOWN}.${property}`;
    const path = `${this.of(object)}.${property}`;
    return this.#known.results.get(path) ?? path;
  }

  #ofIndex({ object, index }: Extract<Expression, { kind: 'index' }>): string {
    const key = index.kind === 'text' && /^[\w-]+$/.test(index.value) ? index.value : UNKNOWN;
    const path = `${this.of(object)}.${key}`;
    return this.#known.results.get(path) ?? path;
  }

  #ofCall(call: Extract<Expression, { kind: 'call' }>): string {
    const callee = this.of(call.callee);
    const [first] = call.arguments;
    // Node's way of importing: https://nodejs.org/api/modules.html#requireid
    if ((callee === 'require' || callee === 'import') && first?.value.kind === 'text') {
      return first.value.value.replace(/^node:/, '');
    }
    if (call.isNew) return callee;
    // The same function in other clothes: https://nodejs.org/api/util.html#utilpromisifyoriginal
    if (first !== undefined && /(?:^|\.)promisify(?:All)?$/.test(callee)) return this.of(first.value);
    if (/\.bind$/.test(callee) && call.callee.kind === 'member') return this.of(call.callee.object);
    if (this.classOf(call.callee) !== undefined) return callee;
    const result = `${callee}()`;
    const given = this.#known.results.get(result);
    if (given !== undefined) return given;
    return (callee.startsWith(UNKNOWN) ? this.#ofReturned(call) : undefined) ?? result;
  }

  /** A function of the file gives what it says, where that is somebody else's. */
  #ofReturned(call: Extract<Expression, { kind: 'call' }>): string | undefined {
    const own = this.functionOf(call.callee);
    if (own?.returns === undefined) return undefined;
    const type = this.ofType(own.returns, this.#scoped.scopeOf.get(own));
    return this.#known.isKnown(type) ? type : undefined;
  }

  /** An instance of a class of the file is what it extends, as far as that is somebody else's; a mixin stands before it in Python. */
  #ofInstance(own: ClassScope | undefined, depth = 0): string {
    if (own === undefined || depth > 8) return UNKNOWN;
    const bases = this.#scoped.program.language === 'python' ? own.definition.bases.toReversed() : own.definition.bases;
    const paths = bases
      .map((base) => {
        const above = this.classOf(base);
        return above === undefined ? this.of(base) : above === own ? UNKNOWN : this.#ofInstance(above, depth + 1);
      })
      .filter((path) => !path.startsWith(UNKNOWN));
    return paths.find((path) => this.#known.isKnown(path)) ?? paths[0] ?? `${UNKNOWN}.${own.definition.name ?? ''}`;
  }

  ofType(type: string, scope: Scope | undefined): string {
    const dot = type.indexOf('.');
    const first = dot === -1 ? type : type.slice(0, dot);
    const rest = dot === -1 ? '' : type.slice(dot);
    const binding = findBinding(first, scope)?.binding;
    if (binding?.definition?.kind === 'class') {
      return `${this.#ofInstance(this.#scoped.classes.get(binding.definition.definition))}${rest}`;
    }
    const { program } = this.#scoped;
    const imported = program.imports.get(first);
    if (imported !== undefined) return `${imported}${rest}`;
    for (const opened of program.openImports) if (this.#known.isKnown(`${opened}.${type}`)) return `${opened}.${type}`;
    return type;
  }

  classOf(expression: Expression, depth = 0): ClassScope | undefined {
    if (depth > 6) return undefined;
    if (expression.kind === 'wrapped') return this.classOf(expression.value, depth + 1);
    if (expression.kind === 'call') return this.#classOfCall(expression, depth);
    if (expression.kind === 'record' && expression.type !== undefined) {
      return this.#classNamed(expression.type, this.#scoped.scopeOf.get(expression));
    }
    if (expression.kind === 'member') {
      const own = this.classOf(expression.object, depth + 1);
      const field = own?.fields.get(expression.property);
      return own === undefined || field === undefined ? undefined : this.#classOfBinding(field, own.scope, depth);
    }
    if (expression.kind !== 'name') return undefined;
    const scope = this.#scoped.scopeOf.get(expression);
    if (scope !== undefined && isSelf(expression.name, scope)) return scope.class;
    const found = findBinding(expression.name, scope);
    if (found === undefined) return undefined;
    return this.#classOfBinding(found.binding, found.scope, depth);
  }

  /** What is made, or in Java what a method of the file says that it gives. */
  #classOfCall(call: Extract<Expression, { kind: 'call' }>, depth: number): ClassScope | undefined {
    if (call.isNew || this.#scoped.program.language !== 'java') return this.classOf(call.callee, depth + 1);
    const called = this.functionOf(call.callee, depth + 1);
    if (called?.returns === undefined) return undefined;
    const typed = this.#classNamed(called.returns, this.#scoped.scopeOf.get(called));
    const [only, another] = typed === undefined ? [] : called.body;
    // A factory that only makes one.
    const made =
      another === undefined && only?.kind === 'return' && only.value?.kind === 'call' ? only.value : undefined;
    return (made?.isNew ? this.classOf(made, depth + 1) : undefined) ?? typed;
  }

  #classOfBinding(binding: Binding, scope: Scope, depth: number): ClassScope | undefined {
    if (binding.definition !== undefined) {
      return binding.definition.kind === 'class' ? this.#scoped.classes.get(binding.definition.definition) : undefined;
    }
    const typed = binding.type === undefined ? undefined : this.#classNamed(binding.type, scope);
    const [only, another] = binding.values;
    // What it is made as is more than what it is declared as: `Shape s = new Circle()`.
    const isMade = only?.value?.kind === 'call' && only.value.isNew && another === undefined;
    if (typed !== undefined) return (isMade ? this.classOf(only.value, depth + 1) : undefined) ?? typed;
    if (only?.value === undefined || another !== undefined || (only.part !== undefined && only.part !== 0))
      return undefined;
    const { value } = only;
    const makes = value.kind === 'call' || value.kind === 'record' || value.kind === 'wrapped' || value.kind === 'name';
    return makes ? this.classOf(value, depth + 1) : undefined;
  }

  #classNamed(name: string, scope: Scope | undefined): ClassScope | undefined {
    const definition = findBinding(name, scope)?.binding.definition;
    return definition?.kind === 'class' ? this.#scoped.classes.get(definition.definition) : undefined;
  }

  functionOf(expression: Expression, depth = 0): FunctionDefinition | undefined {
    if (depth > 6) return undefined;
    if (expression.kind === 'function') return expression.definition;
    if (expression.kind === 'wrapped') return this.functionOf(expression.value, depth + 1);
    if (expression.kind === 'member') {
      const method = this.#methodOf(expression.object, expression.property, depth);
      return method ?? this.#entryOf(expression.object, expression.property, depth);
    }
    if (expression.kind !== 'name') return undefined;
    const scope = this.#scoped.scopeOf.get(expression);
    const binding = findBinding(expression.name, scope)?.binding;
    // Java calls the methods of its own class by their bare names.
    if (binding === undefined) return scope?.class?.methods.get(expression.name);
    if (binding.definition?.kind === 'function') return binding.definition.definition;
    const [only, another] = binding.values;
    if (only?.value === undefined || another !== undefined || only.part !== undefined) return undefined;
    return this.functionOf(only.value, depth + 1);
  }

  /** A function in an object literal that a name stands for. */
  #entryOf(object: Expression, key: string, depth: number): FunctionDefinition | undefined {
    const record = object.kind === 'name' ? soleValue(object, this.#scoped) : undefined;
    if (record?.kind !== 'record' || record.type !== undefined) return undefined;
    const entry = record.entries.find((each) => each.key === key);
    return entry && this.functionOf(entry.value, depth + 1);
  }

  #methodOf(object: Expression, name: string, depth: number): FunctionDefinition | undefined {
    const seen = new Set<ClassDefinition>();
    // A variable may be what its own method gives: `node = node.next()`.
    let own = this.classOf(object, depth);
    while (own !== undefined && !seen.has(own.definition)) {
      const method = own.methods.get(name);
      if (method !== undefined) return method.body.length === 0 ? (this.#soleOverride(own, name) ?? method) : method;
      seen.add(own.definition);
      own = own.definition.bases.map((base) => this.classOf(base)).find((above) => above !== undefined);
    }
    return undefined;
  }

  /** The method of the one class of the file that is below another one: what an interface has no body for. */
  #soleOverride(above: ClassScope, name: string): FunctionDefinition | undefined {
    if (this.#scoped.program.language !== 'java') return undefined;
    const [only, another] = [...this.#scoped.classes.values()].filter(
      ({ definition, methods }) =>
        methods.has(name) && definition.bases.some((base) => this.classOf(base)?.definition === above.definition),
    );
    return another === undefined ? only?.methods.get(name) : undefined;
  }
}

/** `let x = null` and Python's `x = None` say nothing about what x becomes. */
function isNothing(value: Expression | undefined): boolean {
  return value?.kind === 'literal' && value.value === null;
}
