import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { purposeOf, SECRET_NAME } from '../enclosing.ts';

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
    if (nonce === undefined || !isFixed(nonce, lookup)) return [];
    return [{ span: call, message: 'The nonce is the same for every message' }];
  });

function isFixed(value: Expression, lookup: Lookup): boolean {
  if (value.kind === 'wrapped') return isFixed(value.value, lookup);
  if (value.kind === 'list') return value.items.length > 0 && value.items.every((item) => isFixed(item, lookup));
  return lookup.valueOf(value) !== undefined;
}
