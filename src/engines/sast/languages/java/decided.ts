import type { Node } from 'web-tree-sitter';
import { type Decide, type Fixed, partsOf, textOf } from './lowering.ts';

/** Far longer than conditions of people. */
const MAX_STEPS = 60;

/**
 * Constant expressions as the language defines them (JLS §15.29), and a little more: variables and private fields that are assigned where
 * they are declared and nowhere else, methods of the file that return a constant, and texts' `charAt`, `length` and `equals`.
 */
export function createDecide(root: Node, text: string, assignments: Assignments): Decide {
  const file: FileFacts = { root, text, assignments };
  return (node) => fixedValue(node, file, { left: MAX_STEPS });
}

interface FileFacts {
  readonly root: Node;
  readonly text: string;
  readonly assignments: Assignments;
}

/** Where each name is assigned, counted up or down, and what methods without parameters return. */
export interface Assignments {
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly returned: ReadonlyMap<string, readonly string[]>;
}

interface Steps {
  left: number;
}

const ASSIGNED =
  /(?<![\w$])([A-Za-z_$][\w$]*)(?:\[\])?\s{0,20}(?:(?:[-+*/%&|^]|<<|>>>?)?=(?!=)|\+\+|--)|(?:\+\+|--)\s{0,20}([A-Za-z_$][\w$.]*)/g;
const RETURNING =
  /\b(?:private|static|final)\s[\w\s<>[\]]{0,80}?\b(\w+)\s?\(\)\s{0,80}(?:throws\s[\w\s.,]{1,80})?\{\s{0,80}return\s(\w+);\s{0,80}\}/g;

/** One pass over the text; it counts what stands in comments too, which makes a name less certain and nothing wrong. */
export function readAssignments(text: string): Assignments {
  const places = new Map<string, number[]>();
  for (const match of text.matchAll(ASSIGNED)) {
    const name = match[1] ?? match[2]?.split('.').at(-1) ?? '';
    const known = places.get(name);
    if (known === undefined) places.set(name, [match.index]);
    else known.push(match.index);
  }
  const returned = new Map<string, string[]>();
  for (const [, name = '', value = ''] of text.matchAll(RETURNING)) {
    returned.set(name, [...(returned.get(name) ?? []), value]);
  }
  return { places, returned };
}

function fixedValue(node: Node, file: FileFacts, steps: Steps): Fixed | undefined {
  steps.left -= 1;
  if (steps.left < 0) return undefined;
  switch (node.type) {
    case 'true':
    case 'false':
      return node.type === 'true';
    case 'decimal_integer_literal':
      return Number(textOf(node, file.text).replace(/[_lL]/g, ''));
    case 'string_literal':
    case 'character_literal':
      return plainText(textOf(node, file.text));
    case 'parenthesized_expression':
      return fixedPart(partsOf(node)[0], file, steps);
    case 'unary_expression':
      return negated(node, file, steps);
    case 'binary_expression':
      return fixedOperation(node, file, steps);
    case 'identifier':
      return fixedName(node, file, steps);
    case 'method_invocation':
      return fixedCall(node, file, steps);
    default:
      return undefined;
  }
}

function fixedPart(node: Node | null | undefined, file: FileFacts, steps: Steps): Fixed | undefined {
  return node ? fixedValue(node, file, steps) : undefined;
}

/** What stands between the quotes, unless it is escaped. */
function plainText(written: string): string | undefined {
  return written.includes('\\') || written.startsWith('"""') ? undefined : written.slice(1, -1);
}

function negated(node: Node, file: FileFacts, steps: Steps): Fixed | undefined {
  const value = fixedPart(node.childForFieldName('operand'), file, steps);
  const operator = node.childForFieldName('operator')?.type;
  if (operator === '!' && typeof value === 'boolean') return !value;
  return operator === '-' && typeof value === 'number' ? -value : undefined;
}

