import type { Node } from 'web-tree-sitter';
import type { Statement } from '../../program.ts';
import { type Fixed, type Lowering, partsOf, spanOf } from './lowering.ts';
import { typeName } from './types.ts';
import { lowerVariable } from './variables.ts';

/** `try` with its handlers as alternatives; what stands in `finally` runs after all of them. */
export function lowerTry(node: Node, lowering: Lowering): readonly Statement[] {
  const parts = partsOf(node);
  const body = node.childForFieldName('body');
  const handlers = parts.filter((part) => part.type === 'catch_clause');
  const last = parts.filter((part) => part.type === 'finally_clause').flatMap(partsOf);
  const blocks = [body, ...handlers.map((handler) => handler.childForFieldName('body'))];
  const branches = blocks.map((block) => (block === null ? [] : lowering.statements(partsOf(block))));
  return [{ kind: 'branches', subject: undefined, branches, ...spanOf(node) }, ...lowering.statements(last)];
}

/** The resources are variables that are declared before the body. */
export function lowerTryWithResources(node: Node, lowering: Lowering): readonly Statement[] {
  const specification = node.childForFieldName('resources');
  const resources = specification === null ? [] : partsOf(specification);
  const declared = resources.flatMap((resource) =>
    lowerVariable(resource, typeName(resource.childForFieldName('type'), lowering.text), lowering),
  );
  return [{ kind: 'block', body: [...declared, ...lowerTry(node, lowering)], ...spanOf(node) }];
}

/** A switch as a statement, of groups or of arrows: the cases that may run, each with what it falls through to. */
export function lowerSwitch(node: Node, lowering: Lowering): readonly Statement[] {
  const subject = node.childForFieldName('condition');
  const body = node.childForFieldName('body');
  const cases = body === null ? [] : partsOf(body);
  const value = subject === null ? undefined : lowering.decide(subject);
  const taken = value === undefined ? undefined : takenCase(cases, value, lowering);
  if (taken !== undefined) return [{ kind: 'block', body: runFrom(cases, taken, lowering), ...spanOf(node) }];
  return [
    {
      kind: 'branches',
      subject: subject === null ? undefined : lowering.expression(subject),
      branches: cases.map((_one, index) => runFrom(cases, index, lowering)),
      ...spanOf(node),
    },
  ];
}

/** The position of the case that a value takes; `undefined` where that is not certain. */
function takenCase(cases: readonly Node[], value: Fixed, lowering: Lowering): number | undefined {
  let byDefault: number | undefined;
  for (const [index, one] of cases.entries()) {
    for (const label of partsOf(one).filter((part) => part.type === 'switch_label')) {
      const wanted = partsOf(label);
      if (wanted.length === 0) byDefault = index;
      const values = wanted.map((each) => lowering.decide(each));
      if (values.includes(value)) return index;
      if (values.includes(undefined)) return undefined;
    }
  }
  return byDefault;
}

/** More cases than this do not fall through one into the other. */
const MAX_FALL = 6;

function runFrom(cases: readonly Node[], first: number, lowering: Lowering): readonly Statement[] {
  const run: Statement[] = [];
  for (const one of cases.slice(first, first + MAX_FALL)) {
    const parts = partsOf(one).filter((part) => part.type !== 'switch_label');
    run.push(...lowering.statements(parts));
    if (one.type !== 'switch_block_statement_group' || leavesSwitch(parts.at(-1))) break;
  }
  return run;
}

function leavesSwitch(last: Node | undefined): boolean {
  if (last?.type === 'block') return leavesSwitch(partsOf(last).at(-1));
  return /^(?:break|return|throw|continue|yield)_statement$/.test(last?.type ?? '');
}
