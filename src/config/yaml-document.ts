import { LineCounter, parseAllDocuments } from 'yaml';
import type { Mistake } from '../model/errors.ts';
import { printable, shorten } from '../model/text.ts';
import type { KeyPath } from './key-path.ts';
import { findExcess } from './yaml-limits.ts';
import { type Problem, readNode, type Spot } from './yaml-nodes.ts';

/** A configuration as plain data, with the place of every key and value in its text. */
export interface YamlDocument {
  /** `{}` for a text that is empty or holds comments only. */
  readonly value: unknown;
  /** `.github/gatehouse.yml:3:3`: where the key stands; the nearest enclosing place for what is not there. */
  placeOfKey(path: KeyPath): string;
  /** Where the value stands. */
  placeOfValue(path: KeyPath): string;
  /** `.github/gatehouse.yml:3`, as the origin of a value. */
  lineOf(path: KeyPath): string;
}

export type YamlReading =
  | { readonly document: YamlDocument; readonly mistakes: readonly [] }
  | { readonly document: undefined; readonly mistakes: readonly Mistake[] };

// After this many the file is not YAML at all, and more would help nobody.
const MAX_SYNTAX_MISTAKES = 20;

/**
 * Reads one YAML 1.2 document (core schema) whose text is hostile. Everything that is wrong is reported with `name:line:column`:
 * broken syntax in the parser's words, keys that stand twice, tags, several documents, aliases that expand without end.
 */
export function readYaml(text: string, name: string): YamlReading {
  const lines = new LineCounter();
  const place = (offset: number) => showPlace(name, lines, offset);
  const refuse = (problems: readonly Problem[]): YamlReading => ({
    document: undefined,
    mistakes: problems.map(({ offset, problem }) => ({ place: place(offset), problem })),
  });

  const excess = findExcess(text);
  if (excess !== undefined) {
    countLines(text, lines);
    return refuse([{ ...excess, problem: `this configuration is ${excess.problem}` }]);
  }
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  // The library gives an empty text as an array that is marked `empty`, and has no document.
  const [first, second] = documents;
  const syntax = [...documents]
    .flatMap(({ errors, warnings }) => [...errors, ...warnings])
    .slice(0, MAX_SYNTAX_MISTAKES)
    .map(({ pos, message }) => ({
      offset: pos[0],
      problem: `this is not valid YAML: ${shorten(printable(message), 200)}`,
    }));
  if (syntax.length > 0) return refuse(syntax);
  if (second !== undefined)
    return refuse([
      { offset: second.range[0], problem: 'a second document begins here: a configuration is a single one' },
    ]);

  const { value, spots, problems } = readNode(first?.contents);
  if (problems.length > 0) return refuse(problems);
  return { document: documentOf(value ?? {}, spots, name, lines), mistakes: [] };
}

function documentOf(value: unknown, spots: ReadonlyMap<string, Spot>, name: string, lines: LineCounter): YamlDocument {
  const spotOf = (path: KeyPath): Spot => {
    for (let length = path.length; length > 0; length -= 1) {
      const spot = spots.get(JSON.stringify(path.slice(0, length)));
      if (spot !== undefined) return spot;
    }
    return spots.get('[]') ?? { key: 0, value: 0 };
  };
  return {
    value,
    placeOfKey: (path) => showPlace(name, lines, spotOf(path).key),
    placeOfValue: (path) => showPlace(name, lines, spotOf(path).value),
    lineOf: (path) => `${name}:${lineAndColumn(lines, spotOf(path).key).line}`,
  };
}

function showPlace(name: string, lines: LineCounter, offset: number): string {
  const { line, column } = lineAndColumn(lines, offset);
  return `${name}:${line}:${column}`;
}

/** The counter says line 0 for a text without any line. */
function lineAndColumn(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? { line: 1, column: offset + 1 } : { line, column: col };
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
}
