import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Span, Target } from '../../program.ts';
import { contains, functionAround, purposeOf, SECRET_NAME } from '../enclosing.ts';

const FORETOLD = /^math\/rand\.(?:Int|Uint|Float|Perm|Read|N|Rand\.)/;

/** Numbers of math/rand that become something by whose name nobody may guess it. */
export const insecureRandom: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!FORETOLD.test(call.path)) return [];
    const purpose = purposeOf(lookup, call);
    if (purpose === undefined || !SECRET_NAME.test(purpose)) return [];
    return [{ span: call, message: `math/rand makes a value for ${purpose}, which can be foretold` }];
  });

/** Where each way to encrypt takes its nonce. */
const NONCES: readonly (readonly [RegExp, string])[] = [
  [/^crypto\/cipher\.(?:NewCBCEncrypter|NewCTR|NewCFBEncrypter|NewOFB)$/, '1'],
  [/^crypto\/cipher\.(?:AEAD|NewGCM\(\))\.Seal$/, '1'],
];

/** Nonces that are literals. */
export const fixedNonce: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const selector = NONCES.find(([path]) => path.test(call.path))?.[1];
    const nonce = selector === undefined ? undefined : lookup.argument(call, selector);
    if (nonce === undefined || !isSame(nonce, call, lookup)) return [];
    return [{ span: call, message: 'The nonce is the same for every message' }];
  });

/** A literal, or a variable that holds one or nothing, and that nothing fills. */
function isSame(nonce: Expression, place: Span, lookup: Lookup): boolean {
  if (isFixed(nonce, lookup) || isEmpty(nonce)) return !isFilled(nonce, place, lookup);
  if (nonce.kind !== 'name') return false;
  const made = madeValue(nonce.name, place, lookup);
  return made !== undefined && (isFixed(made, lookup) || isEmpty(made)) && !isFilled(nonce, place, lookup);
}

/** `make([]byte, n)`: zeroes. */
function isEmpty(value: Expression): boolean {
  return value.kind === 'other' && value.word === 'make';
}

/** The one value that a variable of the function or of the file is given. */
function madeValue(name: string, place: Span, lookup: Lookup): Expression | undefined {
  const around = functionAround(lookup, place);
  const given = lookup.statements.flatMap((statement) => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'variable' || statement.target.name !== name)
      return [];
    const owner = functionAround(lookup, statement);
    return owner === undefined || owner === around ? [statement.value] : [];
  });
  const isParameter = around?.parameters.some(({ target }) => target.kind === 'variable' && target.name === name);
  return given.length === 1 && isParameter !== true ? given[0] : undefined;
}

/** Whether somebody else is given the variable, or writes into it: only what encrypts leaves it as it is. */
function isFilled(nonce: Expression, place: Span, lookup: Lookup): boolean {
  if (nonce.kind !== 'name') return false;
  const { name } = nonce;
  const around = functionAround(lookup, place);
  const given = lookup.calls.some(
    (call) =>
      !/^crypto\/cipher\.|^(?:append|len|cap|fmt\.\w+|encoding\/\w+\..*EncodeToString)$/.test(call.path) &&
      (around === undefined || contains(around, call)) &&
      call.arguments.some(({ value }) => mentions(value, name)),
  );
  return (
    given || lookup.statements.some((statement) => statement.kind === 'assign' && writesInto(statement.target, name))
  );
}

function writesInto(target: Target, name: string): boolean {
  return target.kind === 'place' && mentions(target.place, name);
}

/** The variable itself, a part of it, or its address. */
function mentions(value: Expression, name: string): boolean {
  switch (value.kind) {
    case 'name':
      return value.name === name;
    case 'wrapped':
      return mentions(value.value, name);
    case 'index':
      return mentions(value.object, name);
    case 'other':
      return value.children.some((child) => mentions(child, name));
    default:
      return false;
  }
}

function isFixed(value: Expression, lookup: Lookup): boolean {
  if (value.kind === 'wrapped') return isFixed(value.value, lookup);
  if (value.kind === 'list') return value.items.length > 0 && value.items.every((item) => isFixed(item, lookup));
  return lookup.valueOf(value) !== undefined;
}
