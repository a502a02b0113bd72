import type { SourceText } from '../../yaml-document/source-text.ts';
import type { HclAttribute, HclBlock, HclBody } from './hcl.ts';
import { QuickExpressions } from './quick-expression.ts';
import { Cursor, NotPlain } from './quick-tokens.ts';

/** Larger files are the grammar's, which says why it does not read them. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** Blocks in blocks; deeper ones are left to the grammar. */
const MAX_BLOCK_DEPTH = 20;

/**
 * Reads a text as HCL that is written as nearly all of it is, and gives exactly what the grammar would: `undefined` where something stands in it
 * that this reader is not sure of (errors, directives, other scripts). Most of the time for a large configuration went into the grammar's program.
 */
export function readQuickly(source: SourceText): HclBody | undefined {
  if (source.text.length > MAX_CHARACTERS || source.text.includes('\0')) return undefined;
  const cursor = new Cursor(source.text);
  const expressions = new QuickExpressions(cursor, source.region);
  try {
    const body = readBody({ cursor, expressions, source }, 0, false);
    return cursor.at === source.text.length ? body : undefined;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

interface Reader {
  readonly cursor: Cursor;
  readonly expressions: QuickExpressions;
  readonly source: SourceText;
}

function readBody(reader: Reader, depth: number, inVariable: boolean): HclBody {
  if (depth > MAX_BLOCK_DEPTH) throw new NotPlain();
  const { cursor } = reader;
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.at === cursor.text.length || cursor.sees('}')) return { attributes, blocks };
    const start = cursor.at;
    const name = cursor.name();
    const headerEnd = cursor.at;
    cursor.skip(false);
    if (cursor.takes('=')) attributes.push(readAttribute(reader, name, start, inVariable));
    else blocks.push(readBlock(reader, name, { start, headerEnd, depth }));
    cursor.skip(false);
    if (cursor.at < cursor.text.length && !cursor.sees('\n') && !cursor.sees('}')) throw new NotPlain();
  }
}

function readAttribute(reader: Reader, name: string, start: number, inVariable: boolean): HclAttribute {
  const { cursor, expressions, source } = reader;
  if (cursor.sees('=')) throw new NotPlain();
  cursor.skip(false);
  const valueStart = cursor.at;
  const { value, end } = expressions.readWithEnd();
  const region = source.region(start, end);
  // As in the reader by the grammar: what types say counts only where parts of an object may be missing.
  if (inVariable && name === 'type' && !cursor.text.slice(valueStart, end).includes('optional'))
    return { name, value: { kind: 'unsupported', region }, region };
  return { name, value, region };
}

function readBlock(
  { cursor, ...reader }: Reader,
  type: string,
  { start, headerEnd, depth }: { readonly start: number; readonly headerEnd: number; readonly depth: number },
): HclBlock {
  const labels: string[] = [];
  let end = headerEnd;
  for (;;) {
    cursor.skip(false);
    if (cursor.takes('{')) break;
    const label = cursor.match(LABEL);
    labels.push(label === undefined ? cursor.name() : label.slice(1, -1));
    end = cursor.at;
  }
  const body = readBody({ cursor, ...reader }, depth + 1, depth === 0 && type === 'variable');
  cursor.expect('}');
  const { region } = reader.source;
  return { type, labels, body, header: region(start, end), region: region(start, cursor.at) };
}

const LABEL = /"[^"\\$%\n]*"/y;
