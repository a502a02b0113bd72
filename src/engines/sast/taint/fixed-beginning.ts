import type { AnalysedProgram } from '../analysis/lookup.ts';
import { UNKNOWN_PART } from '../matching/text-shape.ts';
import type { Expression } from '../program.ts';
import type { Machine } from './machine.ts';

const MAX_TEXT = 5_000;

/** Rules about where an address leads: a fixed host in front of a value decides that. */
const ABOUT_HOSTS: ReadonlySet<string> = new Set(['CWE-918', 'CWE-601']);

/** Scheme and host, up to what follows them; or a path of the same site, which does not begin like a host. */
const FIXED = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#\s]+[/?#]|^\/(?![/\\])[^/\\]|^[\w-]+[/?#]|^[?#]/i;

/** Whether an address that begins so leads where the program says. */
export function fixesHost(beginning: string): boolean {
  return FIXED.test(beginning);
}

/**
 * Ids of the rules for which the parts of a text from `at` on are harmless, because what stands before them fixes the host.
 * An earlier part that is no text of the file (`baseUrl + '/users/' + id`) is taken for an address that the program chose.
 */
export function safeAfter(parts: readonly Expression[], at: number, machine: Machine): readonly string[] {
  let before = '';
  for (const part of parts.slice(0, at)) {
    const constant = machine.program.lookup.valueOf(part);
    before += constant === undefined ? (before === '' ? 'https://host/' : 'x') : String(constant);
  }
  return FIXED.test(before) ? rulesAboutHosts(machine) : [];
}

/** What is fixed of a text that is put together, with U+FFFD for the rest. */
export function fixedText(parts: readonly Expression[], program: AnalysedProgram): string {
  const pieces = parts.map((part) => {
    const constant = program.lookup.valueOf(part);
    return constant === undefined ? UNKNOWN_PART : String(constant);
  });
  return pieces.join('').slice(0, MAX_TEXT);
}

/** The same for a format: `fmt.Sprintf("https://example.com/%s", id)`. */
export function safeInFormat(format: Expression, machine: Machine): readonly string[] {
  const text = machine.program.lookup.valueOf(format);
  if (typeof text !== 'string') return [];
  const before = text.split(/%[a-z]|\{\w*\}/i)[0] ?? '';
  return FIXED.test(before) ? rulesAboutHosts(machine) : [];
}

/** Ids of the rules about where an address leads. */
export function rulesAboutHosts(machine: Machine): readonly string[] {
  return machine.book.rules.filter((rule) => rule.cwes.some((cwe) => ABOUT_HOSTS.has(cwe))).map((rule) => rule.id);
}
