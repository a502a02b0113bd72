import { printableLines } from '../model/text.ts';
import { cut } from './fields.ts';

/** Plain text for a reader of SARIF: printable, cut, and without anything that §3.11.6 would take for a link. */
export function plain(text: string, length: number): string {
  return cut(printableLines(text), length).replace(/[[\]\\]/g, (character) => `\\${character}`);
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
