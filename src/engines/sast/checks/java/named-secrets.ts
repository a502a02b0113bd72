import type { CheckResult, Lookup, ResolvedCall } from '../../language.ts';
import type { Expression, Statement, Target } from '../../program.ts';
import { wordsOf } from '../words-of-name.ts';

/** Names of values that nobody may know, at the end: `PASSWORD_FIELD` and `passwordLabel` are none. */
const SECRET =
  /(?:^|_)(?:pass(?:word|wd|phrase|code)?|pwd|passwort|secrets?(?:_key)?|api_?(?:key|secret)|access_?key|secret_?access_?key|auth_?token|access_?token|private_?key|encryption_?key|signing_?key|client_?secret|shared_?secret|jwt_?(?:secret|key))_?\d*$/;
/** Keys under which programs look for passwords: of JNDI, JDBC, mail, and their own. */
const SECRET_KEY = /(?:^|[._-])(?:password|passwd|pwd|credentials|secret(?:key)?|SECURITY_CREDENTIALS|PASSWORD)$/i;

/** `clientSecret`, `DB_PASSWORD`, `pass2` by their words. */
function isSecretName(name: string): boolean {
  return SECRET.test(wordsOf(name));
}

/** Variables with such a name that are given a secret as it is, comparisons with one, and settings of such a name. */
export function namedSecrets(lookup: Lookup): readonly NamedSecret[] {
  return [
    ...lookup.statements.flatMap((statement) => inAssignment(statement, lookup)),
    ...lookup.calls.flatMap((call) => [...inComparison(call, lookup), ...inSetting(call, lookup)]),
  ];
}

/** A result with the name of what holds it. */
export interface NamedSecret extends CheckResult {
  readonly name: string;
}

function inAssignment(statement: Statement, lookup: Lookup): readonly NamedSecret[] {
  if (statement.kind !== 'assign' || statement.value === undefined) return [];
  const name = nameOf(statement.target);
  if (name === undefined || !isSecretName(name)) return [];
  const isHeld = secretsIn(statement.value, lookup).some((text) => isLikely(text, name));
  return isHeld ? [report(statement, name, `The value of ${name} stands in the code`)] : [];
}

function nameOf(target: Target): string | undefined {
  if (target.kind === 'variable') return target.name;
  return target.kind === 'place' && target.place.kind === 'member' ? target.place.property : undefined;
}

/** `"…".equals(password)`, `password.equals("…")`. */
function inComparison(call: ResolvedCall, lookup: Lookup): readonly NamedSecret[] {
  const { callee, arguments: given } = call;
  if (callee.kind !== 'member' || !/^(?:equals|contentEquals)$/.test(callee.property) || given.length !== 1) return [];
  const sides = [callee.object, given[0]?.value];
  const name = sides.map((side) => side && nameIn(side)).find((each) => each !== undefined && isSecretName(each));
  const text = sides.map((side) => side && lookup.valueOf(side)).find((value) => typeof value === 'string');
  if (name === undefined || typeof text !== 'string' || !isLikely(text, name)) return [];
  return [report(call, name, `The ${name} that is right stands in the code`)];
}

/** The last name of a variable, field or getter. */
function nameIn(value: Expression): string | undefined {
  if (value.kind === 'name') return value.name;
  if (value.kind === 'member') return value.property;
  if (value.kind !== 'call' || value.arguments.length > 0) return undefined;
  return nameIn(value.callee)?.replace(/^get(?=[A-Z])/, '');
}

/** `settings.setProperty("mail.password", "…")`, `environment.put(Context.SECURITY_CREDENTIALS, "…")`. */
function inSetting(call: ResolvedCall, lookup: Lookup): readonly NamedSecret[] {
  const [key, value] = call.arguments;
  if (key === undefined || value === undefined || !/\.(?:put|setProperty|addProperty)$/.test(call.path)) return [];
  const fixed = lookup.valueOf(key.value);
  const name = typeof fixed === 'string' ? fixed : lookup.pathOf(key.value);
  const text = lookup.valueOf(value.value);
  if (!SECRET_KEY.test(name) || typeof text !== 'string' || !isLikely(text, name.split('.').at(-1) ?? '')) return [];
  return [report(call, name, `The value of ${name} stands in the code`)];
}

/** A text, its characters or bytes, or several of them. */
function secretsIn(value: Expression, lookup: Lookup, depth = 0): readonly string[] {
  if (depth > 4) return [];
  if (value.kind === 'text') return [value.value];
  if (value.kind === 'wrapped') return secretsIn(value.value, lookup, depth + 1);
  if (value.kind === 'list') return inArray(value.items, lookup);
  if (value.kind !== 'call' || value.callee.kind !== 'member') return [];
  const { object, property } = value.callee;
  if (/^(?:getBytes|toCharArray|trim)$/.test(property)) {
    const fixed = lookup.valueOf(object);
    return typeof fixed === 'string' ? [fixed] : [];
  }
  const [given] = value.arguments;
  return /^(?:encode\w*|decode\w*)$/.test(property) && given ? secretsIn(given.value, lookup, depth + 1) : [];
}

/** `{'s', 'e', 'c', 'r', '3', 't'}` as a text; several texts as they are; numbers as something that nobody reads. */
function inArray(items: readonly Expression[], lookup: Lookup): readonly string[] {
  const values = items.map((item) => lookup.valueOf(item.kind === 'wrapped' ? item.value : item));
  if (values.length < 4 || values.includes(undefined)) return [];
  if (values.every((value) => typeof value === 'string' && value.length === 1)) return [`${values.join('')}#`];
  if (values.every((value) => typeof value === 'number'))
    return new Set(values).size < 4 ? [] : [`k!${values.join('!')}`];
  return values.filter((value) => typeof value === 'string');
}

/** What is filled in later, or shows how it looks. */
const PLACEHOLDER =
  /^[$#%<{[*]|\$\{|%s|change.?me|change.?it|your|example|dummy|placeholder|insert|enter|undefined|redacted|x{3,}|\*{3,}|\.{3,}/i;
/** Names of settings, headers, fields, classes, addresses, paths: words and what joins them. */
const NAME_LIKE =
  /^(?:[a-z]+(?:[\s._:/-]+[a-z]+)*[._:-]?|[a-z][\w-]*(?:\.[\w-]+)+|(?:https?|jdbc|classpath|file|ldaps?):.*|\/.*)$/i;

/** Looks like something that somebody made up to be secret: not a word, a name or a sentence, and not the name again. */
function isLikely(text: string, name: string): boolean {
  const value = text.trim();
  if (value.length < 6 || value.length > 300 || /\s/.test(value)) return false;
  if (PLACEHOLDER.test(value) || NAME_LIKE.test(value)) return false;
  const letters = (word: string) => word.replace(/[^a-z]/gi, '').toLowerCase();
  return letters(value) !== letters(name) || /[^\w-]/.test(value);
}

function report({ start, end }: Statement | ResolvedCall, name: string, message: string): NamedSecret {
  return { span: { start, end }, message, sensitive: true, name };
}
