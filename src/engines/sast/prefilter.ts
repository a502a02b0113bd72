import type { LanguageSupport } from './language.ts';
import type { Language } from './program.ts';
import type { SastModel, SastRule } from './rule.ts';

/** Whether a text may hold a result of some rule of a language. */
export type Prefilter = (text: string) => boolean;

/** Names that must all stand in a text. */
type Needs = readonly string[];

type Support = Pick<LanguageSupport, 'language' | 'presumed'>;

/**
 * Computes from the rules which texts a file must hold to be worth parsing: all the names of a call that is a problem by itself,
 * or those of a sink together with those of a source that the rule follows, or what a rule in code says that it needs.
 */
export function createPrefilter(support: Support, rules: readonly SastRule[], model: SastModel): Prefilter {
  const coded = rules.filter((rule) => rule.taint === undefined && rule.calls === undefined);
  if (coded.some(({ needs }) => needs === undefined)) return () => true;
  const texts = [...new Set(coded.flatMap(({ needs }) => needs ?? []))].map(textNeed);
  const needsOf = (path: string) => needsOfPath(path, support, model);
  const alone = rules.flatMap((rule) => (rule.calls ?? []).flatMap(({ call }) => call.flatMap(needsOf)));
  const flows = rules.flatMap(({ taint }) => {
    if (taint === undefined) return [];
    const sinks = taint.sinks.flatMap((sink): readonly Needs[] => {
      if ('returns' in sink) return [[]];
      return ('call' in sink ? sink.call : sink.assign).flatMap(needsOf);
    });
    // What any function is called with needs no name.
    if (taint.callers !== undefined) return [{ sinks, sources: [[]] }];
    return [{ sinks, sources: taint.from.flatMap((kind) => sourceNeeds(model.sources[kind] ?? [], needsOf)) }];
  });
  if (alone.some((needs) => needs.length === 0)) return () => true;
  const words = new Set([alone, ...flows.flatMap(({ sinks, sources }) => [sinks, sources])].flat(2));
  const search = namesSearch(words);
  return (text) => {
    if (texts.some((stands) => stands(text))) return true;
    const held = new Set(Array.from(text.matchAll(search), ([name]) => name));
    const holds = (needs: Needs) => needs.every((name) => held.has(name));
    return alone.some(holds) || flows.some(({ sinks, sources }) => sinks.some(holds) && sources.some(holds));
  };
}

/** Whether what a rule in code needs stands in a text: itself, or what the pattern between two slashes finds. */
export function textNeed(need: string): (text: string) => boolean {
  const pattern = /^\/(.+)\/$/s.exec(need)?.[1];
  if (pattern === undefined) return (text) => text.includes(need);
  const search = new RegExp(pattern);
  return (text) => search.test(text);
}

/** Finds the names as whole names: `on` is not in `const`. */
function namesSearch(names: ReadonlySet<string>): RegExp {
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`(?<![\\w$])(?:${longestFirst.join('|') || '(?!)'})(?![\\w$])`, 'g');
}

/**
 * The names that must stand in a file for a path to be met there: the last one, and what leads to it, which has to be imported or
 * written as a type. A path has several ways where the model's `results` give its type to the results of other calls.
 */
function needsOfPath(path: string, support: Support, model: SastModel): readonly Needs[] {
  const names = path.replaceAll('()', '').split('.');
  const last = names.at(-1) ?? '';
  const owner = ownerOf(path, support.language);
  const owners = owner === undefined ? [''] : [...leadingTo(owner, support, model)];
  return owners.map((name) =>
    [...new Set([name, last])].filter((one) => one.length > 1 && !/[*?/]/.test(lastPart(one))),
  );
}

/** Names of packages keep their slashes: `net/http`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The package or class that must be named where a path is met; `undefined` where it may be any. */
function ownerOf(path: string, language: Language): string | undefined {
  const bare = path.replaceAll('()', '');
  if (/^[*?]/.test(bare)) return undefined;
  const slash = bare.lastIndexOf('/');
  if (slash >= 0) return bare.slice(0, bare.indexOf('.', slash) === -1 ? bare.length : bare.indexOf('.', slash));
  const names = bare.split('.');
  // Java's packages say nothing: their first name is `java` or `org`, and a file names the class.
  if (language === 'java') return names.slice(0, -1).findLast((name) => /^[A-Z]/.test(name));
  return names[0];
}

/** The owner and those whose calls give something of it, however far back. */
function leadingTo(owner: string, { language, presumed = {} }: Support, { results }: SastModel): ReadonlySet<string> {
  const owners = new Set([owner]);
  for (const known of owners) {
    for (const name of presumed[known] ?? []) owners.add(name);
    for (const [call, given] of Object.entries(results)) {
      if (ownerOf(`${given}.x`, language) !== known) continue;
      owners.add(ownerOf(call, language) ?? '');
    }
  }
  return owners;
}

type Source = SastModel['sources'][string][number];

function sourceNeeds(sources: readonly Source[], needsOf: (path: string) => readonly Needs[]): readonly Needs[] {
  return sources.flatMap((source): readonly Needs[] => {
    if ('value' in source) return source.value.flatMap(needsOf);
    if ('result' in source) return source.result.flatMap(needsOf);
    if ('fills' in source) return source.fills.flatMap(needsOf);
    const { type, decorator, functionDecorator, passedTo, name } = source.parameter;
    const own = name === undefined ? [] : [name];
    const paths = passedTo ?? functionDecorator ?? decorator;
    if (paths !== undefined) return paths.flatMap(needsOf).map((needs) => [...needs, ...own]);
    // Of a type only its own name is sure to stand there.
    if (type !== undefined) return type.map((path) => [path.slice(path.lastIndexOf('.') + 1), ...own]);
    return source.below === undefined ? [own] : source.below.map((below) => [below, ...own]);
  });
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
