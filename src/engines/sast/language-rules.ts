import type { LanguageSupport, ProgramCheck } from './language.ts';
import { compileRuleBook, type RuleBook } from './matching/rule-book.ts';
import { createPrefilter, type Prefilter } from './prefilter.ts';
import { readModel, readRules, type SastModel, type SastRule } from './rule.ts';

/** A language with its rules as read. */
export interface RuledLanguage {
  readonly support: LanguageSupport;
  readonly rules: readonly SastRule[];
  readonly model: SastModel;
}

/** What scanning needs of a language, compiled. */
export interface PreparedLanguage extends RuledLanguage {
  readonly book: RuleBook;
  readonly possibleIn: Prefilter;
  readonly checks: readonly { readonly rule: SastRule; readonly check: ProgramCheck }[];
}

/** Reads the rules of a language; throws where they are malformed, where a rule has no code, and where code has no rule. */
export function readLanguage(support: LanguageSupport): RuledLanguage {
  const rules = support.rules.flatMap(readRules);
  const model = readModel(support.model);
  const ids = new Set(rules.map((rule) => rule.id));
  const nameless = Object.keys(support.checks).find((id) => !ids.has(id));
  if (nameless !== undefined) throw new Error(`no rule describes the check ${nameless}`);
  const codeless = rules.find((rule) => isInCode(rule) && support.checks[rule.id] === undefined);
  if (codeless !== undefined) throw new Error(`no code checks the rule ${codeless.id}`);
  const unknown = rules.flatMap((rule) => rule.taint?.from ?? []).find((kind) => model.sources[kind] === undefined);
  if (unknown !== undefined) throw new Error(`the model of ${support.language} has no sources of kind ${unknown}`);
  return { support, rules, model };
}

export function prepareLanguage(language: RuledLanguage): PreparedLanguage {
  const { support, rules, model } = language;
  const checks = rules.flatMap((rule) => {
    const check = support.checks[rule.id];
    return check === undefined ? [] : [{ rule, check }];
  });
  return {
    ...language,
    book: compileRuleBook(rules, model),
    possibleIn: createPrefilter(support, rules, model),
    checks,
  };
}

function isInCode(rule: SastRule): boolean {
  return rule.taint === undefined && rule.calls === undefined;
}
