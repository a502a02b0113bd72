import type { SarifLevel } from '../model/result.ts';
import type { JsonObject } from './fields.ts';
import { asCount, asList, asObject, asText, field } from './fields.ts';
import { MAX_HELP, MAX_LINK, MAX_MESSAGE, MAX_NAME, MAX_TAGS_READ } from './limits.ts';
import type { SarifRule } from './log.ts';

/** A rule as the report has it, with what its results' messages may refer to. */
export interface FoundRule {
  readonly id: string | undefined;
  readonly rule: SarifRule;
  readonly messages: JsonObject | undefined;
}

const LEVELS: readonly string[] = ['error', 'warning', 'note', 'none'] satisfies readonly SarifLevel[];

/** One of SARIF's four levels (§3.27.10). */
export function asLevel(value: unknown): SarifLevel | undefined {
  // The list above holds exactly the members of the type.
  return typeof value === 'string' && LEVELS.includes(value) ? (value as SarifLevel) : undefined;
}

/** The rules of a run's driver and extensions, found by what a result says (§3.27.5–§3.27.7, §3.52, §3.54). */
export class RuleBook {
  readonly #components: readonly (readonly FoundRule[])[];
  readonly #byId = new Map<string, FoundRule>();
  readonly #byGuid = new Map<string, FoundRule>();
  readonly #componentNames: readonly (string | undefined)[];
  readonly globalMessages: JsonObject | undefined;

  constructor(tool: unknown) {
    const components = [field(tool, 'driver'), ...asList(field(tool, 'extensions'))];
    this.globalMessages = asObject(field(components[0], 'globalMessageStrings'));
    this.#componentNames = components.map((component) => asText(field(component, 'name'), MAX_NAME));
    this.#components = components.map((component) => asList(field(component, 'rules')).map(readRule));
    for (const [component, rules] of this.#components.entries()) {
      const raw = asList(field(components[component], 'rules'));
      for (const [at, rule] of rules.entries()) {
        if (rule.id !== undefined && !this.#byId.has(rule.id)) this.#byId.set(rule.id, rule);
        const guid = asText(field(raw[at], 'guid'), MAX_NAME);
        if (guid !== undefined) this.#byGuid.set(guid, rule);
      }
    }
  }

  /** The rule of a result; `undefined` where the report describes none. */
  find(result: unknown): FoundRule | undefined {
    const reference = field(result, 'rule');
    const index = asCount(field(result, 'ruleIndex'), 0) ?? asCount(field(reference, 'index'), 0);
    const id = asText(field(result, 'ruleId'), MAX_NAME) ?? asText(field(reference, 'id'), MAX_NAME);
    const guid = asText(field(reference, 'guid'), MAX_NAME);
    const indexed = index === undefined ? undefined : this.#components[this.#componentOf(reference)]?.[index];
    // An index that contradicts the id is a writer's mistake; the id is what people see.
    const agrees = indexed !== undefined && (id === undefined || indexed.id === undefined || isUnder(id, indexed.id));
    if (agrees) return indexed;
    return this.#byName(id) ?? (guid === undefined ? undefined : this.#byGuid.get(guid));
  }

  /** 0 is the driver, n + 1 the extension n (§3.54.2, §3.54.4). */
  #componentOf(reference: unknown): number {
    const component = field(reference, 'toolComponent');
    const index = asCount(field(component, 'index'), 0);
    if (index !== undefined) return index + 1;
    const name = asText(field(component, 'name'), MAX_NAME);
    return name === undefined ? 0 : Math.max(0, this.#componentNames.indexOf(name));
  }

  /** `CA2101/1` is described by the rule `CA2101` (§3.27.5). */
  #byName(id: string | undefined): FoundRule | undefined {
    for (
      let name = id;
      name !== undefined;
      name = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : undefined
    ) {
      const rule = this.#byId.get(name);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }
}

/** A rule that the report does not describe. */
export const UNDESCRIBED: SarifRule = {
  name: undefined,
  shortDescription: undefined,
  fullDescription: undefined,
  help: undefined,
  helpUri: undefined,
  level: undefined,
  tags: [],
  securitySeverity: undefined,
  properties: {},
};

/** A number from 0 to 10, as a number or as code scanning's numeric text; anything else is none. */
export function asSecuritySeverity(value: unknown): number | undefined {
  const score = typeof value === 'string' && /^\d{1,2}(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return typeof score === 'number' && score >= 0 && score <= 10 ? score : undefined;
}

/** Tags of a property bag; what is no text is left out. */
export function tagsOf(properties: unknown): readonly string[] {
  return asList(field(properties, 'tags'))
    .slice(0, MAX_TAGS_READ)
    .flatMap((tag) => asText(tag, MAX_NAME) ?? []);
}

function readRule(value: unknown): FoundRule {
  const properties = asObject(field(value, 'properties')) ?? {};
  const help = field(value, 'help');
  return {
    id: asText(field(value, 'id'), MAX_NAME),
    messages: asObject(field(value, 'messageStrings')),
    rule: {
      name: asText(field(value, 'name'), MAX_NAME),
      shortDescription: textOf(field(value, 'shortDescription'), MAX_MESSAGE),
      fullDescription: textOf(field(value, 'fullDescription'), MAX_MESSAGE),
      help: textOf(help, MAX_HELP),
      helpUri: webAddress(field(value, 'helpUri')),
      level: asLevel(field(field(value, 'defaultConfiguration'), 'level')),
      tags: tagsOf(properties),
      securitySeverity: asSecuritySeverity(properties['security-severity']),
      properties,
    },
  };
}

function textOf(message: unknown, length: number): string | undefined {
  return asText(field(message, 'text'), length) ?? asText(field(message, 'markdown'), length);
}

/** Only a web address becomes a link anywhere: `javascript:` and `file:` never leave this place. */
function webAddress(value: unknown): string | undefined {
  const text = asText(value, MAX_LINK);
  return text !== undefined && /^https?:\/\/[^\s<>"]+$/i.test(text) ? text : undefined;
}

function isUnder(id: string, ruleId: string): boolean {
  return id === ruleId || id.startsWith(`${ruleId}/`);
}
