import { type Candidate, type Detector, RANK } from '../candidate.ts';
import { judgeValue } from '../judge-value.ts';
import { nameKind } from '../names.ts';
import type { SecretRule } from '../rules.ts';
import type { Source } from '../source.ts';

/** More rows than this of one table say nothing new. */
const MOST_ROWS = 200;
const INSERT = /insert\s{1,4}into\s{1,4}[^\s(]{1,128}\s{0,4}\(([^()]{3,1000})\)\s{0,4}values\s{0,4}/iy;
const ROW = /[\s,]{0,8}\(((?:'(?:[^'\\]|''|\\.){0,500}'|[^'()]|\([^()']{0,100}\)){1,4000})\)/y;

/** Passwords in dumps: `INSERT INTO users (login, password) VALUES ('jo', '…')`, where the column says what the value is. */
export function insertedValues(rule: SecretRule): Detector {
  return {
    literals: ['insert into'],
    exactCase: false,
    anyLine: true,
    detect(source, at) {
      INSERT.lastIndex = at;
      const columns = (INSERT.exec(source.text)?.[1] ?? '')
        .split(',')
        .map((column) => column.replace(/[\s"'`[\]]/g, ''));
      if (!columns.some((column) => nameKind(column) !== 'none')) return undefined;
      return rowsOf(source, INSERT.lastIndex, columns, rule);
    },
  };
}

const CELL = /\s*('(?:[^'\\]|''|\\.)*'|[^,']*)\s*(?:,|$)/g;

function placed(cell: RegExpMatchArray, rowStart: number): Cell {
  const text = cell[1] ?? '';
  return { text, start: rowStart + (cell.index ?? 0) + cell[0].indexOf(text) };
}

function rowsOf(source: Source, at: number, columns: readonly string[], rule: SecretRule): readonly Candidate[] {
  const found: Candidate[] = [];
  ROW.lastIndex = at;
  for (let row = 0; row < MOST_ROWS; row += 1) {
    const match = ROW.exec(source.text);
    if (match === null) break;
    const inside = match[1] ?? '';
    const start = match.index + match[0].length - 1 - inside.length;
    const cells = [...inside.matchAll(CELL)].filter(({ index }) => index < inside.length);
    found.push(
      ...judged(
        source,
        columns,
        cells.map((cell) => placed(cell, start)),
        rule,
      ),
    );
  }
  return found;
}

/** Comma-separated values (RFC 4180) with a header, as browsers and password managers export them. */
export function exportedPasswords(rule: SecretRule): (source: Source) => readonly Candidate[] {
  return (source) => {
    if (!/\.(?:csv|tsv)$/i.test(source.path) || source.kind.test) return [];
    const separator = source.path.toLowerCase().endsWith('.tsv')
      ? '\t'
      : /^[^\n]*;/.test(source.text.slice(0, 500))
        ? ';'
        : ',';
    const found: Candidate[] = [];
    let columns: readonly string[] | undefined;
    let offset = 0;
    for (const line of source.text.split('\n', MOST_ROWS)) {
      const cells = cellsOf(line.replace(/\r$/, ''), separator, offset);
      offset += line.length + 1;
      if (columns !== undefined) found.push(...judged(source, columns, cells, rule));
      else columns = cells.map(({ text }) => text.replaceAll('"', '').trim());
      if (!columns.some((column) => nameKind(column) === 'password')) return [];
    }
    return found;
  };
}

interface Cell {
  readonly text: string;
  readonly start: number;
}

function cellsOf(line: string, separator: string, offset: number): readonly Cell[] {
  let start = offset;
  return line.split(separator).map((text) => {
    const cell = { text, start };
    start += text.length + 1;
    return cell;
  });
}

function judged(
  source: Source,
  columns: readonly string[],
  cells: readonly Cell[],
  rule: SecretRule,
): readonly Candidate[] {
  if (cells.length !== columns.length) return [];
  return cells.flatMap(({ text, start }, at) => {
    const name = columns[at] ?? '';
    const quoted = /^(["']).*\1$/.test(text);
    const value = quoted ? text.slice(1, -1) : text;
    const severity = judgeValue(value, nameKind(name), { name, quoted: true, onlyDrawn: false }, source.kind);
    const from = quoted ? start + 1 : start;
    return severity === undefined
      ? []
      : [{ rule, rank: RANK.generic, start: from, end: from + value.length, severity }];
  });
}
