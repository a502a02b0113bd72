import type { FilePath } from '../../../model/path.ts';
import type { Severity } from '../../../model/severity.ts';
import type { IacResult, RuledCheck } from '../check.ts';
import { type IacRule, readRules } from '../rule.ts';
import { type Infrastructure, type Resource, regionIn } from './infrastructure.ts';
import type { Place, Value } from './value.ts';

/** A result with its file: infrastructure spreads over several. */
export interface CloudResult extends IacResult {
  readonly path: FilePath;
}

export type CloudCheck = (infrastructure: Infrastructure) => readonly CloudResult[];

/** A rule file with the code of its rules for each language; a rule has code for at least one. */
export interface CloudGroup {
  readonly rules: unknown;
  readonly terraform: Readonly<Record<string, CloudCheck>>;
  readonly cloudformation?: Readonly<Record<string, CloudCheck>>;
}

export interface RuledCloudCheck extends Omit<RuledCheck<Infrastructure>, 'check'> {
  readonly check: CloudCheck;
}

/** The checks of one language; throws where code has no rule or a rule has no code in any language. */
export function cloudChecks(
  groups: readonly CloudGroup[],
  language: 'terraform' | 'cloudformation',
): readonly RuledCloudCheck[] {
  return groups.flatMap((group) => {
    const rules = readRules(group.rules);
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const coded = new Set([...Object.keys(group.terraform), ...Object.keys(group.cloudformation ?? {})]);
    const codeless = rules.find(({ id }) => !coded.has(id));
    if (codeless !== undefined) throw new Error(`no code checks the rule ${codeless.id}`);
    return Object.entries(group[language] ?? {}).map(([id, check]) => ({ rule: ruleOf(byId, id), check }));
  });
}

function ruleOf(rules: ReadonlyMap<string, IacRule>, id: string): IacRule {
  const rule = rules.get(id);
  if (rule === undefined) throw new Error(`no rule describes the check ${id}`);
  return rule;
}

/** What a check says about a resource. */
export interface Found {
  /** What it is about; without it, the resource as a whole. */
  readonly about?: Value | Place | undefined;
  readonly message: string;
  readonly severity?: Severity;
  readonly sensitive?: boolean;
  /** What should stand where `about` does, if that is certain. */
  readonly replacement?: string;
}

export type ResourceCheck = (resource: Resource, infrastructure: Infrastructure) => readonly Found[];

/** A check of every resource of some types. */
export function each(types: string | readonly string[], check: ResourceCheck): CloudCheck {
  const wanted = typeof types === 'string' ? [types] : types;
  return (infrastructure) =>
    wanted.flatMap((type) =>
      infrastructure
        .ofType(type)
        .flatMap((resource) => check(resource, infrastructure).map((found) => resultOf(resource, found))),
    );
}

/** Several checks as one. */
export function all(...checks: readonly CloudCheck[]): CloudCheck {
  return (infrastructure) => checks.flatMap((check) => check(infrastructure));
}

function resultOf(resource: Resource, { about, message, severity, sensitive, replacement }: Found): CloudResult {
  const place = about === undefined ? undefined : 'place' in about ? about.place : about;
  const region = regionIn(resource, place);
  const isAtPlace = place !== undefined && region === place.region;
  return {
    path: resource.path,
    region,
    resource: resource.address,
    message,
    ...(severity !== undefined && { severity }),
    ...(sensitive === true && { sensitive }),
    ...(replacement !== undefined && isAtPlace && { edits: [{ region, replacement }] }),
  };
}
