import type { CheckResult, ProgramCheck } from '../../language.ts';
import type { FunctionDefinition, Statement } from '../../program.ts';
import { functionAround } from '../enclosing.ts';

const MAPPED = /^(?:Request|Get|Post|Put|Patch|Delete)Mapping$/;

/** `return "redirect:" + url` with a parameter of a method that Spring calls for requests. */
export const redirectView: ProgramCheck = (_program, lookup) =>
  lookup.statements.flatMap((statement): readonly CheckResult[] => {
    if (!isFreeRedirect(statement)) return [];
    const around = functionAround(lookup, statement);
    if (around === undefined || !isMapped(around) || !namesParameter(statement, around)) return [];
    return [{ span: statement, message: 'The request decides where the user is sent' }];
  });

function isFreeRedirect(statement: Statement): statement is Extract<Statement, { kind: 'return' }> {
  if (statement.kind !== 'return' || statement.value?.kind !== 'join') return false;
  const [first, second] = statement.value.parts;
  return first?.kind === 'text' && /^redirect:(?:https?:\/\/)?$/.test(first.value) && second?.kind === 'name';
}

function isMapped(definition: FunctionDefinition): boolean {
  return definition.decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    return callee.kind === 'name' && MAPPED.test(callee.name);
  });
}

function namesParameter(statement: Extract<Statement, { kind: 'return' }>, definition: FunctionDefinition): boolean {
  const second = statement.value?.kind === 'join' ? statement.value.parts[1] : undefined;
  return definition.parameters.some(
    ({ target, type }) =>
      target.kind === 'variable' && second?.kind === 'name' && second.name === target.name && type === 'String',
  );
}
