import type { ForeignOrigin } from '../inventory.ts';
import { normalizePythonName } from './names.ts';

/** What one logical line of a requirements file says. */
export type RequirementLine =
  | { readonly kind: 'package'; readonly name: string; readonly version: string | undefined }
  | { readonly kind: 'foreign'; readonly name: string; readonly origin: ForeignOrigin }
  | { readonly kind: 'include'; readonly role: IncludeRole; readonly target: string }
  /** An option of pip that brings in no package. */
  | { readonly kind: 'option' }
  | { readonly kind: 'misunderstood' };

/** `-r` brings packages in; `-c` only says which version, should something ask for them. */
export type IncludeRole = 'requirements' | 'constraints';

/** Far above any name on PyPI; keeps a hostile line from becoming a name. */
const LONGEST_NAME = 200;
const NAME = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)[ \t]*(?:\[[^\]]*\])?[ \t]*(.*)$/is;
const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>)[ \t]*([^\s,;()]+)$/;

/**
 * One line without its comment (https://pip.pypa.io/en/stable/reference/requirements-file-format/ and PEP 508).
 * A version is known only where the line pins one: `==` without a wildcard, or `===`.
 */
export function parseRequirementLine(line: string): RequirementLine {
  if (line.startsWith('-')) return parseOption(line);
  if (/^(git|hg|svn|bzr)\+/.test(line)) return foreign(line, 'git');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(line)) return foreign(line, 'address');
  if (/^(\.{1,2}([\\/]|$)|[\\/~]|[a-z]:\\)/i.test(line) || /^[^\s@]+\.(whl|zip|tar\.gz)$/i.test(line)) {
    return foreign(line, 'folder');
  }
  return parsePackage(line);
}

function parseOption(line: string): RequirementLine {
  const include = /^(?:(-r|-c)[ \t]*=?|(--requirement|--constraint)(?:[ \t]+|=))[ \t]*(.+)$/s.exec(line);
  if (include !== null) {
    const role = include[1] === '-c' || include[2] === '--constraint' ? 'constraints' : 'requirements';
    return { kind: 'include', role, target: unquote((include[3] ?? '').trim()) };
  }
  const editable = /^(?:-e[ \t]*|--editable(?:[ \t]+|=))(.+)$/s.exec(line);
  if (editable !== null) {
    const target = unquote((editable[1] ?? '').trim());
    return foreign(target, /^[a-z]+\+/.test(target) ? 'git' : 'folder');
  }
  const needsMore = /^(?:-[rce]|--(?:requirement|constraint|editable))[ \t]*=?[ \t]*$/.test(line);
  return !needsMore && /^--?[a-z]/i.test(line) ? { kind: 'option' } : { kind: 'misunderstood' };
}

function parsePackage(line: string): RequirementLine {
  const [, name, rest] = NAME.exec(line) ?? [];
  if (name === undefined || rest === undefined || name.length > LONGEST_NAME) return { kind: 'misunderstood' };
  const normalized = normalizePythonName(name);
  if (rest.startsWith('@')) {
    return { kind: 'foreign', name: normalized, origin: /^@[ \t]*(git|hg|svn|bzr)\+/.test(rest) ? 'git' : 'address' };
  }
  const specifiers = withoutMarker(rest);
  const clauses = specifiers === '' ? [] : specifiers.split(',').map((clause) => CLAUSE.exec(clause.trim()));
  if (clauses.some((clause) => clause === null)) return { kind: 'misunderstood' };
  return { kind: 'package', name: normalized, version: pinned(clauses) };
}

/** The version clauses alone: without options (`--hash=…`), marker and brackets. */
function withoutMarker(rest: string): string {
  const plain = (rest.split(/[ \t]--?[a-z]/i, 1)[0] ?? '').split(';', 1)[0]?.trim() ?? '';
  return (/^\((.*)\)$/s.exec(plain)?.[1] ?? plain).trim().replace(/,$/, '');
}

function pinned(clauses: readonly (RegExpExecArray | null)[]): string | undefined {
  const pin = clauses.find((clause) => {
    const version = clause?.[2] ?? '';
    return clause?.[1] === '===' || (clause?.[1] === '==' && !version.endsWith('.*'));
  });
  return pin?.[2];
}

/** Something that is no version of the index; its name is guessed for people only. */
function foreign(target: string, origin: ForeignOrigin): RequirementLine {
  const named = /[#&]egg=([a-z0-9._-]+)/i.exec(target)?.[1];
  const last = target
    .split(/[?#;@]|[ \t]/, 1)[0]
    ?.split(/[\\/]/)
    .findLast(Boolean);
  return { kind: 'foreign', name: normalizePythonName(named ?? last ?? target).slice(0, LONGEST_NAME), origin };
}

function unquote(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}
