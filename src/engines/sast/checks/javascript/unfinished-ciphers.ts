import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression, FunctionDefinition } from '../../program.ts';
import { functionAround } from '../enclosing.ts';
import { everyExpression } from './every-expression.ts';

/** Modes with a tag: https://nodejs.org/api/crypto.html#ccm-mode */
const WITH_TAG = /-(?:gcm|ccm|ocb)$|^chacha20-poly1305$/i;

/** A decipher of such a mode that is asked for what it has so far, and never finished. */
export const checkCipherNotFinished: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (call.path !== 'crypto.createDecipheriv') return [];
    const mode = lookup.valueOf(call.arguments[0]?.value ?? call.callee);
    if (typeof mode !== 'string' || !WITH_TAG.test(mode)) return [];
    const name = nameOf(call, lookup);
    if (name === undefined || !isOnlyUpdated(name, functionAround(lookup, call), lookup)) return [];
    return [{ span: call, message: `\`${name}\` is never finished, so its tag is not compared` }];
  });

/** The variable that the decipher is put into. */
function nameOf({ start, end }: ResolvedCall, lookup: Lookup): string | undefined {
  const statement = lookup.statements.find(
    (one) => one.kind === 'assign' && one.value?.start === start && one.value.end === end,
  );
  return statement?.kind === 'assign' && statement.target.kind === 'variable' ? statement.target.name : undefined;
}

/** `update` is called on it, `final` is not, and it is given to nobody who could. */
function isOnlyUpdated(name: string, around: FunctionDefinition | undefined, lookup: Lookup): boolean {
  let uses = 0;
  let known = 0;
  let isUpdated = false;
  for (const expression of everyExpression(lookup)) {
    if (around !== undefined && (expression.start < around.start || expression.end > around.end)) continue;
    if (isNamed(expression, name)) uses += 1;
    if (expression.kind !== 'member' || !isNamed(expression.object, name)) continue;
    if (/^(?:final|pipe|on|end|once)$/.test(expression.property)) return false;
    known += 1;
    isUpdated ||= expression.property === 'update';
  }
  return isUpdated && uses === known;
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}
