import type {
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Parameter,
  Program,
  Statement,
  Target,
} from '../program.ts';
import { expressionsOf, partsOfExpression, statementsIn } from './parts.ts';

/** A value that a name gets somewhere: all of an expression, or a part of it. */
export interface NamedValue {
  /** `undefined`: something nobody can see, as the element of a loop. */
  readonly value: Expression | undefined;
  /** The property or position that a pattern takes of it. */
  readonly part: string | number | undefined;
  readonly at: number;
  readonly grows: boolean;
}

/** All that a scope says of one of its names. */
export interface Binding {
  readonly values: NamedValue[];
  type: string | undefined;
  /** Where blocks of one function declare the name with other types, in order of place. */
  readonly laterTypes: { readonly type: string; readonly at: number }[];
  /** Declared without a value: `let x;`. */
  startsEmpty: boolean;
  parameter: Parameter | undefined;
  definition:
    | { readonly kind: 'function'; readonly definition: FunctionDefinition }
    | { readonly kind: 'class'; readonly definition: ClassDefinition }
    | undefined;
}

export interface Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding>;
  readonly function: FunctionDefinition | undefined;
  /** The class whose body or method this is. */
  readonly class: ClassScope | undefined;
}

/** A class of the file with what its methods write to `this` and `self`. */
export interface ClassScope {
  readonly definition: ClassDefinition;
  readonly scope: Scope;
  readonly fields: Map<string, Binding>;
  readonly methods: Map<string, FunctionDefinition>;
}

/** A program with the scope of everything that has a name. */
export interface ScopedProgram {
  readonly program: Program;
  readonly file: Scope;
  readonly scopeOf: ReadonlyMap<object, Scope>;
  readonly classes: ReadonlyMap<ClassDefinition, ClassScope>;
  /** In order of place. */
  readonly statements: readonly Statement[];
  readonly functions: readonly { readonly definition: FunctionDefinition; readonly className: string | undefined }[];
  /** Calls and records that have a type, in order of place. */
  readonly calls: readonly CallLike[];
}

export type CallLike =
  | Extract<Expression, { kind: 'call' }>
  | (Extract<Expression, { kind: 'record' }> & { readonly type?: string });

interface Walk {
  readonly program: Program;
  readonly scopeOf: Map<object, Scope>;
  readonly classes: Map<ClassDefinition, ClassScope>;
  readonly statements: Statement[];
  readonly functions: { readonly definition: FunctionDefinition; readonly className: string | undefined }[];
  readonly calls: CallLike[];
}

/** Finds the scopes of a program in one walk. As deep as the program, whose lowering bounds it. */
export function findScopes(program: Program): ScopedProgram {
  const file: Scope = { parent: undefined, names: new Map(), function: undefined, class: undefined };
  const walk: Walk = {
    program,
    scopeOf: new Map(),
    classes: new Map(),
    statements: [],
    functions: [],
    calls: [],
  };
  walkStatements(program.body, file, walk);
  walk.calls.sort((a, b) => a.start - b.start || b.end - a.end);
  return { ...walk, file };
}

function walkStatements(statements: readonly Statement[], scope: Scope, walk: Walk): void {
  for (const statement of statements) {
    walk.statements.push(statement);
    for (const expression of expressionsOf(statement)) walkExpression(expression, scope, walk);
    if (statement.kind === 'assign') {
      bindTarget(statement.target, statement.value, statement.grows, scope, walk);
    } else if (statement.kind === 'loop' && statement.each !== undefined) {
      bindTarget(statement.each.target, 'unseen', false, scope, walk);
    } else if (statement.kind === 'function') {
      const { definition } = statement;
      if (definition.name !== undefined)
        bindingOf(definition.name, scope).definition = { kind: 'function', definition };
      walkFunction(definition, scope, walk, false);
    } else if (statement.kind === 'class') {
      walkClass(statement.definition, scope, walk);
    }
    for (const inner of statementsIn(statement)) walkStatements(inner, scope, walk);
  }
}

function walkExpression(expression: Expression, scope: Scope, walk: Walk): void {
  switch (expression.kind) {
    case 'name':
      walk.scopeOf.set(expression, scope);
      return;
    case 'function':
      for (const part of partsOfExpression(expression)) walkExpression(part, scope, walk);
      walkFunction(expression.definition, scope, walk, false);
      return;
    case 'call':
      walk.calls.push(expression);
      break;
    case 'record':
      if (expression.type !== undefined) {
        walk.calls.push(expression);
        walk.scopeOf.set(expression, scope);
      }
      break;
    case 'wrapped':
      if (expression.type !== undefined) walk.scopeOf.set(expression, scope);
      break;
    case 'assignment':
      bindTarget(expression.target, expression.value, false, scope, walk);
      break;
    case 'operation':
      bindCounted(expression, scope);
      break;
    default:
  }
  for (const part of partsOfExpression(expression)) walkExpression(part, scope, walk);
}

/** `i++`: another value, which nobody can see. */
function bindCounted({ operator, operands }: Extract<Expression, { kind: 'operation' }>, scope: Scope): void {
  const [counted] = operands;
  if (!/^(?:\+\+|--)$/.test(operator) || counted?.kind !== 'name') return;
  const binding = findBinding(counted.name, scope)?.binding;
  binding?.values.push({ value: undefined, part: undefined, at: counted.start, grows: true });
}

