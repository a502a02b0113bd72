import { allStand, type Clue, createSearch, type Need, type NeedsOf } from './clues.ts';
import type { LanguageSupport } from './language.ts';
import { ANY_ROLE, createNameReader, type HeldNames } from './name-roles.ts';
import { needsByRoles } from './needs-by-roles.ts';
import { needsByWords } from './needs-by-words.ts';
import type { CallPattern, SastModel, SastRule } from './rule.ts';

/** The rules that a text may hold a result of: as a flow, or as a call or what code finds. */
export interface PossibleRules {
  readonly flows: ReadonlySet<SastRule>;
  readonly others: ReadonlySet<SastRule>;
}

/** The rules that a text may hold a result of; `undefined` for none. */
export type Prefilter = (text: string) => PossibleRules | undefined;

type Support = Pick<LanguageSupport, 'language' | 'presumed' | 'presumedNames' | 'looks'>;

/** A way from one of the sources to one of the sinks; `undefined`: from whoever calls. */
interface Flow {
  readonly ends: readonly Need[];
  /** Kinds of sources. */
  readonly from: readonly string[] | undefined;
}

/**
 * Computes from the rules what a file must hold to be worth parsing: all that a call needs that is a problem by itself, or what a sink
 * needs together with what a source needs that the rule follows, or what a rule in code says that it needs.
 */
export function createPrefilter(support: Support, rules: readonly SastRule[], model: SastModel): Prefilter {
  const all: PossibleRules = { flows: new Set(rules.filter(({ taint }) => taint)), others: new Set(rules) };
  const coded = rules.filter((rule) => rule.taint === undefined && rule.calls === undefined);
  if (coded.some(({ needs }) => needs === undefined)) return () => all;
  const byRoles = support.language === 'javascript';
  const needsOf = byRoles ? needsByRoles(support, model) : needsByWords(support, model);
  const searches = rules.map((rule) => {
    const { alone, flow } = waysOf(rule, needsOf);
    return { rule, alone, flow, calls: byFirst(alone), ends: byFirst(flow.ends) };
  });
  if (searches.some(({ alone }) => alone.some((need) => need.length === 0))) return () => all;
  const texts = coded.map((rule) => ({ rule, stand: codeNeeds(rule, support) }));
  const beginnings = Object.entries(model.sources).map(
    ([kind, sources]) => [kind, quickFirst(sources.flatMap(needsOf.source))] as const,
  );
  const sourcesByFirst = beginnings.map(([kind, needs]) => [kind, byFirst(needs)] as const);
  const ways = searches.flatMap(({ alone, flow }) => [...alone, ...flow.ends]);
  const names = new Set([...ways, ...beginnings.flatMap(([, needs]) => needs)].flatMap(namesOf));
  const readNames = byRoles
    ? createNameReader(names)
    : support.language === 'go'
      ? createGoReader(names)
      : createWordReader(names);
  return (text) => {
    const stands = createSearch(text, readNames(text));
    const isAnyMet = (groups: readonly NeedGroup[]) =>
      groups.some(({ first, rests }) => stands(first) && rests.some((rest) => rest.every(stands)));
    const rulesWith = (found: (search: (typeof searches)[number]) => boolean) =>
      searches.filter(found).map(({ rule }) => rule);
    const kinds = new Set(sourcesByFirst.filter(([, groups]) => isAnyMet(groups)).map(([kind]) => kind));
    const flows = rulesWith(({ flow, ends }) => (flow.from?.some((kind) => kinds.has(kind)) ?? true) && isAnyMet(ends));
    const calls = rulesWith(({ calls: needs }) => isAnyMet(needs));
    const others = [...calls, ...texts.filter(({ stand }) => stand(text)).map(({ rule }) => rule)];
    return flows.length + others.length === 0 ? undefined : { flows: new Set(flows), others: new Set(others) };
  };
}

/** Needs that begin with the same clue, which is looked for once; a need without clues stands by itself. */
interface NeedGroup {
  readonly first: Clue;
  readonly rests: readonly Need[];
}

const NOTHING: Clue = { kind: 'text', text: '' };

function byFirst(needs: readonly Need[]): readonly NeedGroup[] {
  const groups = new Map<string, { readonly first: Clue; readonly rests: Map<string, Need> }>();
  for (const [first = NOTHING, ...rest] of needs) {
    const key = JSON.stringify(first);
    const group = groups.get(key) ?? { first, rests: new Map<string, Need>() };
    group.rests.set(JSON.stringify(rest), rest);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, rests }) => ({ first, rests: [...rests.values()] }));
}

/** One of the texts that the rule names, and what its code sees in a text that was not parsed. */
function codeNeeds({ id, needs = [] }: SastRule, { looks }: Support): (text: string) => boolean {
  const texts = needs.map(allStand);
  const look = looks?.[id];
  return (text) => texts.some((stand) => stand(text)) && (look?.(text) ?? true);
}

