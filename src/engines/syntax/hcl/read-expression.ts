import type { Node } from 'web-tree-sitter';
import type { Region } from '../../../model/location.ts';
import { type Expression, type ObjectEntry, SPLAT } from './hcl.ts';
import { readTemplate } from './read-template.ts';
import type { Reading } from './reading.ts';

/** Recursion of the reader and of every evaluation after it. */
const MAX_DEPTH = 150;

/** The expression of a node; beyond a depth that nobody writes it is `unsupported`, and the reading says so. */
export function readExpression(node: Node, reading: Reading, depth: number): Expression {
  return readPlain(node, reading) ?? readTerms(kids(node), node, reading, depth);
}

const PLAIN_TEXT = /^"[^"\\$%\n]*"$/;
const PLAIN_WORDS = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,20}$/;
const PLAIN_WORD_VALUES: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * What most expressions are: a text, a number, a word, `var.name.part`. It is read from its letters, because every node below costs several calls
 * into the grammar's program, which together took half of the time for a file. `undefined` for everything else.
 */
function readPlain(node: Node, reading: Reading): Expression | undefined {
  const text = reading.textOf(node);
  if (PLAIN_TEXT.test(text)) return { kind: 'literal', value: text.slice(1, -1), region: reading.regionOf(node) };
  if (/^\d{1,15}$/.test(text)) return { kind: 'literal', value: Number(text), region: reading.regionOf(node) };
  if (!PLAIN_WORDS.test(text)) return undefined;
  const region = reading.regionOf(node);
  const value = PLAIN_WORD_VALUES.get(text);
  if (value !== undefined) return { kind: 'literal', value, region };
  const [first = '', ...names] = text.split('.');
  return names.reduce<Expression>((of, name) => ({ kind: 'attribute', of, name, region }), {
    kind: 'variable',
    name: first,
    region,
  });
}

