import type { BranchCase, Expression, Statement } from '../../program.ts';
import { bodyOf } from './definitions.ts';
import { type Lowering, other, spanOf } from './lowering.ts';
import { childIn, childOf, type SyntaxNode } from './syntax-node.ts';
import { lowerTarget } from './targets.ts';

/** Longer chains become branches without conditions: each `elif` is one level of nesting, and generated code has hundreds. */
const MAX_ALTERNATIVES = 40;

const LITERALS = new Set(['string', 'integer', 'true', 'false']);

/** `if`, `elif` and `else`: an `elif` is an `if` in the `otherwise` of what is before it. */
export function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const alternatives = node.children.filter((child) => child.field === 'alternative');
  if (alternatives.length > MAX_ALTERNATIVES) return [manyBranches(node, alternatives, lowering)];
  const otherwise = alternatives.reduceRight<readonly Statement[]>((after, alternative) => {
    if (alternative.type === 'else_clause') return bodyOf(alternative, lowering);
    return [ifStatement(alternative, after, lowering)];
  }, []);
  return [ifStatement(node, otherwise, lowering)];
}

function ifStatement(node: SyntaxNode, otherwise: readonly Statement[], lowering: Lowering): Statement {
  return {
    kind: 'if',
    condition: conditionOf(node, lowering),
    // biome-ignore lint/suspicious/noThenProperty: the program's word; nobody awaits a statement
    then: consequenceOf(node, lowering),
    otherwise,
    ...spanOf(node),
  };
}

function conditionOf(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = childIn(node, 'condition');
  return condition === undefined ? other(node, 'missing', []) : lowering.expression(condition);
}

function consequenceOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const block = childIn(node, 'consequence');
  return block === undefined ? [] : lowering.statements(block.children);
}

function manyBranches(node: SyntaxNode, alternatives: readonly SyntaxNode[], lowering: Lowering): Statement {
  const branches = [node, ...alternatives].map((branch) => {
    if (branch.type === 'else_clause') return bodyOf(branch, lowering);
    const condition = conditionOf(branch, lowering);
    return [
      { kind: 'expression', expression: condition, ...spanOf(condition) } as const,
      ...consequenceOf(branch, lowering),
    ];
  });
  return { kind: 'branches', subject: undefined, branches, ...spanOf(node) };
}

/** The body with its `else`, then every handler, are alternatives; what is in `finally` comes after all of them. */
export function lowerTry(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const otherwise = childOf(node, 'else_clause');
  const body = [...bodyOf(node, lowering), ...(otherwise === undefined ? [] : bodyOf(otherwise, lowering))];
  const handlers = node.children.filter((child) => /^except/.test(child.type)).map((child) => blockOf(child, lowering));
  const last = childOf(node, 'finally_clause');
  return [
    { kind: 'branches', subject: undefined, branches: [body, ...handlers], ...spanOf(node) },
    ...(last === undefined ? [] : blockOf(last, lowering)),
  ];
}

function blockOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const block = childOf(node, 'block');
  return block === undefined ? [] : lowering.statements(block.children);
}

/** Names in a pattern take a part of the subject. */
export function lowerMatch(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const subjects = node.children
    .filter((child) => child.field === 'subject')
    .map((child) => lowering.expression(child));
  const [only] = subjects;
  const subject = subjects.length === 1 ? only : other(node, 'subject', subjects);
  const cases = childIn(node, 'body')?.children.filter((child) => child.type === 'case_clause') ?? [];
  const branches = cases.map((clause) => caseOf(clause, subject, lowering));
  const labels = cases.map((clause) => labelsOf(clause, lowering));
  return [{ kind: 'branches', subject, branches, cases: labels, ...spanOf(node) }];
}

/** The values for which a case runs: `case "a" | "b"`; `case _` is for all others. */
function labelsOf(clause: SyntaxNode, lowering: Lowering): BranchCase {
  const [pattern, another] = clause.children.filter((child) => child.type === 'case_pattern');
  if (pattern === undefined || another !== undefined || childIn(clause, 'guard') !== undefined) return undefined;
  if (lowering.text.slice(pattern.start, pattern.end).trim() === '_') return 'default';
  const alternatives = pattern.children[0]?.type === 'union_pattern' ? pattern.children[0].children : pattern.children;
  const labels = alternatives.map((one) => (LITERALS.has(one.type) ? lowering.expression(one) : undefined));
  return labels.length === 0 || labels.includes(undefined) ? undefined : labels.filter((one) => one !== undefined);
}

function caseOf(clause: SyntaxNode, subject: Expression | undefined, lowering: Lowering): readonly Statement[] {
  const captures = clause.children
    .filter((child) => child.type === 'case_pattern')
    .flatMap((pattern) => capturedNames(pattern, lowering))
    .flatMap((name): readonly Statement[] => {
      const target = lowerTarget({ ...name, type: 'identifier' }, lowering);
      if (target === undefined || subject === undefined) return [];
      return [{ kind: 'assign', target, value: other(name, 'element', [subject]), grows: false, ...spanOf(name) }];
    });
  const guard = childIn(clause, 'guard')?.children[0];
  const body = consequenceOf(clause, lowering);
  if (guard === undefined) return [...captures, ...body];
  const condition = lowering.expression(guard);
  // biome-ignore lint/suspicious/noThenProperty: the program's word; nobody awaits a statement
  return [...captures, { kind: 'if', condition, then: body, otherwise: [], ...spanOf(clause) }];
}

/** Names alone; `a.b` is compared, and a class pattern's first name is the class. */
function capturedNames(pattern: SyntaxNode, lowering: Lowering): readonly SyntaxNode[] {
  const names: SyntaxNode[] = [];
  const open = [{ node: pattern, isClass: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isClass } = next;
    const isName = node.type === 'identifier' || node.type === 'dotted_name';
    if (isName && !isClass && /^\w+$/.test(lowering.text.slice(node.start, node.end))) names.push(node);
    const namesClass = node.type === 'class_pattern' || node.type === 'keyword_pattern';
    open.push(...node.children.map((child, position) => ({ node: child, isClass: namesClass && position === 0 })));
  }
  return names;
}