function waysOf(rule: SastRule, needsOf: NeedsOf): { readonly alone: readonly Need[]; readonly flow: Flow } {
  const alone = quickFirst((rule.calls ?? []).flatMap((call) => callNeeds(call, needsOf)));
  if (rule.taint === undefined) return { alone, flow: { ends: [], from: [] } };
  const { sinks, callers, from } = rule.taint;
  const ends = sinks.flatMap((sink): readonly Need[] => {
    if ('returns' in sink) return [[]];
    if ('text' in sink || 'keys' in sink) return sink.needs.map((all): Need => all.map(textClue));
    if ('assign' in sink) return sink.assign.flatMap(needsOf.assigned);
    return callNeeds(sink, needsOf);
  });
  // What any function is called with needs no name.
  return { alone, flow: { ends: quickFirst(ends), from: callers === undefined ? from : undefined } };
}

/** Each once: families of an API share their names. Names are read already; what is imported, and then texts, are looked for where all names of a need stand. */
function quickFirst(needs: readonly Need[]): readonly Need[] {
  const sorted = needs.map((need) => need.toSorted((a, b) => COST[a.kind] - COST[b.kind]));
  return [...new Map(sorted.map((need) => [JSON.stringify(need), need])).values()];
}

const COST: Readonly<Record<Clue['kind'], number>> = { name: 0, pair: 0, package: 1, text: 2 };

/** What a call needs by its path, the keys that its conditions ask for, and one of the texts that it needs besides. */
function callNeeds({ call, when, needs: hints }: CallPattern, needsOf: NeedsOf): readonly Need[] {
  const keys = Object.entries(when ?? {}).flatMap(([selector, test]) => keysOf(selector, test).map(textClue));
  const needs = call.flatMap(needsOf.call).map((need) => [...need, ...keys]);
  if (hints === undefined) return needs;
  return needs.flatMap((need) => hints.map((all): Need => [...need, ...all.map(textClue)]));
}

function textClue(text: string): Clue {
  return { kind: 'text', text };
}

/** Entries of a record that must be there stand in the file by their names: `cookie`, `secure` of `0.cookie.secure`. */
function keysOf(selector: string, test: NonNullable<CallPattern['when']>[string]): readonly string[] {
  if (typeof test === 'object' && test !== null && 'missing' in test) return [];
  return selector
    .split('.')
    .slice(1)
    .filter((key) => /^[\w-]{2,}$/.test(key) && !/^\d/.test(key));
}

function namesOf(need: Need): readonly string[] {
  return need.flatMap((clue: Clue) =>
    clue.kind === 'name' ? [clue.name] : clue.kind === 'pair' ? [clue.owner, clue.name] : [],
  );
}

/** What may be one name, as it stands in a text. */
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const IS_NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Finds the names as whole names, in any role: `on` is not in `const`. */
function createWordReader(names: ReadonlySet<string>): (text: string) => HeldNames {
  // `net/http`, `String[]`: what is no single name is looked for as it is.
  const others = [...names].filter((name) => !IS_NAME.test(name));
  const search = others.length === 0 ? undefined : anyOf(others);
  return (text) => {
    const held = new Set(search === undefined ? [] : Array.from(text.matchAll(search), ([name]) => name));
    for (const name of text.match(NAME) ?? []) if (names.has(name)) held.add(name);
    return { roles: (name) => (held.has(name) ? ANY_ROLE : 0), isPair: (a, b) => held.has(a) && held.has(b) };
  };
}

function anyOf(names: readonly string[]): RegExp {
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`(?<![\\w$])(?:${longestFirst.join('|')})(?![\\w$])`, 'g');
}

/** Packages stand in imports alone, without the versions of their modules: `pgx/v5/pgxpool` is `pgx/pgxpool` (https://go.dev/ref/mod#major-version-suffixes). */
function createGoReader(names: ReadonlySet<string>): (text: string) => HeldNames {
  const all = [...names];
  const packages = new Set(all.filter((name) => name.includes('/')));
  const readWords = createWordReader(new Set(all.filter((name) => !name.includes('/'))));
  return (text) => {
    const words = readWords(text);
    const imported = importedPackages(text, packages);
    const roles = (name: string) => (imported.has(name) ? ANY_ROLE : words.roles(name));
    return { roles, isPair: (a, b) => roles(a) !== 0 && roles(b) !== 0 };
  };
}

/** The packages that a file imports, or that are above those. */
function importedPackages(text: string, known: ReadonlySet<string>): ReadonlySet<string> {
  const imports = Array.from(text.matchAll(/^import\b/gm)).at(-1)?.index ?? 0;
  const code = /^(?:func|type|var|const)\b/m.exec(text.slice(imports));
  const head = code === null ? text : text.slice(0, imports + code.index);
  const found = new Set<string>();
  for (const [, written = ''] of head.matchAll(/["`]([^"`\s]+)["`]/g)) {
    let path = written.replace(/\/v\d+(?=\/|$)|\.v\d+(?=\/|$)/, '');
    while (path !== '') {
      if (known.has(path)) found.add(path);
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    }
  }
  return found;
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
