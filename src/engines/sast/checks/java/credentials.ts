import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression, Span } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';
import { namedSecrets } from './named-secrets.ts';

/** A password as an argument by itself. */
const PASSWORDS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:DriverManager\.getConnection|DriverManagerDataSource)$/, '2'],
  [/DataSource(?:\(\))?\.getConnection$/, '1'],
  [/(?:DataSource|Factory|Config|Builder|source|factory|config|ChannelSftp|jsch\.Session|session)\.setPassword$/i, '0'],
  [
    /(?:^|\.)(?:PasswordAuthentication|UsernamePasswordCredentials|UsernamePasswordToken|DefaultAuthenticator|KerberosKey)$/,
    '1',
  ],
  [/(?:^|\.)(?:BasicAWSCredentials|BasicSessionCredentials)$/, '1'],
  [/(?:^|\.)AwsBasicCredentials\.create$/, '1'],
  [/(?:^|\.)MongoCredential\.create\w+$/, '2'],
  [/(?:^|\.)(?:PBEKeySpec|PasswordProtection)$/, '0'],
  [/(?:^|\.)KeyStore(?:\.getInstance\(\))?\.(?:load|getKey|store)$/, '1'],
  [/(?:^|\.)KeyManagerFactory(?:\.getInstance\(\))?\.init$/, '1'],
  [/\.loadKeyMaterial$/, '1'],
  [/(?:^|\.)FTPS?Client\.login$/, '1'],
  [/\.setAuthentication$/, '1'],
  [/(?:^|\.)Credentials\.basic$/, '1'],
  [/(?:^|\.)Jedis\.auth$/, '0'],
  [/(?:withUser|withUsername|User(?:\.builder\(\))?\.username)\(\)\.(?:.*\.)?password$/, '0'],
];
const PASSWORD_IN = /[?&;]password=([^&;\s]+)|:\/\/[^:/@\s]+:([^@\s/]+)@/i;

/** Passwords as literals in calls that log in; where they are not, those that their names show. */
export const hardcodedCredentials: ProgramCheck = (program, lookup) => {
  const given = onceByVariable(inCalls(lookup), lookup);
  const told = [...given, ...hardcodedKey(program, lookup)];
  const used = new Set(
    lookup.calls.filter((call) => told.some(({ span }) => span.start === call.start)).flatMap(namesIn),
  );
  const named = namedSecrets(lookup).filter(
    ({ span, name }) => !used.has(name) && !told.some((one) => overlaps(one.span, span)),
  );
  return [...given, ...named].sort((a, b) => a.span.start - b.span.start);
};

/** A variable that several calls of a function get is said once. */
function onceByVariable(results: readonly CheckResult[], lookup: Lookup): readonly CheckResult[] {
  const told = new Set<string>();
  return results.filter(({ span }) => {
    const names = lookup.calls.filter((call) => call.start === span.start && call.end === span.end).flatMap(namesIn);
    const keys = names.map((name) => `${name} ${functionAround(lookup, span)?.start ?? 'file'}`);
    if (keys.some((key) => told.has(key))) return false;
    for (const key of keys) told.add(key);
    return true;
  });
}

/** The variables that a call is given, also as bytes or characters. */
function namesIn({ arguments: given }: ResolvedCall): readonly string[] {
  return given.flatMap(({ value }) => {
    const bare = value.kind === 'call' && value.callee.kind === 'member' ? value.callee.object : value;
    return bare.kind === 'name' ? [bare.name] : bare.kind === 'member' ? [bare.property] : [];
  });
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function inCalls(lookup: Lookup): readonly CheckResult[] {
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    const selector = PASSWORDS.find(([path]) => path.test(call.path))?.[1];
    const given = selector === undefined ? undefined : lookup.argument(call, selector);
    if (given !== undefined && isSecret(textOf(given, lookup))) return [report(call, 'The password stands here')];
    return holdsPassword(call, lookup) ? [report(call, 'The connection holds a password')] : [];
  });
}

function holdsPassword(call: ResolvedCall, lookup: Lookup): boolean {
  const [first] = call.arguments;
  if (first === undefined || !/DriverManager\.getConnection$/.test(call.path)) return false;
  const [, ...found] = PASSWORD_IN.exec(textOf(first.value, lookup) ?? '') ?? [];
  return isSecret(found.find((each) => each !== undefined));
}