function fixedOperation(node: Node, file: FileFacts, steps: Steps): Fixed | undefined {
  const operator = node.childForFieldName('operator')?.type ?? '';
  const left = fixedPart(node.childForFieldName('left'), file, steps);
  if (operator === '&&' && left === false) return false;
  if (operator === '||' && left === true) return true;
  const right = fixedPart(node.childForFieldName('right'), file, steps);
  if (left === undefined || right === undefined || typeof left !== typeof right) return undefined;
  if (typeof left === 'number' && typeof right === 'number') return ofNumbers(operator, left, right);
  if (typeof left === 'boolean') return ofTruths(operator, left, right === true);
  // Texts that are equal need not be one object, so `==` says nothing of them; of characters it does.
  if (operator === '+') return `${left}${right}`;
  return operator === '==' && `${left}`.length === 1 ? left === right : undefined;
}

/** The arithmetic of `int`: a division cuts. */
function ofNumbers(operator: string, left: number, right: number): Fixed | undefined {
  switch (operator) {
    case '+':
      return asInt(left + right);
    case '-':
      return asInt(left - right);
    case '*':
      return asInt(left * right);
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return undefined;
  }
}

/** What does not overflow. */
function asInt(value: number): number | undefined {
  return (value | 0) === value ? value : undefined;
}

function ofTruths(operator: string, left: boolean, right: boolean): boolean | undefined {
  if (operator === '&&' || operator === '&') return left && right;
  if (operator === '||' || operator === '|') return left || right;
  if (operator === '==') return left === right;
  return operator === '!=' || operator === '^' ? left !== right : undefined;
}

/** A variable or field whose only assignment is its declaration. */
function fixedName(node: Node, file: FileFacts, steps: Steps): Fixed | undefined {
  const name = textOf(node, file.text);
  const all = file.assignments.places.get(name) ?? [];
  if (all.length === 0 || all.length > 20) return undefined;
  const around = methodAround(node);
  const [place, another] = all.length === 1 ? all : all.filter((at) => around !== null && holds(around, at));
  if (place === undefined || another !== undefined) return undefined;
  const declarator = file.root.descendantForIndex(place)?.parent;
  const declaration = declarator?.type === 'variable_declarator' ? declarator.parent : undefined;
  if (!declarator || !declaration || !isVisible(declaration, node, file)) return undefined;
  const parameters = around?.childForFieldName('parameters');
  if (
    parameters &&
    new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(textOf(parameters, file.text))
  )
    return undefined;
  return fixedPart(declarator.childForFieldName('value'), file, steps);
}

function holds(node: Node, place: number): boolean {
  return node.startIndex <= place && place < node.endIndex;
}

/** A local variable of a block around the use; a field that no other file assigns. */
function isVisible(declaration: Node, use: Node, file: FileFacts): boolean {
  if (declaration.type === 'local_variable_declaration') {
    const block = declaration.parent;
    return block !== null && block.type !== 'for_statement' && holds(block, use.startIndex);
  }
  const modifiers = declaration.type === 'field_declaration' ? partsOf(declaration)[0] : undefined;
  return modifiers?.type === 'modifiers' && /\b(?:private|final)\b/.test(textOf(modifiers, file.text));
}

function methodAround(node: Node): Node | null {
  let at: Node | null = node.parent;
  while (at !== null && !/^(?:method_declaration|constructor_declaration|lambda_expression)$/.test(at.type))
    at = at.parent;
  return at;
}

function fixedCall(node: Node, file: FileFacts, steps: Steps): Fixed | undefined {
  const name = node.childForFieldName('name');
  const called = name === null ? '' : textOf(name, file.text);
  const object = node.childForFieldName('object');
  const list = node.childForFieldName('arguments');
  const given = list === null ? [] : partsOf(list);
  if (object === null || object.type === 'this') return given.length === 0 ? returnedBy(called, file) : undefined;
  if (!/^(?:charAt|length|equals)$/.test(called)) return undefined;
  const value = fixedValue(object, file, steps);
  if (typeof value !== 'string') return undefined;
  if (called === 'length') return value.length;
  const argument = fixedPart(given[0], file, steps);
  if (called === 'charAt') return typeof argument === 'number' ? value[argument] : undefined;
  return typeof argument === 'string' ? value === argument : undefined;
}

/** A method that is not overridden, of one statement. */
function returnedBy(name: string, file: FileFacts): Fixed | undefined {
  const [only, another] = file.assignments.returned.get(name) ?? [];
  if (only === undefined || another !== undefined) return undefined;
  if (only === 'true' || only === 'false') return only === 'true';
  return /^\d+$/.test(only) ? Number(only) : undefined;
}
