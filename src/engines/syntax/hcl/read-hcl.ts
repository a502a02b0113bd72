import type { Node } from 'web-tree-sitter';
import type { Region } from '../../../model/location.ts';
import { type SourceText, sourceText } from '../../yaml-document/source-text.ts';
import type { Syntax } from '../syntax.ts';
import type { HclAttribute, HclBlock, HclBody } from './hcl.ts';
import { readQuickly } from './quick-read.ts';
import { namedKids, readExpression } from './read-expression.ts';
import type { Reading } from './reading.ts';

/** What an HCL text says, and why that may not be all of it: one clause. */
export interface ReadHcl {
  readonly body: HclBody;
  readonly problem: string | undefined;
}

const EMPTY: HclBody = { attributes: [], blocks: [] };

/** The largest hand-written modules stay far below; generated ones are read up to here. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** A megabyte takes a fifth of a second; only a text that was made to be slow takes longer. */
const TIME_LIMIT_MS = 10_000;

/** Blocks in blocks; providers' schemas have at most eight. */
const MAX_BLOCK_DEPTH = 40;

/**
 * Reads a text as HCL. Never throws. Parts with errors are left out and named. `syntax` must have the grammar `hcl`.
 */
export function readHcl(syntax: Syntax, text: string): ReadHcl {
  if (text.length > MAX_CHARACTERS) return { body: EMPTY, problem: 'larger than 2 MiB' };
  const quick = readQuickly(sourceText(text));
  return quick === undefined ? readByGrammar(syntax, text) : { body: quick, problem: undefined };
}

/** The same by the grammar, for every text: what the quick reader gives must not differ from it. */
export function readByGrammar(syntax: Syntax, text: string): ReadHcl {
  const tree = syntax.parse('hcl', text, TIME_LIMIT_MS);
  if (tree === undefined) return { body: EMPTY, problem: 'reading it takes too long' };
  try {
    const reading = readingOf(text);
    const root = tree.rootNode;
    const body = root.children.find((child) => child?.type === 'body');
    const errors = root.hasError ? firstError(root, reading.source) : undefined;
    const read = body === undefined || body === null ? EMPTY : readBody(body, reading, 0, errors !== undefined);
    return { body: read, problem: errors ?? reading.problem };
  } finally {
    tree.delete();
  }
}

/** Reads a text as one expression whose parts all stand at `region`: an expression within a JSON string. */
export function readHclExpression(syntax: Syntax, text: string, region: Region) {
  const tree = syntax.parse('hcl', `value = ${text}\n`, TIME_LIMIT_MS);
  try {
    const node = tree?.rootNode.hasError === false ? tree.rootNode.descendantsOfType('attribute')[0] : undefined;
    const value = node?.children.find((child) => child?.type === 'expression');
    if (value === undefined || value === null) return undefined;
    return readExpression(value, { ...readingOf(`value = ${text}\n`), regionOf: () => region }, 0);
  } finally {
    tree?.delete();
  }
}

function readingOf(text: string): Reading {
  const source = sourceText(text);
  return {
    source,
    regionOf: (node) => source.region(node.startIndex, node.endIndex),
    textOf: (node) => source.text.slice(node.startIndex, node.endIndex),
    problem: undefined,
  };
}

function readBody(node: Node, reading: Reading, depth: number, mayHaveErrors: boolean, inVariable = false): HclBody {
  if (depth > MAX_BLOCK_DEPTH) {
    reading.problem ??= 'blocks nested too deeply';
    return EMPTY;
  }
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const child of node.namedChildren) {
    // What has an error in it may have been read as something that nobody wrote.
    if (child === null || (mayHaveErrors && child.hasError)) continue;
    const { type } = child;
    if (type === 'attribute') attributes.push(...readAttribute(child, reading, inVariable));
    else if (type === 'block') blocks.push(readBlock(child, reading, depth, mayHaveErrors));
  }
  return { attributes, blocks };
}

function readAttribute(node: Node, reading: Reading, inVariable: boolean): readonly HclAttribute[] {
  const [name, value] = namedKids(node);
  if (name === undefined || value === undefined) return [];
  const word = reading.textOf(name);
  const region = reading.regionOf(node);
  // Types are long, and what they say counts only where parts of an object may be missing.
  if (inVariable && word === 'type' && !reading.textOf(value).includes('optional'))
    return [{ name: word, value: { kind: 'unsupported', region }, region }];
  return [{ name: word, value: readExpression(value, reading, 0), region }];
}

function readBlock(node: Node, reading: Reading, depth: number, mayHaveErrors: boolean): HclBlock {
  const labels: string[] = [];
  let type = '';
  let body = EMPTY;
  let headerEnd = node.startIndex;
  for (const child of namedKids(node)) {
    const { type: kind } = child;
    if (kind === 'body') {
      body = readBody(child, reading, depth + 1, mayHaveErrors, depth === 0 && type === 'variable');
      continue;
    }
    if (kind !== 'identifier' && kind !== 'string_lit') continue;
    const word = reading.textOf(child);
    if (kind === 'string_lit') labels.push(word.slice(1, -1));
    else if (type === '') type = word;
    else labels.push(word);
    headerEnd = child.endIndex;
  }
  const header = reading.source.region(node.startIndex, headerEnd);
  return { type, labels, body, header, region: reading.regionOf(node) };
}

/** The first place that is not HCL, looked for only below nodes with errors. */
function firstError(root: Node, source: SourceText): string {
  let node = root;
  for (let depth = 0; depth < 10_000; depth += 1) {
    const next = node.children.find((child) => child !== null && (child.isError || child.isMissing || child.hasError));
    if (next === undefined || next === null || next.isError || next.isMissing) {
      node = next ?? node;
      break;
    }
    node = next;
  }
  const { startLine } = source.region(node.startIndex, node.startIndex);
  return `not valid HCL at line ${startLine}: what belongs to it was left out`;
}