/** The children of a node without comments. */
function kids(node: Node): readonly Node[] {
  return node.children.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** The same without signs (`=`, `,`), each of which would be an object of its own: most nodes need none. */
export function namedKids(node: Node): readonly Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** A term with what follows it: `a`, `.b`, `[0]`, `[*]`. The grammar puts them side by side. */
function readTerms(nodes: readonly Node[], parent: Node, reading: Reading, depth: number): Expression {
  const region = reading.regionOf(parent);
  if (depth > MAX_DEPTH) {
    reading.problem ??= 'expressions nested too deeply';
    return { kind: 'unsupported', region };
  }
  const isGroup = nodes[0]?.type === '(';
  const first = isGroup ? nodes[1] : nodes[0];
  if (first === undefined) return { kind: 'unsupported', region };
  const term = isGroup ? readExpression(first, reading, depth + 1) : readTerm(first, reading, depth + 1);
  return readSteps({ ...term, region }, nodes.slice(isGroup ? 3 : 1), reading, depth + 1);
}

function readSteps(of: Expression, steps: readonly Node[], reading: Reading, depth: number): Expression {
  let value = of;
  for (const [at, step] of steps.entries()) {
    const { region } = value;
    if (step.type === 'get_attr')
      value = { kind: 'attribute', of: value, name: reading.textOf(step).replace(/^\.\s*/, ''), region };
    else if (step.type === 'index') value = { kind: 'index', of: value, key: readKey(step, reading, depth), region };
    else if (step.type === 'splat') {
      const element: Expression = { kind: 'variable', name: SPLAT, region };
      const inner = kids(step)[0];
      const own = inner === undefined ? [] : kids(inner).slice(1);
      // What follows a full splat belongs to each element too.
      const each = readSteps(element, [...own, ...steps.slice(at + 1)], reading, depth + 1);
      return { kind: 'splat', of: value, each, region };
    } else return { kind: 'unsupported', region };
  }
  return value;
}

function readKey(step: Node, reading: Reading, depth: number): Expression {
  const inner = kids(step)[0];
  const region = reading.regionOf(step);
  if (inner === undefined) return { kind: 'unsupported', region };
  if (inner.type === 'legacy_index') return { kind: 'literal', value: Number(reading.textOf(inner).slice(1)), region };
  const key = kids(inner)[1];
  return key === undefined ? { kind: 'unsupported', region } : readExpression(key, reading, depth);
}

function readTerm(node: Node, reading: Reading, depth: number): Expression {
  const region = reading.regionOf(node);
  switch (node.type) {
    case 'expression':
      return readExpression(node, reading, depth);
    case 'literal_value':
      return readLiteral(namedKids(node)[0], reading, region);
    case 'template_expr':
      return readTemplate(namedKids(node)[0] ?? node, reading, (inner) => readExpression(inner, reading, depth));
    case 'collection_value':
      return readCollection(namedKids(node)[0], reading, region, depth);
    case 'variable_expr':
      return { kind: 'variable', name: reading.textOf(node), region };
    case 'function_call':
      return readCall(node, reading, region, depth);
    case 'conditional': {
      const [condition, , yes, , no] = kids(node).map((child) =>
        child.type === 'expression' ? readExpression(child, reading, depth) : readTerms([child], child, reading, depth),
      );
      if (condition === undefined || yes === undefined || no === undefined) return { kind: 'unsupported', region };
      return { kind: 'conditional', condition, yes, no, region };
    }
    case 'operation':
      return readOperation(namedKids(node)[0], reading, region, depth);
    case 'for_expr':
      return readFor(namedKids(node)[0], reading, region, depth);
    default:
      return { kind: 'unsupported', region };
  }
}

function readLiteral(node: Node | undefined, reading: Reading, region: Region): Expression {
  switch (node?.type) {
    case 'numeric_lit':
      return { kind: 'literal', value: Number(reading.textOf(node)), region };
    case 'bool_lit':
      return { kind: 'literal', value: reading.textOf(node) === 'true', region };
    case 'null_lit':
      return { kind: 'literal', value: null, region };
    case 'string_lit':
      return { ...readTemplate(node, reading, () => ({ kind: 'unsupported', region })), region };
    default:
      return { kind: 'unsupported', region };
  }
}

function readCollection(node: Node | undefined, reading: Reading, region: Region, depth: number): Expression {
  if (node === undefined) return { kind: 'unsupported', region };
  const parts = namedKids(node);
  if (node.type === 'tuple') {
    const items = parts.filter(({ type }) => type === 'expression').map((item) => readExpression(item, reading, depth));
    return { kind: 'list', items, region };
  }
  const entries = parts
    .filter(({ type }) => type === 'object_elem')
    .flatMap((element): readonly ObjectEntry[] => {
      const [key, value] = namedKids(element);
      if (key === undefined || value === undefined) return [];
      return [{ key: readObjectKey(key, reading, depth), value: readExpression(value, reading, depth) }];
    });
  return { kind: 'object', entries, region };
}

/** A bare word is a text; in parentheses it is an expression. */
function readObjectKey(node: Node, reading: Reading, depth: number): Expression {
  const key = readExpression(node, reading, depth);
  const isBare = key.kind === 'variable' && !reading.textOf(node).startsWith('(');
  return isBare ? { kind: 'literal', value: key.name, region: key.region } : key;
}

function readCall(node: Node, reading: Reading, region: Region, depth: number): Expression {
  const parts = namedKids(node);
  const listed = parts.find(({ type }) => type === 'function_arguments');
  const children = listed === undefined ? [] : namedKids(listed);
  const args = children
    .filter(({ type }) => type === 'expression')
    .map((argument) => readExpression(argument, reading, depth));
  const expandsLast = children.some(({ type }) => type === 'ellipsis');
  return { kind: 'call', name: parts[0] === undefined ? '' : reading.textOf(parts[0]), args, expandsLast, region };
}

const OPERATORS = /^(?:\|\||&&|==|!=|<=?|>=?|[-+*/%])$/;

function readOperation(node: Node | undefined, reading: Reading, region: Region, depth: number): Expression {
  if (node === undefined) return { kind: 'unsupported', region };
  const parts = kids(node);
  if (node.type === 'unary_operation') {
    const operand = readTerms(parts.slice(1), node, reading, depth);
    return { kind: 'unary', operator: parts[0]?.type ?? '', operand, region };
  }
  const at = parts.findIndex(({ type }) => OPERATORS.test(type));
  const left = readTerms(parts.slice(0, at), node, reading, depth);
  const right = readTerms(parts.slice(at + 1), node, reading, depth);
  return { kind: 'binary', operator: parts[at]?.type ?? '', left, right, region };
}

function readFor(node: Node | undefined, reading: Reading, region: Region, depth: number): Expression {
  const parts = node === undefined ? [] : namedKids(node);
  const intro = parts.find(({ type }) => type === 'for_intro');
  const introParts = intro === undefined ? [] : namedKids(intro);
  const names = introParts.filter(({ type }) => type === 'identifier').map(reading.textOf);
  const source = introParts.find(({ type }) => type === 'expression');
  const values = parts
    .filter(({ type }) => type === 'expression')
    .map((child) => readExpression(child, reading, depth));
  const valueName = names.at(-1);
  const value = values.at(-1);
  if (source === undefined || valueName === undefined || value === undefined) return { kind: 'unsupported', region };
  const filter = parts.find(({ type }) => type === 'for_cond');
  const condition = filter === undefined ? undefined : namedKids(filter)[0];
  return {
    kind: 'for',
    keyName: names.length > 1 ? names[0] : undefined,
    valueName,
    in: readExpression(source, reading, depth),
    key: values.length > 1 ? values[0] : undefined,
    value,
    condition: condition === undefined ? undefined : readExpression(condition, reading, depth),
    groups: parts.some(({ type }) => type === 'ellipsis'),
    region,
  };
}
