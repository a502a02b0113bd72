import { isUtf8 } from 'node:buffer';
import { parseDocument, type YAMLParseError } from 'yaml';
import type { FilePath } from '../../model/path.ts';
import { shorten } from '../../model/text.ts';
import { mayNestDeeperThan } from './nesting.ts';
import { ExpandsTooFar, placeDocument } from './place.ts';
import type { PlacedText, PlacedValue } from './placed.ts';
import { type SourceText, sourceText } from './source-text.ts';

/** What a YAML file says, and why that may not be all of it: one clause. */
export interface ReadDocument {
  readonly value: PlacedValue | undefined;
  readonly problem: string | undefined;
  /** A limit of ours keeps what others may read from us: nothing is known of the file. */
  readonly isBeyondLimit: boolean;
  readonly source: SourceText;
}

/** The largest hand-written documents in the wild stay far below; parsing time grows with size. */
const MAX_BYTES = 1024 * 1024;

/** The parser's stack holds about five times as much. */
const MAX_NESTING = 150;

/** Reads a file as one YAML document with places. Never throws; a file with errors gives what could be read of it. */
export function readDocument(bytes: Uint8Array): ReadDocument {
  if (bytes.length > MAX_BYTES) return unreadable('larger than 1 MiB');
  const document = readDocumentText(decodeText(bytes));
  return { ...document, problem: document.problem ?? encodingProblem(bytes) };
}

/** Reads a text, or the part of one that starts at line `firstLine`, as one YAML document with places in the whole. Never throws. */
export function readDocumentText(text: string, firstLine = 1): ReadDocument {
  if (text.length > MAX_BYTES) return unreadable('larger than 1 MiB');
  if (mayNestDeeperThan(MAX_NESTING, text)) return unreadable('nested too deeply');
  try {
    return parse(text, sourceText(text, firstLine));
  } catch (error) {
    if (error instanceof ExpandsTooFar)
      return unreadable('more values or nesting than anyone writes, repeated aliases counted');
    throw error;
  }
}

/** A problem in the words of the file: JSON is read as YAML, whose part it is (YAML 1.2.2 §1.2). */
export function problemOf(path: FilePath, problem: string | undefined): string | undefined {
  return path.endsWith('.json') ? problem?.replaceAll('not valid YAML', 'not valid JSON') : problem;
}

function unreadable(problem: string): ReadDocument {
  return { value: undefined, problem, isBeyondLimit: true, source: sourceText('') };
}

/**
 * The text without byte-order mark, UTF-16 by its own (YAML 1.2.2 §5.2). Bytes that are no UTF-8 become U+FFFD: one of them in a comment must not
 * hide the document. Lone carriage returns, which end a line too (§5.4), become line feeds.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).replace(/\r(?!\n)/g, '\n');
}

function encodingProblem(bytes: Uint8Array): string | undefined {
  return encodingOf(bytes) === 'utf-8' && !isUtf8(bytes) ? 'it holds bytes that are no UTF-8' : undefined;
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function parse(text: string, source: SourceText): ReadDocument {
  // Failsafe: every scalar is a text, as GitHub reads `on`, `yes` and `1.10`. The library's own search for duplicate keys is quadratic.
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, strict: true, uniqueKeys: false });
  if (document.contents === null)
    return { value: undefined, problem: parserProblem(document.errors[0], source), isBeyondLimit: false, source };
  const { value, duplicate } = placeDocument(document, source);
  const problem = parserProblem(document.errors[0], source) ?? duplicateProblem(duplicate) ?? separatorProblem(source);
  return { value, problem, isBeyondLimit: false, source };
}

function parserProblem(error: YAMLParseError | undefined, source: SourceText): string | undefined {
  if (error === undefined) return undefined;
  const line = source.region(error.pos[0], error.pos[0]).startLine;
  // The first clause says what is wrong; others advise the parser's caller.
  const message = shorten(error.message.split(';')[0] ?? '', 120).replace(/\.$/, '');
  return `not valid YAML at line ${line}: ${message}`;
}

/** GitHub refuses a map with the same key twice; other runners take either. */
function duplicateProblem(key: PlacedText | undefined): string | undefined {
  return key && `not valid YAML at line ${key.region.startLine}: the key "${shorten(key.value, 40)}" stands twice`;
}

/** Line separators of YAML 1.1 that are plain characters in 1.2 (§5.4): parsers disagree on what such a file says. */
function separatorProblem(source: SourceText): string | undefined {
  const at = source.text.search(/[\u0085\u2028\u2029]/);
  return at === -1
    ? undefined
    : `a line separator at line ${source.region(at, at).startLine} that YAML parsers read differently`;
}
