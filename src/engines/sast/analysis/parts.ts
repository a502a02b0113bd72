import type { Expression, FunctionDefinition, Statement, Target } from '../program.ts';

/** The expressions that stand directly in an expression; a function's body is not among them. */
export function partsOfExpression(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'text':
    case 'literal':
    case 'regex':
      return [];
    case 'function':
      return headOf(expression.definition);
    case 'join':
      return expression.tag === undefined ? expression.parts : [expression.tag, ...expression.parts];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'call':
      return partsOfCall(expression);
    case 'list':
      return expression.items;
    case 'record':
      return expression.entries.map((entry) => entry.value);
    case 'choice':
      return expression.condition === undefined ? expression.values : [expression.condition, ...expression.values];
    case 'operation':
      return expression.operands;
    case 'assignment':
      return [...partsOfTarget(expression.target), expression.value];
    case 'wrapped':
      return [expression.value];
    case 'other':
      return expression.children;
  }
}

/** Asked more than anything else: one list, and none in between. */
function partsOfCall(call: Extract<Expression, { kind: 'call' }>): readonly Expression[] {
  const parts = [call.callee];
  for (const { value } of call.arguments) parts.push(value);
  return parts;
}

/** The expressions in a target: of `a.b` and `a[i]`, which are places themselves. */
export function partsOfTarget(target: Target): readonly Expression[] {
  switch (target.kind) {
    case 'variable':
      return [];
    case 'place':
      return [target.place];
    case 'pattern':
      return target.parts.flatMap((part) => partsOfTarget(part.target));
  }
}

/** The expressions that stand directly in a statement. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.expression];
    case 'assign':
      if (statement.target.kind === 'variable') return statement.value === undefined ? [] : [statement.value];
      return [...partsOfTarget(statement.target), ...(statement.value === undefined ? [] : [statement.value])];
    case 'if':
      return [statement.condition];
    case 'loop':
      return [
        ...(statement.each === undefined ? [] : [...partsOfTarget(statement.each.target), statement.each.values]),
        ...(statement.condition === undefined ? [] : [statement.condition]),
      ];
    case 'return':
    case 'throw':
      return statement.value === undefined ? [] : [statement.value];
    case 'branches':
      return [
        ...(statement.subject === undefined ? [] : [statement.subject]),
        ...(statement.cases ?? []).flatMap((labels) => (labels === undefined || labels === 'default' ? [] : labels)),
      ];
    case 'function':
      return headOf(statement.definition);
    case 'class':
      return [...statement.definition.decorators, ...statement.definition.bases];
    case 'block':
      return [];
  }
}

/** The statements that stand directly in a statement, without bodies of functions and classes. */
export function statementsIn(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'loop':
    case 'block':
      return [statement.body];
    case 'branches':
      return statement.branches;
    case 'expression':
    case 'assign':
    case 'return':
    case 'throw':
    case 'function':
    case 'class':
      return [];
  }
}

/** Decorators and first values: they are evaluated where the function stands. */
function headOf(definition: FunctionDefinition): readonly Expression[] {
  const parameters = definition.parameters.flatMap((parameter) => [
    ...parameter.decorators,
    ...(parameter.default === undefined ? [] : [parameter.default]),
  ]);
  return [...definition.decorators, ...parameters];
}
