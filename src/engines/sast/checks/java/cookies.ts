import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';
import { variableOf } from './variables.ts';

const SETTERS = { Secure: 'setSecure', HttpOnly: 'setHttpOnly' } as const;
const FLAGS = { Secure: 'secure', HttpOnly: 'httpOnly' } as const;
type Flag = keyof typeof SETTERS;

/** Cookies with a value whose flags nobody sets. */
export const insecureCookie: ProgramCheck = (_program, lookup) => [
  ...servletCookies(lookup),
  ...lookup.calls.flatMap((call) => springCookie(call, lookup)),
  ...lookup.calls.flatMap((call) => resourceCookie(call, lookup)),
  ...lookup.calls.flatMap((call) => settingSwitchedOff(call, lookup)),
];

function servletCookies(lookup: Lookup): readonly CheckResult[] {
  const touching = lookup.calls.filter(({ path }) => /\.(?:setSecure|setHttpOnly|setMaxAge|addCookie)$/.test(path));
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!call.isNew || !/^(?:(?:javax|jakarta)\.servlet\.http\.)?Cookie$/.test(call.path)) return [];
    const around = functionAround(lookup, call);
    const inside = touching.filter((other) => around === undefined || contains(around, other));
    const name = variableOf(call, lookup);
    const beside = inside.filter((other) => isAbout(other, call, name));
    if (isRemoval(call, beside, lookup) || isHandedOn(call, name, lookup)) return [];
    const missing = (['Secure', 'HttpOnly'] as const).filter((flag) => !isSet(SETTERS[flag], beside, lookup));
    if (missing.length === 0) return [];
    const adding = beside.find((other) => other.path.endsWith('.addCookie') && other.end >= call.end);
    const switchedOff = beside.find((other) => isSwitchedOff(other, missing, lookup));
    return [reported(switchedOff ?? adding ?? call, missing, adding !== undefined && missing.includes('Secure'))];
  });
}

function reported(span: ResolvedCall, missing: readonly Flag[], isSent: boolean): CheckResult {
  const message = `The cookie is sent without ${missing.join(' and ')}`;
  return { span: { start: span.start, end: span.end }, message, severity: isSent ? 'medium' : 'low' };
}

/** A call on the variable that holds the cookie, or that is given it; where no variable does, any in the method. */
function isAbout(other: ResolvedCall, made: ResolvedCall, name: string | undefined): boolean {
  if (name === undefined) return !isOnVariable(other) || contains(other, made);
  const { callee } = other;
  if (other.path.endsWith('.addCookie')) return other.arguments.some(({ value }) => isName(value, name));
  return callee.kind === 'member' && isName(callee.object, name);
}

function isOnVariable({ callee, path }: ResolvedCall): boolean {
  return !path.endsWith('.addCookie') && callee.kind === 'member' && callee.object.kind === 'name';
}

function isName(value: Expression, name: string): boolean {
  if (value.kind === 'wrapped') return isName(value.value, name);
  return (value.kind === 'name' && value.name === name) || (value.kind === 'member' && value.property === name);
}

/** Another method of the file that sets flags gets it. */
function isHandedOn(made: ResolvedCall, name: string | undefined, lookup: Lookup): boolean {
  const around = functionAround(lookup, made);
  if (name === undefined || around === undefined) return false;
  const setsElsewhere = lookup.calls.some(
    ({ path, start, end }) => path.endsWith('.setSecure') && !contains(around, { start, end }),
  );
  return (
    setsElsewhere &&
    lookup.calls.some(
      (call) =>
        contains(around, call) &&
        !call.path.endsWith('.addCookie') &&
        call.arguments.some(({ value }) => isName(value, name)),
    )
  );
}

function isSet(setter: string, beside: readonly ResolvedCall[], lookup: Lookup): boolean {
  return beside.some((call) => {
    const [given] = call.arguments;
    return call.path.endsWith(`.${setter}`) && given !== undefined && lookup.valueOf(given.value) !== false;
  });
}

function isSwitchedOff(call: ResolvedCall, missing: readonly Flag[], lookup: Lookup): boolean {
  const [given] = call.arguments;
  if (given === undefined || lookup.valueOf(given.value) !== false) return false;
  return missing.some((flag) => call.path.endsWith(`.${SETTERS[flag]}`));
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

/** `ResponseCookie.from("a", value).httpOnly(true).build()`: https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/http/ResponseCookie.html */
function springCookie(call: ResolvedCall, lookup: Lookup): readonly CheckResult[] {
  if (!/(?:^|\.)ResponseCookie\.from\w*\(\).*\.build$/.test(call.path)) return [];
  const steps = lookup.calls.filter((other) => other.path.includes('ResponseCookie.from') && contains(call, other));
  const isZero = (value: Expression) => lookup.valueOf(value) === 0 || /(?:^|\.)ZERO$/.test(lookup.pathOf(value));
  if (steps.some(({ path, arguments: [age] }) => path.endsWith('.maxAge') && age !== undefined && isZero(age.value)))
    return [];
  const missing = (['Secure', 'HttpOnly'] as const).filter(
    (flag) =>
      !steps.some(({ path, arguments: [given] }) => {
        return path.endsWith(`.${FLAGS[flag]}`) && given !== undefined && lookup.valueOf(given.value) !== false;
      }),
  );
  return missing.length === 0 ? [] : [reported(call, missing, missing.includes('Secure'))];
}

/** `new NewCookie(…, secure, httpOnly)`: https://jakarta.ee/specifications/restful-ws/3.1/apidocs/jakarta.ws.rs/jakarta/ws/rs/core/newcookie */
function resourceCookie(call: ResolvedCall, lookup: Lookup): readonly CheckResult[] {
  if (!call.isNew || !/(?:^|\.)NewCookie$/.test(call.path)) return [];
  const given = call.arguments.map(({ value }) => lookup.valueOf(value));
  // Of both long forms the last two are flags where there are as many as that; the shorter ones end with `secure`.
  const flags = given.slice(given.length >= 8 ? -2 : given.length === 7 ? -1 : given.length);
  if (given[1] === '' || (flags.length > 0 && !flags.includes(false) && flags.length === 2)) return [];
  const missing = (['Secure', 'HttpOnly'] as const).filter((_flag, at) => flags[at] === false || at >= flags.length);
  return missing.length === 0 ? [] : [reported(call, missing, missing.includes('Secure'))];
}

/** The container's own session cookie: https://jakarta.ee/specifications/servlet/6.0/apidocs/jakarta.servlet/jakarta/servlet/sessioncookieconfig */
function settingSwitchedOff(call: ResolvedCall, lookup: Lookup): readonly CheckResult[] {
  if (
    !/(?:SessionCookieConfig(?:\(\))?|CookieSerializer)\.(?:setSecure|setHttpOnly|setUseSecureCookie|setUseHttpOnlyCookie)$/.test(
      call.path,
    )
  )
    return [];
  const [given] = call.arguments;
  if (given === undefined || lookup.valueOf(given.value) !== false) return [];
  return [reported(call, [/Secure/.test(call.path.slice(call.path.lastIndexOf('.'))) ? 'Secure' : 'HttpOnly'], true)];
}
