import type { SastModel, SastRule } from './rule.ts';

/** Whether a text may hold a result of some rule of a language. */
export type Prefilter = (text: string) => boolean;

/**
 * Computes from the rules which texts a file must hold to be worth parsing: all the names of a call that is a problem by itself,
 * or those of a sink together with those of a source, or what a rule in code says that it needs.
 */
export function createPrefilter(rules: readonly SastRule[], model: SastModel): Prefilter {
  const words = new Set<string>();
  const alone: (readonly string[])[] = [];
  const sinks: (readonly string[])[] = [];
  const sources = sourceNeeds(model);
  for (const rule of rules) {
    if (rule.taint === undefined && rule.calls === undefined) {
      if (rule.needs === undefined) return () => true;
      for (const text of rule.needs) alone.push([text]);
    }
    for (const call of rule.calls ?? []) for (const path of call.call) alone.push(namesOf(path, model));
    for (const sink of rule.taint?.sinks ?? []) {
      const paths = 'call' in sink ? sink.call : 'assign' in sink ? sink.assign : [];
      for (const path of paths) sinks.push(namesOf(path, model));
      if ('returns' in sink) sinks.push([]);
    }
  }
  for (const needs of [alone, sinks, sources]) for (const names of needs) for (const name of names) words.add(name);
  if ([...alone].some((names) => names.length === 0)) return () => true;
  const search = new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join('|') || '(?!)',
    'g',
  );
  const parts = partsAmong(words);
  return (text) => {
    const held = wordsIn(text, search, parts);
    const holds = (names: readonly string[]) => names.every((name) => held.has(name));
    return alone.some(holds) || (sinks.some(holds) && sources.some(holds));
  };
}

/** Every word that stands in the text; a word in another one counts too. */
function wordsIn(text: string, search: RegExp, parts: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const held = new Set<string>();
  for (const [word] of text.matchAll(search)) {
    if (held.has(word)) continue;
    held.add(word);
    for (const part of parts.get(word) ?? []) held.add(part);
  }
  return held;
}

function partsAmong(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  return new Map([...words].map((word) => [word, [...words].filter((part) => part !== word && word.includes(part))]));
}

/**
 * The names that must stand in a file for a path to be met there: the last one, and the module, which has to be imported.
 * Paths that the model's `results` lead to are met without their module's name.
 */
function namesOf(path: string, model: SastModel): readonly string[] {
  const names = path.split('.').map((name) => name.replaceAll('()', ''));
  const last = names.at(-1) ?? '';
  const first = names[0] ?? '';
  const led = Object.values(model.results).some((result) => result === first || result.startsWith(`${first}.`));
  const wanted = led || first.startsWith('*') || first === '?' ? [last] : [first, last];
  return wanted.filter((name) => name.length > 1 && !name.includes('*') && name !== '?');
}

function sourceNeeds(model: SastModel): readonly (readonly string[])[] {
  return Object.values(model.sources).flatMap((sources) =>
    sources.flatMap((source): readonly (readonly string[])[] => {
      if ('value' in source) return source.value.map((path) => namesOf(path, model));
      if ('result' in source) return source.result.map((path) => namesOf(path, model));
      if ('fills' in source) return source.fills.map((path) => namesOf(path, model));
      const { type, decorator, functionDecorator, passedTo, name } = source.parameter;
      const paths = passedTo ?? functionDecorator ?? decorator ?? type;
      const own = paths?.map((path) => namesOf(path, model).slice(-1)) ?? [name === undefined ? [] : [name]];
      return own;
    }),
  );
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
