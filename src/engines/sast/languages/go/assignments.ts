import type { Node } from 'web-tree-sitter';
import type { Expression, Span, Statement, Target } from '../../program.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';
import { typeName } from './types.ts';

/** Errors and presence are not what was asked for: a value from outside does not go on in them. */
const BESIDE = /^(?:err|ok|found|exists)\d*$|(?:Err|Error|OK|Ok)$/;

/** `a := …`, `a, b = …`, `a += …`. */
export function lowerAssignment(node: Node, lowering: Lowering): readonly Statement[] {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) return [];
  const operator = node.type === 'assignment_statement' ? (node.childForFieldName('operator')?.type ?? '=') : '=';
  const grows = operator !== '=';
  return assignAll(listed(left), listed(right), spanOf(node), { lowering, grows, type: undefined });
}

/** `var a, b T = …` and constants, one or in parentheses. */
export function lowerDeclaration(node: Node, lowering: Lowering): readonly Statement[] {
  return partsOf(node).flatMap((spec) => {
    if (spec.type === 'var_spec_list') return lowerDeclaration(spec, lowering);
    const value = spec.childForFieldName('value');
    const type = typeName(spec.childForFieldName('type'), lowering.text);
    const names = spec.childrenForFieldName('name').filter((name) => name.isNamed);
    return assignAll(names, value === null ? [] : listed(value), spanOf(spec), { lowering, grows: false, type });
  });
}

interface Manner {
  readonly lowering: Lowering;
  readonly grows: boolean;
  readonly type: string | undefined;
}

/** Pairs targets with values; the results of one call go to all targets but errors. */
function assignAll(
  targets: readonly Node[],
  values: readonly Node[],
  span: Span,
  manner: Manner,
): readonly Statement[] {
  const { lowering, grows, type } = manner;
  if (targets.length === values.length || values.length !== 1) {
    return targets.flatMap((node, index): readonly Statement[] => {
      const value = values[index];
      const target = lowerTarget(node, lowering, type);
      const lowered = value === undefined ? undefined : lowering.expression(value);
      if (target === undefined)
        return lowered === undefined ? [] : [{ kind: 'expression', expression: lowered, ...span }];
      const added = lowered === undefined ? undefined : addedTo(target, lowered);
      return [{ kind: 'assign', target, value: added ?? lowered, grows: grows || added !== undefined, ...span }];
    });
  }
  return assignResults(targets, values, span, manner);
}

/** `query = query + x` is `query += x`; `undefined` for anything else. */
function addedTo(target: Target, value: Expression): Expression | undefined {
  if (target.kind !== 'variable' || value.kind !== 'join') return undefined;
  const [first, ...rest] = value.parts;
  if (first?.kind !== 'name' || first.name !== target.name) return undefined;
  const [only, another] = rest;
  return another === undefined ? only : { ...value, parts: rest };
}

function assignResults(
  targets: readonly Node[],
  values: readonly Node[],
  span: Span,
  manner: Manner,
): readonly Statement[] {
  const value = values.map((node) => manner.lowering.expression(node))[0];
  if (value === undefined) return [];
  const kept: Target[] = [];
  const beside: Statement[] = [];
  for (const node of targets) {
    const target = lowerTarget(node, manner.lowering, manner.type);
    if (target === undefined) continue;
    if (target.kind === 'variable' && BESIDE.test(target.name)) beside.push(declared(target));
    else kept.push(target);
  }
  const main: Statement = receive(kept, value, span);
  return [main, ...beside];
}

function declared(target: Target): Statement {
  return { kind: 'assign', target, value: undefined, grows: false, start: target.start, end: target.end };
}

function receive(targets: readonly Target[], value: Expression, span: Span): Statement {
  const [first, ...rest] = targets;
  if (first === undefined) return { kind: 'expression', expression: value, ...span };
  if (rest.length === 0) return { kind: 'assign', target: first, value, grows: false, ...span };
  const parts = targets.map((target) => ({ property: undefined, target }));
  const pattern: Target = { kind: 'pattern', parts, start: first.start, end: targets.at(-1)?.end ?? first.end };
  return { kind: 'assign', target: pattern, value, grows: false, ...span };
}

/** Where a value goes; `undefined` for `_`. */
export function lowerTarget(node: Node, lowering: Lowering, type?: string): Target | undefined {
  const span = spanOf(node);
  if (node.type === 'identifier') {
    const name = textOf(node, lowering.text);
    return name === '_' ? undefined : { kind: 'variable', name, ...(type === undefined ? {} : { type }), ...span };
  }
  let place = lowering.expression(node);
  // `*p = v` changes what p points to.
  while (place.kind === 'wrapped') place = place.value;
  if (place.kind === 'member' || place.kind === 'index') return { kind: 'place', place, ...span };
  return place.kind === 'name' ? { kind: 'variable', name: place.name, ...span } : undefined;
}

/** The parts of an expression list; a lone expression is its own list. */
export function listed(node: Node): readonly Node[] {
  return node.type === 'expression_list' ? partsOf(node) : [node];
}

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}
