import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Statement } from '../../program.ts';

const UNVERIFIED = 'The certificate of the other end is not looked at';

/** `InsecureSkipVerify: true` without a check of its own, in a literal or assigned. */
export const tlsUnverified: ProgramCheck = (_program, lookup) => {
  const literals = lookup.calls.flatMap((call): readonly CheckResult[] => {
    const skip = call.arguments.find(({ name }) => name === 'InsecureSkipVerify');
    const checks = call.arguments.some(({ name }) => name === 'VerifyPeerCertificate' || name === 'VerifyConnection');
    if (skip === undefined || checks || lookup.valueOf(skip.value) !== true) return [];
    return [{ span: skip.value, message: UNVERIFIED }];
  });
  return [
    ...literals,
    ...assigned('InsecureSkipVerify', (value) => lookup.valueOf(value) === true, UNVERIFIED, lookup),
  ];
};

const ANY_ORIGIN = 'Pages of every site may open this web socket';

/** `CheckOrigin` that is a function which only says yes. */
export const websocketAnyOrigin: ProgramCheck = (_program, lookup) => {
  const saysYes = (value: Expression) => alwaysTrue(value, lookup);
  const literals = lookup.calls.flatMap((call): readonly CheckResult[] => {
    const check = call.arguments.find(({ name }) => name === 'CheckOrigin');
    return check !== undefined && saysYes(check.value) ? [{ span: check.value, message: ANY_ORIGIN }] : [];
  });
  return [...literals, ...assigned('CheckOrigin', saysYes, ANY_ORIGIN, lookup)];
};

function assigned(
  property: string,
  isBad: (value: Expression) => boolean,
  message: string,
  lookup: Lookup,
): readonly CheckResult[] {
  return lookup.statements.flatMap((statement): readonly CheckResult[] => {
    if (statement.kind !== 'assign' || statement.value === undefined || !assigns(statement, property)) return [];
    return isBad(statement.value) ? [{ span: statement, message }] : [];
  });
}

function assigns(statement: Extract<Statement, { kind: 'assign' }>, property: string): boolean {
  const { target } = statement;
  return target.kind === 'place' && target.place.kind === 'member' && target.place.property === property;
}

function alwaysTrue(value: Expression, lookup: Lookup): boolean {
  if (value.kind !== 'function') return false;
  const [only, another] = value.definition.body;
  if (only?.kind !== 'return' || only.value === undefined || another !== undefined) return false;
  return lookup.valueOf(only.value) === true;
}

/** A blank import of net/http/pprof beside a default server at an address that others reach. */
export const pprofExposed: ProgramCheck = (program, lookup) => {
  if (!program.imports.has('_ net/http/pprof')) return [];
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (call.path !== 'net/http.ListenAndServe') return [];
    const [address, handler] = call.arguments.map(({ value }) => lookup.valueOf(value));
    if (typeof address !== 'string' || handler !== null || /^(?:localhost|127\.|\[::1\])/.test(address)) return [];
    return [{ span: call, message: `The profiler answers everybody who reaches ${address}` }];
  });
};
