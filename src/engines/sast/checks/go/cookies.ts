import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { contains, functionAround } from '../enclosing.ts';

const FLAGS = ['Secure', 'HttpOnly'] as const;

/** Cookies with a value that lack a flag, in a literal or as the arguments of gin. */
export const insecureCookie: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const missing = isCookie(call) ? missingFlags(call, lookup) : missingInGin(call, lookup);
    if (missing.length === 0) return [];
    return [{ span: call, message: `The cookie is sent without ${missing.join(' and ')}` }];
  });

/** gorilla keeps the cookie's flags apart from its value: https://pkg.go.dev/github.com/gorilla/sessions#Options */
function isCookie(call: ResolvedCall): boolean {
  return call.path === 'net/http.Cookie' || call.path === 'github.com/gorilla/sessions.Options';
}

function missingFlags(call: ResolvedCall, lookup: Lookup): readonly string[] {
  const hasValue = call.path !== 'net/http.Cookie' || call.arguments.some(({ name }) => name === 'Value');
  if (!hasValue || call.arguments.length === 0 || isRemoval(call, lookup)) return [];
  return FLAGS.filter((flag) => {
    const given = call.arguments.find(({ name }) => name === flag);
    if (given !== undefined) return lookup.valueOf(given.value) === false;
    return !isSetLater(call, flag, lookup);
  });
}

/** `MaxAge: -1`, or an empty value: the browser forgets it. */
function isRemoval(call: ResolvedCall, lookup: Lookup): boolean {
  return call.arguments.some(({ name, value }) => {
    const fixed = lookup.valueOf(value);
    return (name === 'MaxAge' && typeof fixed === 'number' && fixed < 0) || (name === 'Value' && fixed === '');
  });
}

function isSetLater(call: ResolvedCall, flag: string, lookup: Lookup): boolean {
  const around = functionAround(lookup, call);
  return lookup.statements.some((statement) => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'place' || statement.start < call.start) return false;
    const { place } = statement.target;
    return place.kind === 'member' && place.property === flag && (around === undefined || contains(around, statement));
  });
}

/** `c.SetCookie(name, value, maxAge, path, domain, secure, httpOnly)`: https://pkg.go.dev/github.com/gin-gonic/gin#Context.SetCookie */
function missingInGin(call: ResolvedCall, lookup: Lookup): readonly string[] {
  if (call.path !== 'github.com/gin-gonic/gin.Context.SetCookie' || call.arguments.length !== 7) return [];
  const age = call.arguments[2];
  const seconds = age === undefined ? undefined : lookup.valueOf(age.value);
  if (typeof seconds === 'number' && seconds < 0) return [];
  return FLAGS.filter((_flag, index) => {
    const given = call.arguments[5 + index];
    return given !== undefined && lookup.valueOf(given.value) === false;
  });
}
