import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { wordsOf } from '../words-of-name.ts';
import { namedValues } from './assignments.ts';
import { bare, everyExpression, lastName } from './every-expression.ts';
import { isPasswordName } from './secret-names.ts';

/** Last words of names of what opens something by itself. */
const CREDENTIAL =
  /(?:^|_)(?:(?:client|app|consumer|api|shared|master|jwt|session|cookie|token|signing|webhook|auth|oauth|hmac|encryption|secret)_?secret|secret_?key|api_?key|access_?key|secret_?access_?key|private_?key|encryption_?key|signing_?key|passphrase|password|passwd|pwd|secret)$/;

/** What stands where a value will be, is shown to people, or names something: `Your password`, `${X}`, `app.password`. */
const NO_VALUE =
  /^$|\s|^[<{$%*#.@/[]|^(?:https?|data|file):|^(?:x+|0+|\*+|1234?)$|change|replace|example|your|insert|enter|placeholder|dummy|fake|todo|sample|xxx|\*\*\*|redacted|hidden|invalid|required|missing|wrong|forgot|reset|confirm|undefined|null|^(?:none|string|text|token|key|test|foo|bar|abc|true|false|basic|bearer|default|current|new|old|show|empty|passwd)$/i;
const NAMES_SOMETHING = /pass(?:word|wd|phrase)|secret|_?key$|credential|token/i;
/** `user.email.password`, `PASSWORD_RESET`, `kebab-case-of-words`: keys of texts, of settings, of styles. */
const DOTTED_OR_WORDS =
  /^[A-Za-z_$][\w$]*(?:[.:/][\w$-]+)+$|^[A-Z]+(?:_[A-Z]+)+$|^[a-z]+(?:-[a-z]+){1,5}$|^[a-z]+(?:_[a-z]+){1,5}$/;

/** Tests make up passwords for users who are made up: https://mochajs.org/ https://jestjs.io/docs/api https://nodejs.org/api/test.html */
const TESTING = /(?:^|\.)(?:describe|it|test|suite|before|beforeEach|beforeAll)$/;

/** Values that are credentials by the names that they are given, and passwords that are compared with a fixed text. */
export const checkHardCodedCredential: ProgramCheck = (_program, lookup) => {
  if (lookup.calls.some(({ path }) => TESTING.test(path))) return [];
  const given = namedValues(lookup).flatMap(({ name, value, span }): readonly CheckResult[] => {
    if (!CREDENTIAL.test(wordsOf(name)) || !isCredential(value, lookup)) return [];
    return [{ span, message: `\`${name}\` is written in the code`, sensitive: true }];
  });
  return [...given, ...compared(lookup)].sort((a, b) => a.span.start - b.span.start);
};

const EQUALITY = new Set(['==', '===']);

function compared(lookup: Lookup): readonly CheckResult[] {
  return [...everyExpression(lookup)].flatMap((expression): readonly CheckResult[] => {
    if (expression.kind !== 'operation' || !EQUALITY.has(expression.operator)) return [];
    const names = expression.operands.map(lastName);
    const name = names.find((one) => one !== undefined && isPasswordName(one));
    if (name === undefined || !expression.operands.some((operand) => isCredential(operand, lookup))) return [];
    return [{ span: expression, message: `\`${name}\` is compared with what is written in the code`, sensitive: true }];
  });
}

/** A text as people choose or machines make for a credential. Only what stands there itself: a constant is reported where it gets its value. */
function isCredential(given: Expression, lookup: Lookup): boolean {
  const value = bare(given);
  if (value.kind !== 'text' && value.kind !== 'join') return false;
  const text = lookup.valueOf(value);
  if (typeof text !== 'string' || text.length < 4 || text.length > 200) return false;
  if (NO_VALUE.test(text) || DOTTED_OR_WORDS.test(text)) return false;
  return !NAMES_SOMETHING.test(text) || /\d{3}/.test(text);
}
