import type { Node } from 'web-tree-sitter';
import type { Expression } from '../../program.ts';
import { listed, spanOf } from './assignments.ts';
import { type Lowering, partsOf, textOf } from './lowering.ts';

/** Functions that say of a text whether it is fine, by their names, and those that fail for a text that is not of a kind. */
const SAYS =
  /valid|check|verif|allow|safe|permit|trusted|match|contains|^(?:is|has)[A-Z]|^(?:Is|Has)|^Atoi$|^(?:Must)?Parse|FromHex$|^FromString$/i;

/** What a statement holds that asks by one of them, or for an entry. */
const ASKS =
  /[vV]alid|[cC]heck|[vV]erif|[aA]llow|[sS]afe|[pP]ermit|[tT]rusted|[mM]atch|[cC]ontains|\b(?:is|has|Is|Has)[A-Z]|Has\(|Atoi|Parse|FromHex|FromString|\]/;

/**
 * The condition of an `if`. Go asks first and looks at the answer later: `_, ok := allowed[x]` and `err := check(x)` before `if !ok`,
 * `if err != nil`. Such an answer stands for the question: `x in allowed`, `check(x)`; and `allowed[x]` for `x in allowed`.
 */
export function lowerCondition(ifStatement: Node, condition: Node, lowering: Lowering): Expression {
  const before = ifStatement.childForFieldName('initializer') ?? lowering.before();
  const mayAsk = before !== undefined && ASKS.test(lowering.text.slice(before.startIndex, before.endIndex));
  const question = (name: string) => (mayAsk ? askedBy(before, name, lowering) : undefined);
  return lowerPart(condition, question, lowering);
}

type Question = (name: string) => Expression | undefined;

function lowerPart(node: Node, question: Question, lowering: Lowering): Expression {
  const span = spanOf(node);
  switch (node.type) {
    case 'parenthesized_expression': {
      const [inner] = partsOf(node);
      return inner === undefined ? lowering.expression(node) : lowerDeeper(inner, question, lowering);
    }
    case 'unary_expression': {
      const [operand] = partsOf(node);
      if (operand === undefined || lowering.text[node.startIndex] !== '!') return lowering.expression(node);
      return { kind: 'operation', operator: '!', operands: [lowerDeeper(operand, question, lowering)], ...span };
    }
    case 'identifier':
      return question(textOf(node, lowering.text)) ?? lowering.expression(node);
    case 'index_expression':
      return membership(node, lowering) ?? lowering.expression(node);
    case 'binary_expression':
      return lowerBoth(node, question, lowering);
    default:
      return lowering.expression(node);
  }
}

/** As deep as people write conditions; what is deeper is lowered as any expression. */
function lowerDeeper(node: Node, question: Question, lowering: Lowering): Expression {
  const tooDeep: Expression = { kind: 'other', word: 'too-deep', children: [], ...spanOf(node) };
  return lowering.within(() => lowerPart(node, question, lowering), tooDeep);
}

/** `a && b`, `a || b`, `err != nil`. */
function lowerBoth(node: Node, question: Question, lowering: Lowering): Expression {
  const [left, right] = partsOf(node);
  const operator = node.childForFieldName('operator')?.type ?? '';
  if (left === undefined || right === undefined) return lowering.expression(node);
  const span = spanOf(node);
  if (operator === '&&' || operator === '||') {
    const operands = [left, right].map((part) => lowerDeeper(part, question, lowering));
    return { kind: 'operation', operator, operands, ...span };
  }
  const isAnswer = right.type === 'nil' && left.type === 'identifier' && /^[!=]=$/.test(operator);
  const name = isAnswer ? textOf(left, lowering.text) : '';
  const asked = isAnswer ? question(name) : undefined;
  if (asked?.kind !== 'call') return lowering.expression(node);
  // No error is a yes, no value a no.
  const isYes = (operator === '==') === /err/i.test(name);
  return isYes ? asked : { kind: 'operation', operator: '!', operands: [asked], ...span };
}

/** What was asked to give a name its value: in the `if` itself, or in the statement before it. */
function askedBy(before: Node, name: string, lowering: Lowering): Expression | undefined {
  if (before.type !== 'short_var_declaration' && before.type !== 'assignment_statement') return undefined;
  const left = before.childForFieldName('left');
  const right = before.childForFieldName('right');
  const [asked, another] = right === null ? [] : listed(right);
  if (left === null || asked === undefined || another !== undefined) return undefined;
  const names = listed(left).map((target) => textOf(target, lowering.text));
  if (!names.includes(name)) return undefined;
  if (asked.type === 'index_expression') return names.at(-1) === name ? membership(asked, lowering) : undefined;
  return asked.type === 'call_expression' && SAYS.test(calledName(asked, lowering.text))
    ? lowering.expression(asked)
    : undefined;
}

function membership(index: Node, lowering: Lowering): Expression | undefined {
  const list = index.childForFieldName('operand');
  const key = index.childForFieldName('index');
  if (list === null || key === null) return undefined;
  const operands = [lowering.expression(key), lowering.expression(list)];
  return { kind: 'operation', operator: 'in', operands, ...spanOf(index) };
}

function calledName(call: Node, text: string): string {
  const called = call.childForFieldName('function');
  const name = called?.type === 'selector_expression' ? called.childForFieldName('field') : called;
  return name === null || name === undefined ? '' : textOf(name, text);
}
