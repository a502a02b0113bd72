import type { Clue, Need, NeedsOf } from './clues.ts';
import { ANY_ROLE } from './name-roles.ts';
import { leadingTo, ownerOf, type Presuming, presumedOf } from './path-owners.ts';
import type { SastModel } from './rule.ts';

/** What a file must hold, as words that stand there in any role. */
export function needsByWords(support: Presuming, model: SastModel): NeedsOf {
  const path = (text: string) =>
    support.language === 'python' && /^[*?]/.test(text)
      ? [needOfNames(text)]
      : needsOfPath(text, support, model).map((names) => names.map(word));
  return {
    call: path,
    assigned: path,
    source: (source) => sourceNeeds(source, path),
  };
}

function word(name: string): Clue {
  return { kind: 'name', name, roles: ANY_ROLE };
}

/** Python writes what leads to a member: all names of `**.conn.recv` stand in the file, and what `*Form` ends with. */
function needOfNames(path: string): Need {
  const names = path
    .replaceAll('()', '')
    .split('.')
    .filter((name) => /[^*?]/.test(name));
  return [...new Set(names)].map(
    (name): Clue => (name.includes('*') ? { kind: 'text', text: name.replaceAll('*', '') } : word(name)),
  );
}

/**
 * The names that must stand in a file for a path to be met there: the last one, and what leads to it, which has to be imported or
 * written as a type. A path has several ways where the model's `results` give its type to the results of other calls.
 */
function needsOfPath(path: string, support: Presuming, model: SastModel): readonly (readonly string[])[] {
  const names = path.replaceAll('()', '').split('.');
  // Of `**.session.*` the last name that is one.
  const last = names.findLast((name) => !/[*?]/.test(name)) ?? '';
  const owner = ownerOf(path, support.language);
  const owners =
    owner === undefined ? [''] : [...presumedOf(path, support), ...leadingTo(owner, support.language, model)];
  return owners.map((name) =>
    [...new Set([name, last])].filter((one) => one.length > 1 && !/[*?/]/.test(lastPart(one))),
  );
}

/** Names of packages keep their slashes: `net/http`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The last name of a type. `*Request` stands in the file as the end of a name; what such a type's package ends with is quoted in Go. */
function typeNeed(path: string): Need {
  const names = path.split('.');
  const last = names.at(-1) ?? '';
  if (!last.includes('*')) return [word(last)];
  const [, ending = ''] = /^\*([^*]+)$/.exec(names.at(-2) ?? '') ?? [];
  const parts = [last.replaceAll('*', ''), ending === '' ? '' : `${ending}"`];
  return parts.filter((part) => part !== '').map((text): Clue => ({ kind: 'text', text }));
}

function sourceNeeds(
  source: SastModel['sources'][string][number],
  needsOf: (path: string) => readonly Need[],
): readonly Need[] {
  if ('value' in source) return source.value.flatMap(needsOf);
  if ('result' in source) return source.result.flatMap(needsOf);
  if ('fills' in source) return source.fills.flatMap(needsOf);
  const { functionName, name } = source.parameter;
  const own = name === undefined ? [] : [word(name)];
  if (functionName === undefined) return parameterNeeds(source, own, needsOf);
  return functionName.flatMap((one) => parameterNeeds(source, [...own, functionNeed(one)], needsOf));
}

/** `resolve_*` is the beginning of a name. */
function functionNeed(name: string): Clue {
  return name.endsWith('*') ? { kind: 'text', text: name.slice(0, -1) } : word(name);
}

/** What a parameter needs besides its own name and that of its function. */
function parameterNeeds(
  source: Extract<SastModel['sources'][string][number], { parameter: object }>,
  own: Need,
  needsOf: (path: string) => readonly Need[],
): readonly Need[] {
  const { type, decorator, functionDecorator, passedTo, methodOf } = source.parameter;
  const paths = passedTo ?? functionDecorator ?? decorator;
  if (paths !== undefined) return paths.flatMap(needsOf).map((needs) => [...needs, ...own]);
  if (methodOf !== undefined)
    return methodOf
      .flatMap((path) => (path.includes('*') ? [typeNeed(path)] : needsOf(path)))
      .map((need) => [...need, ...own]);
  // Of a type only its own name is sure to stand there.
  if (type !== undefined) return type.map((path) => [...typeNeed(path), ...own]);
  return source.below === undefined ? [own] : source.below.map((below) => [word(below), ...own]);
}
