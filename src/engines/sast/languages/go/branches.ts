import type { Node } from 'web-tree-sitter';
import type { BranchCase, Expression, Statement } from '../../program.ts';
import { listed, lowerTarget, spanOf } from './assignments.ts';
import { type Lowering, partsOf } from './lowering.ts';
import { typeName } from './types.ts';

/** `switch` and `select`: a branch for each case, which begins with what the case asks. */
export function lowerBranches(node: Node, lowering: Lowering): readonly Statement[] {
  const value = node.childForFieldName('value');
  const cases = partsOf(node).filter((part) => part.type.endsWith('_case'));
  const falls = lowering.text.slice(node.startIndex, node.endIndex).includes('fallthrough');
  return [
    {
      kind: 'branches',
      subject: value === null ? undefined : lowering.expression(value),
      branches: cases.map((one) => lowerCase(one, lowering)),
      ...(value === null || falls ? {} : { cases: cases.map((one) => labelsOf(one, lowering)) }),
      ...spanOf(node),
    },
  ];
}

/** The values for which a case runs: https://go.dev/ref/spec#Expression_switches */
function labelsOf(one: Node, lowering: Lowering): BranchCase {
  if (one.type === 'default_case') return 'default';
  const values = one.childForFieldName('value');
  return values === null ? undefined : listed(values).map((value) => lowering.expression(value));
}

function lowerCase(node: Node, lowering: Lowering): readonly Statement[] {
  return partsOf(node).flatMap((part): readonly Statement[] => {
    if (part.type === 'expression_list') {
      return listed(part).map((value) => ({
        kind: 'expression',
        expression: lowering.expression(value),
        ...spanOf(value),
      }));
    }
    return part.type === 'receive_statement' ? lowerReceive(part, lowering) : lowering.statements([part]);
  });
}

/** `case v := <-c`. */
function lowerReceive(node: Node, lowering: Lowering): readonly Statement[] {
  const right = node.childForFieldName('right');
  const left = node.childForFieldName('left');
  if (right === null) return [];
  const value = lowering.expression(right);
  const first = left === null ? undefined : listed(left)[0];
  const target = first === undefined ? undefined : lowerTarget(first, lowering);
  if (target === undefined) return [{ kind: 'expression', expression: value, ...spanOf(node) }];
  return [{ kind: 'assign', target, value, grows: false, ...spanOf(node) }];
}

/** `switch v := x.(type)`: each case gives v its type. */
export function lowerTypeSwitch(node: Node, lowering: Lowering): readonly Statement[] {
  const subject = node.childForFieldName('value');
  if (subject === null) return [];
  const value = lowering.expression(subject);
  const alias = node.childForFieldName('alias');
  const name = alias === null ? undefined : listed(alias)[0];
  const cases = partsOf(node).filter((part) => part.type.endsWith('_case'));
  const branches = cases.map((one) => [...retype(one, name, value, lowering), ...lowerTypeCase(one, lowering)]);
  return [{ kind: 'branches', subject: value, branches, ...spanOf(node) }];
}

function retype(one: Node, name: Node | undefined, value: Expression, lowering: Lowering): readonly Statement[] {
  if (name === undefined) return [];
  const types = one.childrenForFieldName('type').filter((type) => type.isNamed);
  const type = types.length === 1 ? typeName(types[0] ?? null, lowering.text) : undefined;
  const target = lowerTarget(name, lowering, type);
  return target === undefined ? [] : [{ kind: 'assign', target, value, grows: false, ...spanOf(name) }];
}

function lowerTypeCase(one: Node, lowering: Lowering): readonly Statement[] {
  return lowering.statements(partsOf(one).filter((part) => part.type === 'statement_list'));
}
