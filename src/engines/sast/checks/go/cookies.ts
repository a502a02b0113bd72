import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { contains, functionAround } from '../enclosing.ts';

const FLAGS = ['Secure', 'HttpOnly'] as const;
/** Where cookies are described: net/http, gorilla and gin keep the flags by the same names, fiber writes `HTTPOnly`. */
const OPTIONS = /^github\.com\/(?:gorilla|gin-contrib)\/sessions\.Options$/;
const COOKIE = /^(?:net\/http|github\.com\/gofiber\/fiber)\.Cookie$/;

/** Cookies with a value that lack a flag, in a literal or as the arguments of gin. */
export const insecureCookie: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const missing = isCookie(call) ? missingFlags(call, lookup) : missingInGin(call, lookup);
    if (missing.length === 0) return [];
    return [{ span: call, message: `The cookie is sent without ${missing.join(' and ')}` }];
  });

/** A cookie, or what a session says of its own: https://pkg.go.dev/github.com/gorilla/sessions#Options */
function isCookie(call: ResolvedCall): boolean {
  return COOKIE.test(call.path) || OPTIONS.test(call.path);
}

function missingFlags(call: ResolvedCall, lookup: Lookup): readonly string[] {
  const isLiteral = call.arguments.length > 0;
  const hasValue = isLiteral
    ? OPTIONS.test(call.path) || call.arguments.some(({ name }) => name === 'Value')
    : isSetLater(call, /^Value$/, lookup);
  if (!hasValue || isRemoval(call, lookup)) return [];
  return FLAGS.filter((flag) => {
    const isFlag = new RegExp(`^${flag}$`, 'i');
    const given = call.arguments.find(({ name }) => name !== undefined && isFlag.test(name));
    if (given !== undefined) return lookup.valueOf(given.value) === false;
    return !isSetLater(call, isFlag, lookup);
  });
}

/** `MaxAge: -1`, or an empty value: the browser forgets it. */
function isRemoval(call: ResolvedCall, lookup: Lookup): boolean {
  return call.arguments.some(({ name, value }) => {
    const fixed = lookup.valueOf(value);
    return (name === 'MaxAge' && typeof fixed === 'number' && fixed < 0) || (name === 'Value' && fixed === '');
  });
}

function isSetLater(call: ResolvedCall, flag: RegExp, lookup: Lookup): boolean {
  const around = functionAround(lookup, call);
  return lookup.statements.some((statement) => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'place' || statement.start < call.start) return false;
    const { place } = statement.target;
    return (
      place.kind === 'member' && flag.test(place.property) && (around === undefined || contains(around, statement))
    );
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
