import { type Call, type Expression, type Literal, nameOf } from '../expressions/expression.ts';
import type { Fact } from './stranger.ts';

/** Whether a condition holds: `undefined` where it depends on what is not known. */
export type Truth = boolean | undefined;

export type Facts = (name: string) => Fact | undefined;

/** Evaluates a condition with what is known, in three-valued logic (Kleene's): unknown parts stay unknown. */
export function evaluate(expression: Expression, facts: Facts): Truth {
  switch (expression.kind) {
    case 'literal':
      return Boolean(expression.value);
    case 'not':
      return negate(evaluate(expression.operand, facts));
    case 'reference':
      return truthOf(factOf(expression, facts));
    case 'call':
      return evaluateCall(expression, facts);
    case 'binary':
      return evaluateBinary(expression.operator, expression.left, expression.right, facts);
  }
}

function evaluateBinary(operator: string, left: Expression, right: Expression, facts: Facts): Truth {
  switch (operator) {
    case '&&':
      return and(evaluate(left, facts), evaluate(right, facts));
    case '||':
      return negate(and(negate(evaluate(left, facts)), negate(evaluate(right, facts))));
    case '==':
      return isEqual(left, right, facts);
    case '!=':
      return negate(isEqual(left, right, facts));
    default:
      return undefined;
  }
}

function evaluateCall(call: Call, facts: Facts): Truth {
  switch (call.name) {
    case 'always':
    case 'success':
      return true;
    case 'contains':
      return contains(call, facts);
    default:
      return undefined;
  }
}

/** `contains(fromJSON('["OWNER"]'), role)` and `contains(labels, 'name')`: false where the stranger's value can be none of the words. */
function contains(call: Call, facts: Facts): Truth {
  const [list, item] = call.args;
  if (list === undefined || item === undefined) return undefined;
  const words = wordsOf(list);
  const sought = factOf(item, facts);
  if (words !== undefined && sought?.kind === 'exact') return words.includes(String(sought.value).toLowerCase());
  if (words !== undefined && sought?.kind === 'chosen') return words.some(sought.mayBe) ? undefined : false;
  const held = factOf(list, facts);
  const word = textOfLiteral(item);
  return held?.kind === 'chosen' && word !== undefined && !held.mayBe(word) ? false : undefined;
}

function isEqual(left: Expression, right: Expression, facts: Facts): Truth {
  const [a, b] = [factOf(left, facts), factOf(right, facts)];
  if (a?.kind === 'chosen') return isChosenEqual(a, right, b);
  if (b?.kind === 'chosen') return isChosenEqual(b, left, a);
  if (a?.kind === 'exact' && b?.kind === 'exact') {
    return String(a.value).toLowerCase() === String(b.value).toLowerCase();
  }
  return undefined;
}

/** A stranger's own name or repository never equals one that the stranger did not choose. */
function isChosenEqual(chosen: Extract<Fact, { kind: 'chosen' }>, other: Expression, fact: Fact | undefined): Truth {
  const word = textOfLiteral(other) ?? (fact?.kind === 'exact' ? String(fact.value).toLowerCase() : undefined);
  if (word !== undefined) return chosen.mayBe(word) ? undefined : false;
  return chosen.isIdentity && other.kind === 'reference' && fact === undefined ? false : undefined;
}

function factOf(expression: Expression, facts: Facts): Fact | undefined {
  if (expression.kind === 'reference' && expression.of === undefined) return facts(nameOf(expression));
  if (expression.kind !== 'literal' || expression.value === null || typeof expression.value === 'number')
    return undefined;
  return { kind: 'exact', value: expression.value };
}

function truthOf(fact: Fact | undefined): Truth {
  return fact?.kind === 'exact' ? Boolean(fact.value) : undefined;
}

/** The words of a literal list (`fromJSON('["a", "b"]')`) or text, in lower case. */
function wordsOf(expression: Expression): readonly string[] | undefined {
  const [argument] = expression.kind === 'call' && expression.name === 'fromjson' ? expression.args : [expression];
  const text = argument === undefined ? undefined : textOfLiteral(argument);
  return text?.match(/[\w./-]+(?:\[bot\])?/g) ?? undefined;
}

function textOfLiteral(expression: Expression): string | undefined {
  return expression.kind === 'literal' ? literalText(expression) : undefined;
}

function literalText(literal: Literal): string {
  return String(literal.value ?? '').toLowerCase();
}

function and(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : undefined;
}

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
