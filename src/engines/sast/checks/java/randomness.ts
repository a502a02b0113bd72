import type { Severity } from '../../../../model/severity.ts';
import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { contains, functionAround, purposeOf, SECRET_NAME } from '../enclosing.ts';
import { isHandler } from './handlers.ts';

const FORETOLD =
  /^(?:java\.lang\.Math\.random|java\.util\.(?:Random|concurrent\.ThreadLocalRandom\.current\(\))\.next\w+|org\.apache\.commons\.lang3?\.(?:RandomStringUtils|RandomUtils)\.\w+)$/;

/** Numbers of java.util.Random that become something by whose name nobody may guess it. */
export const insecureRandom: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!FORETOLD.test(call.path)) return [];
    const purpose = purposeOf(lookup, call);
    if (purpose === undefined || !SECRET_NAME.test(purpose)) return [];
    return [{ span: call, message: `A value for ${purpose} comes from a generator that can be foretold` }];
  });

/** Vectors that are literals, or arrays that nobody fills. */
export const fixedVector: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const selector = call.path.endsWith('IvParameterSpec')
      ? '0'
      : call.path.endsWith('GCMParameterSpec')
        ? '1'
        : undefined;
    const vector = selector === undefined ? undefined : lookup.argument(call, selector);
    if (vector === undefined || !isFixed(vector, lookup)) return [];
    return [{ span: call, message: 'The initialisation vector is the same for every message' }];
  });

function isFixed(value: Expression, lookup: Lookup): boolean {
  if (value.kind === 'list') return value.items.every((item) => lookup.valueOf(item) !== undefined);
  if (value.kind === 'wrapped') return isFixed(value.value, lookup);
  if (value.kind === 'name') return isFixedVariable(value, lookup);
  if (value.kind !== 'call' || value.callee.kind !== 'member' || value.callee.property !== 'getBytes') return false;
  return typeof lookup.valueOf(value.callee.object) === 'string';
}

/** Assigned once with something fixed, and given to no call that might fill it. */
function isFixedVariable(name: Extract<Expression, { kind: 'name' }>, lookup: Lookup): boolean {
  const around = functionAround(lookup, name);
  const all = lookup.statements.filter(
    (statement) =>
      statement.kind === 'assign' && statement.target.kind === 'variable' && statement.target.name === name.name,
  );
  const inside = all.filter((statement) => around !== undefined && contains(around, statement));
  const [only, another] = inside.length > 0 ? inside : all;
  if (only?.kind !== 'assign' || only.value === undefined || another !== undefined) return false;
  const isFilled = lookup.calls.some(
    (call) =>
      (around === undefined || contains(around, call)) &&
      !contains(call, name) &&
      call.arguments.some(({ value }) => value.kind === 'name' && value.name === name.name),
  );
  return !isFilled && only.value.kind !== 'name' && isFixed(only.value, lookup);
}

/** Seeds that are the same in every run: `random.setSeed(42)`, `new SecureRandom(SEED)`. */
export const fixedSeed: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!/(?:^|\.)SecureRandom(?:\.setSeed)?$/.test(call.path)) return [];
    const [seed] = call.arguments;
    if (seed === undefined || (lookup.valueOf(seed.value) === undefined && !isFixed(seed.value, lookup))) return [];
    return [{ span: call, message: 'The seed is the same in every run' }];
  });

const ANY_FORETOLD =
  /^(?:java\.lang\.Math\.random|java\.util\.(?:Random|SplittableRandom|concurrent\.ThreadLocalRandom\.current)|org\.apache\.commons\.lang3?\.(?:math\.)?(?:RandomStringUtils|RandomUtils)\.(?:random|next)\w*)$/;

/** Generators that can be foretold, whatever for: in code that answers requests whoever sends them sees what comes out. */
export const weakRandom: ProgramCheck = (program, lookup) => {
  // Where it makes a secret, that is what is said.
  const told = insecureRandom(program, lookup).map(({ span }) => functionAround(lookup, span));
  const severity: Severity = lookup.functions.some(({ definition }) => isHandler(definition)) ? 'medium' : 'low';
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!ANY_FORETOLD.test(call.path) || (/\.(?:Splittable)?Random$/.test(call.path) && !call.isNew)) return [];
    const around = functionAround(lookup, call);
    if (around !== undefined && told.includes(around)) return [];
    const isQuick = /ThreadLocalRandom|SplittableRandom/.test(call.path);
    return [{ span: call, message: 'The numbers that come out can be foretold', severity: isQuick ? 'low' : severity }];
  });
};
