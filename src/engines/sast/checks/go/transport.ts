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

/** SSL 3.0, TLS 1.0 and 1.1 as numbers: https://pkg.go.dev/crypto/tls#pkg-constants */
const OLD_NUMBERS = new Set<unknown>([0x0300, 0x0301, 0x0302]);

/** Versions that nobody may speak any more, in a literal or assigned. */
export const tlsOldVersion: ProgramCheck = (_program, lookup) => {
  const isOld = (value: Expression) =>
    /\.Version(?:TLS1[01]|SSL30)$/.test(lookup.pathOf(value)) || OLD_NUMBERS.has(lookup.valueOf(value));
  const message = 'Whoever speaks an old version of TLS is answered in it';
  const literals = lookup.calls.flatMap((call): readonly CheckResult[] => {
    const given = call.arguments.find(({ name, value }) => /^M(?:in|ax)Version$/.test(name ?? '') && isOld(value));
    return given === undefined || call.path !== 'crypto/tls.Config' ? [] : [{ span: call, message }];
  });
  return [
    ...literals,
    ...assigned('MinVersion', isOld, message, lookup),
    ...assigned('MaxVersion', isOld, message, lookup),
  ];
};

const ANY_HOST = 'The key of the other end is not looked at';

/** No look at a host's key: ssh's own way, or a function that finds no fault with any. */
export const sshAnyHost: ProgramCheck = (_program, lookup) => {
  const saysNothing = (value: Expression): boolean => {
    const given = value.kind === 'call' ? (value.arguments[0]?.value ?? value) : value;
    if (given.kind !== 'function') return false;
    const [only, another] = given.definition.body;
    return only?.kind === 'return' && another === undefined && isNil(only.value);
  };
  const calls = lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (call.path === 'golang.org/x/crypto/ssh.InsecureIgnoreHostKey') return [{ span: call, message: ANY_HOST }];
    const callback = call.arguments.find(({ name }) => name === 'HostKeyCallback');
    return callback !== undefined && saysNothing(callback.value) ? [{ span: callback.value, message: ANY_HOST }] : [];
  });
  return [...calls, ...assigned('HostKeyCallback', saysNothing, ANY_HOST, lookup)];
};

function isNil(value: Expression | undefined): boolean {
  return value?.kind === 'literal' && value.value === null;
}

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
  const routed = lookup.calls.flatMap((call): readonly CheckResult[] =>
    ROUTED.test(call.path) ? [{ span: call, message: 'The profiler is a route of the server', severity: 'low' }] : [],
  );
  return [...routed, ...served(program, lookup)];
};

/** Ways to give a router the profiler: https://pkg.go.dev/github.com/gin-contrib/pprof, https://pkg.go.dev/github.com/go-chi/chi/v5/middleware#Profiler */
const ROUTED =
  /^github\.com\/(?:gin-contrib\/pprof\.(?:Register|RouteRegister)|go-chi\/chi\/middleware\.Profiler|gofiber\/fiber\/middleware\/pprof\.New|labstack\/echo-contrib\/pprof\.Register|kataras\/iris\/middleware\/pprof\.New)$/;

const served: ProgramCheck = (program, lookup) => {
  if (!program.imports.has('_ net/http/pprof')) return [];
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (call.path !== 'net/http.ListenAndServe') return [];
    const [address, handler] = call.arguments.map(({ value }) => lookup.valueOf(value));
    if (typeof address !== 'string' || handler !== null || /^(?:localhost|127\.|\[::1\])/.test(address)) return [];
    return [{ span: call, message: `The profiler answers everybody who reaches ${address}` }];
  });
};
