import type { Clue, Need, NeedsOf } from './clues.ts';
import { ALONE, ANY_ROLE, AS_MEMBER, isIdentifier, ROLE } from './name-roles.ts';
import { leadingTo, ownerOf, type Presuming, presumedOf } from './path-owners.ts';
import type { SastModel } from './rule.ts';

/** What may be called: by its name, behind a dot, or by a name that it gets. */
const CALLED = ROLE.memberCalled | ROLE.memberGiven | ROLE.called | ROLE.renamed;
/** What is taken of something: behind a dot, or by a pattern. */
const TAKEN = AS_MEMBER | ROLE.listed | ROLE.quoted;
/** What is known by its owner may have got any name. */
const NAMED = AS_MEMBER | ROLE.given | ROLE.called | ROLE.quoted;
const PARAMETER = ROLE.given;

type Source = SastModel['sources'][string][number];
type ParameterSource = Extract<Source, { parameter: object }>;

/** What a file of JavaScript or TypeScript must hold, by the roles in which names stand there. */
export function needsByRoles(support: Presuming, model: SastModel): NeedsOf {
  const met = (path: string, role: number) => needsOfPath(path, role, support, model);
  return {
    call: (path) => met(path, CALLED),
    assigned: (path) => met(path, ANY_ROLE),
    source(source) {
      if ('value' in source) return source.value.flatMap((path) => met(path, TAKEN));
      if ('result' in source) return source.result.flatMap((path) => met(path, CALLED));
      if ('fills' in source) return source.fills.flatMap((path) => met(path, CALLED));
      return parameterNeeds(source, support, model, (path) => met(path, CALLED));
    },
  };
}

/** The last name of a path in a role, the names behind its last wildcard, and what leads to its first name. */
function needsOfPath(path: string, role: number, support: Presuming, model: SastModel): readonly Need[] {
  const names = path.replaceAll('()', '').split('.');
  const owner = ownerOf(path, support.language);
  const behind = names.slice(names.findLastIndex((name) => /^[*?]+$/.test(name)) + 1);
  const last = behind.at(-1);
  // A name that stands behind a wildcard is written as it is.
  const free = owner === undefined || behind.length < names.length;
  const end: Need = last === undefined ? [] : [named(last, free ? role : NAMED)];
  // `**.createQueryBuilder().**.where`: the names before the last wildcard stand there too.
  if (owner === undefined)
    return [
      [
        ...names
          .slice(0, -1)
          .filter(isIdentifier)
          .map((name) => named(name, ANY_ROLE)),
        ...end,
      ],
    ];
  if (path.replaceAll('()', '') === owner) return ownerAlone(owner, role);
  const between = free ? behind.slice(0, -1).map((name) => named(name, ANY_ROLE)) : [];
  return waysTo(owner, path, support, model).map((way) => [...way, ...between, ...end]);
}

/** A function that a package is, or that every program has: `execa`, `fetch`, `RegExp`. */
function ownerAlone(owner: string, role: number): readonly Need[] {
  if (!isIdentifier(owner)) return [[{ kind: 'package', name: owner }]];
  return [[named(owner, role === CALLED ? ROLE.called | ROLE.renamed | ROLE.quoted : ANY_ROLE)]];
}

/** How a file comes to what a path begins with: a package by its quoted name, a global by its name, an instance by what gives it. */
function waysTo(owner: string, path: string, support: Presuming, model: SastModel): readonly Need[] {
  const presumed = presumedNeeds(path, support);
  const given = [...leadingTo(owner, support.language, model)].flatMap((name): readonly Need[] => {
    if (!isIdentifier(name)) return [[{ kind: 'package', name }]];
    return name === owner ? ownWays(owner, path) : [[named(name, ANY_ROLE)]];
  });
  return [...presumed, ...given];
}

function ownWays(owner: string, path: string): readonly Need[] {
  const [first = '', second = ''] = path.split('.');
  // Types and classes are named wherever an instance is.
  if (/^[A-Z]/.test(owner)) return [[named(owner, ANY_ROLE)]];
  const imported = [named(owner, ROLE.quoted | ROLE.renamed)];
  if (first.endsWith('()')) return [imported, [named(owner, ROLE.called)]];
  const next = second.replaceAll('()', '');
  // `const { hash } = window.location`
  const taken = [named(owner, ROLE.given | ROLE.memberGiven)];
  return isIdentifier(next) ? [imported, [{ kind: 'pair', owner, name: next }], taken] : [[named(owner, ANY_ROLE)]];
}

function parameterNeeds(
  { parameter, below }: ParameterSource,
  support: Presuming,
  model: SastModel,
  needsOf: (path: string) => readonly Need[],
): readonly Need[] {
  const { type, decorator, functionDecorator, passedTo, name } = parameter;
  const paths = passedTo ?? functionDecorator ?? decorator;
  const each = (ways: readonly Need[], own: string | undefined) =>
    ways.flatMap((way) => partNeeds(own, below).map((part) => [...way, ...part]));
  if (paths !== undefined || type === undefined) return each(paths?.flatMap(needsOf) ?? [[]], name);
  return type.flatMap((path) => [
    ...each(presumedNeeds(path, support), name ?? support.presumedNames?.[path]),
    ...each(needsOfPath(path, ANY_ROLE, { language: support.language }, model), name),
  ]);
}

/** Requests are passed on to functions whose parameters have other names; what else has a name is used by it. */
const PASSED_ON = /^_?req(?:uest)?$/;

/** A parameter by its name, and one of the properties that are taken of it. */
function partNeeds(name: string | undefined, below: readonly string[] | undefined): readonly Need[] {
  const own: Need = name === undefined ? [] : [named(name, PARAMETER)];
  if (below === undefined) return [own];
  return below.flatMap((property): readonly Need[] => {
    const taken: Need = [...own, named(property, TAKEN)];
    if (name === undefined || PASSED_ON.test(name)) return [taken];
    // `const { params } = ctx`, `(ctx as Context).params`
    return [
      [...own, { kind: 'pair', owner: name, name: property }],
      [named(name, ROLE.renamed | ROLE.called), ...taken],
    ];
  });
}

/** A type is presumed of a parameter's name. */
function presumedNeeds(path: string, support: Presuming): readonly Need[] {
  return presumedOf(path, support).map((name): Need => [named(name, ALONE)]);
}

/** A name in a role; what is no single name stands there as it is, or as the pattern between two slashes finds it. */
function named(name: string, roles: number): Clue {
  return isIdentifier(name) ? { kind: 'name', name, roles } : { kind: 'text', text: name };
}
