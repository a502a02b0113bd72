import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { FunctionDefinition, Statement } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';

const SETTERS = { Secure: 'setSecure', HttpOnly: 'setHttpOnly' } as const;

/** Cookies with a value whose flags nobody sets in the method. */
export const insecureCookie: ProgramCheck = (_program, lookup) => {
  const touching = lookup.calls.filter(({ path }) => /\.(?:setSecure|setHttpOnly|setMaxAge|addCookie)$/.test(path));
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!call.isNew || !/^(?:(?:javax|jakarta)\.servlet\.http\.)?Cookie$/.test(call.path)) return [];
    const around = functionAround(lookup, call);
    const beside = touching.filter((other) => around === undefined || contains(around, other));
    if (isRemoval(call, beside, lookup)) return [];
    const missing = Object.entries(SETTERS).filter(([, setter]) => !isSet(setter, beside, lookup));
    if (missing.length === 0) return [];
    const adding = beside.find((other) => isAdding(other, call));
    const isSent = adding !== undefined && missing.some(([flag]) => flag === 'Secure');
    return [
      {
        span: adding ?? call,
        message: `The cookie is sent without ${missing.map(([flag]) => flag).join(' and ')}`,
        severity: isSent ? 'medium' : 'low',
      },
    ];
  });
};

/** Where the cookie goes out: the first `addCookie` behind it. */
function isAdding(other: ResolvedCall, made: ResolvedCall): boolean {
  return other.path.endsWith('.addCookie') && other.end >= made.end;
}

function isSet(setter: string, beside: readonly ResolvedCall[], lookup: Lookup): boolean {
  return beside.some((call) => {
    const [given] = call.arguments;
    return call.path.endsWith(`.${setter}`) && given !== undefined && lookup.valueOf(given.value) !== false;
  });
}

/** An age of 0, or an empty or missing value: the browser forgets it. */
function isRemoval(call: ResolvedCall, beside: readonly ResolvedCall[], lookup: Lookup): boolean {
  const value = call.arguments[1];
  const fixed = value === undefined ? '' : lookup.valueOf(value.value);
  if (fixed === '' || fixed === null) return true;
  return beside.some((other) => {
    const [age] = other.arguments;
    return other.path.endsWith('.setMaxAge') && age !== undefined && lookup.valueOf(age.value) === 0;
  });
}

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