/** Where a key is given. */
const KEYS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:^|\.)(?:SecretKeySpec|DESKeySpec|DESedeKeySpec)$/, ['0']],
  [/(?:^|\.)Algorithm\.HMAC(?:256|384|512)$/, ['0']],
  [/(?:Jwts|JwtParser).*\.setSigningKey$/, ['0']],
  [/Jwts.*\.signWith$/, ['0', '1']],
  [/(?:^|\.)Keys\.hmacShaKeyFor$/, ['0']],
  [/(?:^|\.)(?:MACSigner|MACVerifier)$/, ['0']],
  [/(?:^|\.)HMACSigner\.newSHA\d+Signer$/, ['0']],
  [/(?:^|\.)HmacKey$/, ['0']],
  [/(?:^|\.)setRememberMeCipherKey$|RememberMeManager\.setCipherKey$/, ['0']],
  [/\.rememberMe\(\)\.(?:.*\.)?key$/, ['0']],
];

/** Keys as literals where something is signed, encrypted or verified. */
export const hardcodedKey: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const selectors = KEYS.find(([path]) => path.test(call.path))?.[1] ?? [];
    const given = selectors.map((selector) => lookup.argument(call, selector));
    const isFixed = given.some((value) => value !== undefined && isSecret(textOf(value, lookup)));
    return isFixed ? [report(call, 'The key stands in the code')] : [];
  });

/** Not empty, and nothing that is filled in elsewhere: `${password}`, `#{…}`, `<password>`. */
function isSecret(text: string | undefined): boolean {
  // Spring's mark of a plain password: https://docs.spring.io/spring-security/reference/features/authentication/password-storage.html
  const plain = text?.replace(/^\{noop\}/, '');
  return plain !== undefined && plain.trim() !== '' && !/^[$#%<{[*]|\$\{/.test(plain);
}

function report(span: ResolvedCall, message: string): CheckResult {
  return { span: { start: span.start, end: span.end }, message, sensitive: true };
}

/** A text, also as its bytes or characters: `KEY.getBytes(UTF_8)`. */
function textOf(value: Expression, lookup: Lookup, depth = 0): string | undefined {
  const fixed = lookup.valueOf(value);
  if (typeof fixed === 'string') return fixed;
  if (depth > 4) return undefined;
  if (value.kind === 'name') {
    const texts = valuesAssigned(value, lookup).map((assigned) => {
      const isNothing = assigned.kind === 'literal' && assigned.value === null;
      return isNothing ? '' : textOf(assigned, lookup, depth + 1);
    });
    return texts.includes(undefined) ? undefined : texts.find((text) => text !== '');
  }
  if (value.kind !== 'call' || value.callee.kind !== 'member') return undefined;
  const { object, property } = value.callee;
  if (/^(?:getBytes|toCharArray|trim)$/.test(property)) return textOf(object, lookup, depth + 1);
  // `Base64.getDecoder().decode("…")`, `passwordEncoder.encode("…")`
  const [given] = value.arguments;
  return /^(?:decode\w*|encode\w*)$/.test(property) && given ? textOf(given.value, lookup, depth + 1) : undefined;
}

/** All that a variable is given in its function; of a field what it is given if that happens once in the file. */
function valuesAssigned(use: Extract<Expression, { kind: 'name' }>, lookup: Lookup): readonly Expression[] {
  const { name } = use;
  const all = lookup.statements.flatMap((statement) => {
    const isIt = statement.kind === 'assign' && statement.target.kind === 'variable' && statement.target.name === name;
    return isIt && statement.kind === 'assign' && statement.value !== undefined ? [statement.value] : [];
  });
  const isParameter = lookup.functions.some(({ definition }) =>
    definition.parameters.some(({ target }) => target.kind === 'variable' && target.name === name),
  );
  const around = functionAround(lookup, use);
  const inside = around === undefined ? [] : all.filter((value) => contains(around, value));
  if (isParameter) return [];
  return inside.length > 0 || all.length > 1 ? inside : all;
}