function walkFunction(definition: FunctionDefinition, scope: Scope, walk: Walk, isMethod: boolean): void {
  walk.functions.push({ definition, className: isMethod ? scope.class?.definition.name : undefined });
  const inner: Scope = { parent: scope, names: new Map(), function: definition, class: scope.class };
  walk.scopeOf.set(definition, inner);
  for (const parameter of definition.parameters) bindParameter(parameter, parameter.target, inner);
  walkStatements(definition.body, inner, walk);
}

function bindParameter(parameter: Parameter, target: Target, scope: Scope): void {
  if (target.kind === 'pattern') for (const part of target.parts) bindParameter(parameter, part.target, scope);
  if (target.kind !== 'variable') return;
  const binding = bindingOf(target.name, scope);
  binding.parameter = parameter;
  // A part of a parameter is not of the parameter's type.
  if (target === parameter.target) binding.type = parameter.type ?? target.type;
  binding.values.push({ value: undefined, part: undefined, at: parameter.start, grows: false });
}

function walkClass(definition: ClassDefinition, scope: Scope, walk: Walk): void {
  const fields = new Map<string, Binding>();
  const methods = new Map<string, FunctionDefinition>();
  const names = new Map<string, Binding>();
  const holder: { class?: ClassScope } = {};
  const inner: Scope = {
    parent: scope,
    names,
    function: undefined,
    get class() {
      return holder.class;
    },
  };
  const own: ClassScope = { definition, scope: inner, fields, methods };
  holder.class = own;
  walk.classes.set(definition, own);
  if (definition.name !== undefined) bindingOf(definition.name, scope).definition = { kind: 'class', definition };
  for (const statement of definition.body) {
    if (statement.kind !== 'function') continue;
    const { name } = statement.definition;
    if (name !== undefined && !methods.has(name)) methods.set(name, statement.definition);
  }
  for (const statement of definition.body) {
    walk.statements.push(statement);
    for (const expression of expressionsOf(statement)) walkExpression(expression, inner, walk);
    if (statement.kind === 'assign') bindField(statement.target, statement.value, inner, own);
    else if (statement.kind === 'function') walkFunction(statement.definition, inner, walk, true);
    else if (statement.kind === 'class') walkClass(statement.definition, inner, walk);
    for (const block of statementsIn(statement)) walkStatements(block, inner, walk);
  }
}

/** A field is a name of the class' body, and a property of its instances. */
function bindField(target: Target, value: Expression | undefined, scope: Scope, own: ClassScope): void {
  if (target.kind !== 'variable') return;
  const binding = bindingOf(target.name, scope);
  binding.type ??= target.type;
  if (value !== undefined) binding.values.push({ value, part: undefined, at: target.start, grows: false });
  own.fields.set(target.name, binding);
}

function bindTarget(
  target: Target,
  value: Expression | 'unseen' | undefined,
  grows: boolean,
  scope: Scope,
  walk: Walk,
  part?: string | number,
): void {
  switch (target.kind) {
    case 'variable': {
      const binding = bindingOf(target.name, scope);
      binding.type ??= target.type;
      if (target.type !== undefined && target.type !== (binding.laterTypes.at(-1)?.type ?? binding.type))
        binding.laterTypes.push({ type: target.type, at: target.start });
      // A declaration without a value (`let x;`) assigns nothing.
      if (value === undefined) binding.startsEmpty = true;
      if (value === undefined) return;
      binding.values.push({ value: value === 'unseen' ? undefined : value, part, at: target.start, grows });
      return;
    }
    case 'place':
      bindMember(target.place, value === 'unseen' ? undefined : value, scope);
      for (const inner of partsOfExpression(target.place)) walkExpression(inner, scope, walk);
      return;
    case 'pattern':
      target.parts.forEach((each, index) => {
        bindTarget(each.target, value, grows, scope, walk, each.property ?? index);
      });
  }
}

/** `this.x = …`, `self.x = …`: what the class' methods find there. */
function bindMember(place: Expression, value: Expression | undefined, scope: Scope): void {
  if (place.kind !== 'member' || place.object.kind !== 'name' || scope.class === undefined) return;
  if (!isSelf(place.object.name, scope)) return;
  const fields = scope.class.fields;
  const binding = fields.get(place.property) ?? emptyBinding();
  binding.values.push({ value, part: undefined, at: place.start, grows: false });
  fields.set(place.property, binding);
}

/** Whether a parameter's name says that it is the object whose method this is, or its class: https://docs.python.org/3/tutorial/classes.html */
export function namesInstance(name: string): boolean {
  return name === 'self' || name === 'cls';
}

/** Whether a name means the instance whose method this is. */
export function isSelf(name: string, scope: Scope): boolean {
  return scope.class !== undefined && (name === 'this' || namesInstance(name));
}

/** What a name means at a place, and where it was said; `undefined` for imports, builtins and globals. */
export function findBinding(name: string, scope: Scope | undefined): { binding: Binding; scope: Scope } | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const binding = at.names.get(name);
    if (binding !== undefined) return { binding, scope: at };
  }
  return undefined;
}

function bindingOf(name: string, scope: Scope): Binding {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const fresh = emptyBinding();
  scope.names.set(name, fresh);
  return fresh;
}

function emptyBinding(): Binding {
  return {
    values: [],
    type: undefined,
    laterTypes: [],
    startsEmpty: false,
    parameter: undefined,
    definition: undefined,
  };
}
