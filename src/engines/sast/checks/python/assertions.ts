import type { CheckResult, ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { functionAround } from '../enclosing.ts';

const RIGHTS =
  /^(?:is_?(?:admin|superuser|staff|authenticated|authorized|authorised|owner)|has_(?:perm|perms|permission|permissions|role|access|scope)|can_(?:edit|delete|view|access|write|read)|check_permissions?)$/i;

/** Assertions that ask for a user's rights, outside tests. */
export const checkAssertedRights: ProgramCheck = (_program, lookup) =>
  lookup.statements.flatMap((statement): readonly CheckResult[] => {
    if (statement.kind !== 'if') return [];
    const [thrown] = statement.then;
    const isAssertion = thrown?.kind === 'throw' && thrown.value?.kind === 'other' && thrown.value.word === 'assert';
    if (!isAssertion || !asksRights(statement.condition)) return [];
    const around = functionAround(lookup, statement)?.name ?? '';
    return /^(?:test|setUp|assert)/.test(around)
      ? []
      : [{ span: statement, message: 'rights are checked by an assertion, which `python -O` removes' }];
  });

function asksRights(condition: Expression): boolean {
  switch (condition.kind) {
    case 'operation':
      return condition.operands.some(asksRights);
    case 'choice':
      return [...(condition.condition === undefined ? [] : [condition.condition]), ...condition.values].some(
        asksRights,
      );
    case 'member':
      return RIGHTS.test(condition.property);
    case 'call':
      return asksRights(condition.callee);
    default:
      return false;
  }
}
