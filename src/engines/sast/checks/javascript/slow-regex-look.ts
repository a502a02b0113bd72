import { resolveEscapes } from '../../languages/javascript/literals.ts';
import { parseRegex } from './regex-tree.ts';
import { slowPart } from './slow-regex.ts';

/** A group that is repeated without end: no slow pattern is without one. */
const REPEATED_GROUP = /\)(?:[+*]|\{\d+,\})/g;
/** Longer lines, and lines with more literals, are left to the parser: each look is short, whatever a file holds. */
const MAX_LINE = 2_000;
const MAX_STARTS = 60;

/**
 * Whether a text may hold a slow pattern, seen without parsing it: a literal that could begin at some slash, or a text that could be
 * given to `RegExp`. Never says no to what the check finds.
 */
export function looksSlow(text: string): boolean {
  const areTextsPatterns = text.includes('RegExp');
  let seenTo = -1;
  for (const { index } of text.matchAll(REPEATED_GROUP)) {
    if (index < seenTo) continue;
    const start = text.lastIndexOf('\n', index) + 1;
    const next = text.indexOf('\n', index);
    seenTo = next === -1 ? text.length : next;
    if (seenTo - start > MAX_LINE || isSlowLine(text.slice(start, seenTo), areTextsPatterns)) return true;
  }
  return false;
}

function isSlowLine(line: string, areTextsPatterns: boolean): boolean {
  let starts = 0;
  for (let at = 0; at < line.length; at += 1) {
    const first = line[at];
    const isText = first === '"' || first === "'" || first === '`';
    if (first !== '/' && !(isText && areTextsPatterns)) continue;
    starts += 1;
    if (starts > MAX_STARTS) return true;
    if (first === '/' ? isSlowLiteral(line, at) : isSlowText(line, at)) return true;
  }
  return false;
}

function isSlowLiteral(line: string, start: number): boolean {
  const end = endOfLiteral(line, start);
  return end !== -1 && slowPart(line.slice(start + 1, end)) !== undefined;
}

/** The slash that ends a literal; one in a class does not (https://tc39.es/ecma262/#prod-RegularExpressionLiteral). */
function endOfLiteral(line: string, start: number): number {
  let isInClass = false;
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\') at += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    else if (character === '/' && !isInClass) return at;
  }
  return -1;
}

/** A piece of a pattern that is put together may be slow in its place: what comes before and behind it is not known. */
function isSlowText(line: string, start: number): boolean {
  const end = endOfText(line, start);
  const value = line.slice(start + 1, end === -1 ? line.length : end);
  if (value.search(REPEATED_GROUP) === -1) return false;
  if (end === -1 || value.includes('${')) return true;
  const pattern = resolveEscapes(value);
  return parseRegex(pattern) === undefined || slowPart(`${pattern}$`) !== undefined;
}

function endOfText(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === line[start]) return at;
  }
  return -1;
}
