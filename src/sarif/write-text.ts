import { printable, printableLines } from '../model/text.ts';
import { cut } from './fields.ts';

/**
 * Plain text for a reader of SARIF: printable, cut, and without anything that §3.11.6 would take for a link. A blank text, which
 * code scanning rejects, becomes `fallback`.
 */
export function plain(text: string, length: number, fallback = '(no text)'): string {
  const shown = text.trim() === '' ? fallback : text;
  return cut(printableLines(shown), length).replace(/[[\]\\]/g, (character) => `\\${character}`);
}

/** A rule's id: one printable line, the same in the rule and in its results. */
export function ruleIdOf(id: string): string {
  return id.trim() === '' ? 'unnamed' : cut(printable(id), 500);
}

/** A text from outside inside Markdown: nothing in it is markup. */
export function inMarkdown(text: string): string {
  return printableLines(text)
    .replace(/[\\`*_{}[\]()#+!|~]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** `AWS access key in source` → `AWSAccessKeyInSource`: rule names are identifiers in Pascal case (§3.49.7). */
export function pascalCase(text: string, length: number): string {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, length);
}
