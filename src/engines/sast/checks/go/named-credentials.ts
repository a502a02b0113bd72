import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Span, Statement } from '../../program.ts';
import { wordsOf } from '../words-of-name.ts';

/** Last words of names of what opens something by itself. */
const CREDENTIAL =
  /(?:^|_)(?:password|passwd|passphrase|pwd|secret|secret_?key|api_?key|access_?key|access_?token|auth_?token|private_?key|encryption_?key|signing_?key|api_?secret|client_?secret|jwt_?key|api_?token|bearer_?token)$/;
/** Names of what may also be a word of a program; only a value that a machine has made is one. */
const MAYBE = /(?:^|_)(?:pw|pass|token|cred|credential|credentials|access_?key_?id)$/;
const PASSWORD = /(?:^|_)(?:password|passwd|passphrase|pwd)$/;

/** What stands where a value will be, is shown to people, or names something. */
const NO_VALUE =
  /^$|\s|^[<{$%*#@/[.]|^(?:https?|file):|^(?:x+|0+|\*+|1234?)$|change|replace|example|your|insert|enter|placeholder|dummy|fake|todo|sample|xxx|\*\*\*|redacted|hidden|invalid|required|missing|wrong|forgot|reset|confirm|^(?:none|string|text|token|key|test|foo|bar|abc|true|false|basic|bearer|default|current|new|old|empty|nil|null)$/i;
const NAMES_SOMETHING = /pass(?:word|wd|phrase)|secret|key|credential|token|^x-/i;
/** `user.password`, `PASSWORD_RESET`, words of a header or of a setting, a path, a type of content. */
const WORDS = /^[A-Za-z_]\w*(?:[.:/][\w.$-]+)+$|^[A-Z]+(?:_[A-Z0-9]+)+$|^[A-Za-z]+(?:[-_ ][A-Za-z]+){1,6}$/;

/** Values that are credentials by the names that they are given, and passwords that are compared with a fixed text. */
export const namedCredential: ProgramCheck = (program, lookup) => {
  // Tests make up passwords for users who are made up.
  if ([...program.imports.values()].includes('testing')) return [];
  return [...lookup.statements.flatMap((statement) => inStatement(statement, lookup)), ...inLiterals(lookup)]
    .filter((one, index, all) => all.findIndex((other) => other.span.start === one.span.start) === index)
    .sort((a, b) => a.span.start - b.span.start);
};

function inStatement(statement: Statement, lookup: Lookup): readonly CheckResult[] {
  if (statement.kind === 'if') return compared(statement.condition, lookup);
  if (statement.kind !== 'assign' || statement.value === undefined) return [];
  const { target, value } = statement;
  if (target.kind === 'variable') return named(target.name, value, statement, lookup);
  return target.kind === 'place' && target.place.kind === 'member'
    ? named(target.place.property, value, statement, lookup)
    : [];
}

/** Fields of structs, and entries of maps that stand in a variable. */
function inLiterals(lookup: Lookup): readonly CheckResult[] {
  const ofStructs = lookup.calls.flatMap((call) =>
    call.arguments.flatMap(({ name, value }) => (name === undefined ? [] : named(name, value, value, lookup))),
  );
  const ofMaps = lookup.statements.flatMap((statement) => {
    const record = givenBy(statement);
    if (record?.kind !== 'record' || record.type !== undefined) return [];
    return record.entries.flatMap(({ key, value }) => (key === undefined ? [] : named(key, value, value, lookup)));
  });
  return [...ofStructs, ...ofMaps];
}

function givenBy(statement: Statement): Expression | undefined {
  if (statement.kind === 'assign') return statement.value;
  return statement.kind === 'expression' ? statement.expression : undefined;
}

function named(name: string, value: Expression, span: Span, lookup: Lookup): readonly CheckResult[] {
  const words = wordsOf(name);
  const isKnown = CREDENTIAL.test(words) && isCredential(value, PASSWORD.test(words), lookup);
  if (!isKnown && !(MAYBE.test(words) && isCredential(value, false, lookup) && isMade(value, lookup))) return [];
  return [{ span: { start: span.start, end: span.end }, message: `\`${name}\` stands in the code`, sensitive: true }];
}

/** `if password == "…"`, also as a part of a condition. */
function compared(condition: Expression, lookup: Lookup, depth = 0): readonly CheckResult[] {
  if (condition.kind !== 'operation' || depth > 20) return [];
  const { operator, operands } = condition;
  if (operator === '&&' || operator === '||' || operator === '!')
    return operands.flatMap((operand) => compared(operand, lookup, depth + 1));
  if (operator !== '==' && operator !== '!=') return [];
  const name = operands.map(lastName).find((one) => one !== undefined && PASSWORD.test(wordsOf(one)));
  if (name === undefined || !operands.some((operand) => isCredential(operand, true, lookup))) return [];
  return [{ span: condition, message: `\`${name}\` is compared with what stands in the code`, sensitive: true }];
}

function lastName(value: Expression): string | undefined {
  return value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
}

/** A text as people choose or machines make for a credential: a password is any word that is no setting, a key has letters and digits. */
function isCredential(given: Expression, isPassword: boolean, lookup: Lookup): boolean {
  const value = given.kind === 'wrapped' ? given.value : given;
  if (value.kind !== 'text') return false;
  const text = lookup.valueOf(value);
  if (typeof text !== 'string' || text.length < (isPassword ? 4 : 8) || text.length > 200) return false;
  if (NO_VALUE.test(text) || WORDS.test(text)) return false;
  if (NAMES_SOMETHING.test(text) && !/\d{3}/.test(text)) return false;
  return isPassword || (/\d/.test(text) && /[a-z]/i.test(text));
}

/** Long, of letters and digits without order. */
function isMade(given: Expression, lookup: Lookup): boolean {
  const text = lookup.valueOf(given);
  if (typeof text !== 'string' || text.length < 16) return false;
  return new Set(text).size >= 10 && (text.match(/\d/g) ?? []).length >= 3;
}
