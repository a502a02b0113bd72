import {
  booleanOf,
  isAbsent,
  isUnknown,
  numberOf,
  type Place,
  settled,
  textOf,
  unknownAt,
  type Value,
} from '../../cloud/value.ts';

/** `!a` and `-a`. */
export function unary(operator: string, operand: Value, place: Place): Value {
  if (operator === '!') return boolean(negated(booleanOf(operand)), place);
  const number = numberOf(operand);
  return number === undefined ? unknownAt(place) : { kind: 'number', value: -number, place };
}

/** All operators with two sides (https://developer.hashicorp.com/terraform/language/expressions/operators). */
export function binary(operator: string, left: Value, right: Value, place: Place): Value {
  switch (operator) {
    case '==':
      return boolean(areEqual(left, right), place);
    case '!=':
      return boolean(negated(areEqual(left, right)), place);
    case '&&':
      return boolean(both(booleanOf(left), booleanOf(right)), place);
    case '||':
      return boolean(negated(both(negated(booleanOf(left)), negated(booleanOf(right)))), place);
    default:
      return arithmetic(operator, numberOf(left), numberOf(right), place);
  }
}

function boolean(value: boolean | undefined, place: Place): Value {
  return value === undefined ? unknownAt(place) : { kind: 'boolean', value, isWritten: false, place };
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** One side that is false decides, whatever the other is. */
function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

/** Texts, numbers, booleans and null; whether collections are equal is asked only for empty ones (`var.list == []`). */
function areEqual(left: Value, right: Value): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (isAbsent(left) || isAbsent(right)) return isAbsent(left) && isAbsent(right);
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== undefined && b !== undefined) return a === b;
  const [sizeA, sizeB] = [sizeOf(left), sizeOf(right)];
  return sizeA === undefined || sizeB === undefined || (sizeA > 0 && sizeB > 0) ? undefined : sizeA === sizeB;
}

function sizeOf(value: Value): number | undefined {
  const found = settled(value);
  if (found.kind === 'list' && found.isComplete) return found.items.length;
  return found.kind === 'map' && found.isComplete ? found.entries.size : undefined;
}

function arithmetic(operator: string, left: number | undefined, right: number | undefined, place: Place): Value {
  if (left === undefined || right === undefined) return unknownAt(place);
  switch (operator) {
    case '<':
      return boolean(left < right, place);
    case '<=':
      return boolean(left <= right, place);
    case '>':
      return boolean(left > right, place);
    case '>=':
      return boolean(left >= right, place);
    case '+':
      return { kind: 'number', value: left + right, place };
    case '-':
      return { kind: 'number', value: left - right, place };
    case '*':
      return { kind: 'number', value: left * right, place };
    case '/':
      return right === 0 ? unknownAt(place) : { kind: 'number', value: left / right, place };
    case '%':
      return right === 0 ? unknownAt(place) : { kind: 'number', value: left % right, place };
    default:
      return unknownAt(place);
  }
}
