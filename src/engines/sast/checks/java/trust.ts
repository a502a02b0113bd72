import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression, FunctionDefinition, Statement } from '../../program.ts';
import { bodyStatements } from './bodies.ts';

const UNCHECKED = 'The certificate of the other end is not looked at';
const ANY_NAME = 'The certificate may be that of any host';
/** Objects of libraries that accept everything. */
const ACCEPTS_ALL =
  /(?:NoopHostnameVerifier\.INSTANCE|NoopHostnameVerifier|AllowAllHostnameVerifier|NullHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|TrustAllStrategy(?:\.INSTANCE)?|TrustSelfSignedStrategy\.INSTANCE|InsecureTrustManagerFactory\.INSTANCE)$/;

/** Trust managers that check nothing, and verifiers of host names that say yes. */
export const trustAll: ProgramCheck = (_program, lookup) => [
  ...lookup.functions.flatMap(({ definition }) => ofFunction(definition, lookup)),
  ...lookup.calls.flatMap((call) => ofCall(call, lookup)),
  ...lookup.statements.flatMap((statement) => ofAssignment(statement, lookup)),
];

function ofFunction(definition: FunctionDefinition, lookup: Lookup): readonly CheckResult[] {
  const { name, parameters, head } = definition;
  if (name === 'checkServerTrusted' && checksNothing(definition, lookup)) return [{ span: head, message: UNCHECKED }];
  const isVerifier = name === 'verify' && parameters[1]?.type === 'SSLSession';
  return isVerifier && saysYes(definition, lookup) ? [{ span: head, message: ANY_NAME }] : [];
}

/** Nothing but lines of a log: no exception, and nobody who is asked. */
function checksNothing(definition: FunctionDefinition, lookup: Lookup): boolean {
  return bodyStatements(definition).every((statement) => {
    if (statement.kind === 'return') return statement.value === undefined;
    if (statement.kind !== 'expression' || statement.expression.kind !== 'call') return false;
    return /(?:^|\.)(?:trace|debug|info|warn|error|fine|finer|println|print|d|i|v)$/.test(
      lookup.pathOf(statement.expression.callee),
    );
  });
}

/** Whatever it does, it returns `true`. */
function saysYes(definition: FunctionDefinition, lookup: Lookup): boolean {
  const all = bodyStatements(definition);
  const returned = all.filter(
    (statement): statement is Extract<Statement, { kind: 'return' }> => statement.kind === 'return',
  );
  if (returned.length === 0 || all.some(({ kind }) => kind === 'throw')) return false;
  return returned.every(({ value }) => value !== undefined && lookup.valueOf(value) === true);
}

function ofCall(call: ResolvedCall, lookup: Lookup): readonly CheckResult[] {
  if (/\.setDisableCNCheck$/.test(call.path) && isTrue(call, lookup)) return [{ span: call, message: ANY_NAME }];
  // https://www.eclipse.org/jetty/javadoc/, https://netty.io/4.1/api/, https://vertx.io/docs/vertx-core/java/#ssl
  if (/\.(?:setTrustAll|trustAll|setInsecure)$/.test(call.path) && isTrue(call, lookup))
    return [{ span: call, message: UNCHECKED }];
  return call.arguments.flatMap(({ value }): readonly CheckResult[] => {
    if (acceptsAll(value, lookup)) return [{ span: value, message: ANY_NAME }];
    const isVerifier = /HostnameVerifier$/.test(call.path) && value.kind === 'function';
    if (isVerifier && saysYes(value.definition, lookup)) return [{ span: value, message: ANY_NAME }];
    // `loadTrustMaterial(null, (chain, type) -> true)`: https://hc.apache.org/httpcomponents-core-5.2.x/current/httpcore5/apidocs/
    const isStrategy = /\.loadTrustMaterial$/.test(call.path) && value.kind === 'function';
    return isStrategy && saysYes(value.definition, lookup) ? [{ span: value, message: UNCHECKED }] : [];
  });
}

function isTrue({ arguments: [given] }: ResolvedCall, lookup: Lookup): boolean {
  return given !== undefined && lookup.valueOf(given.value) === true;
}

function acceptsAll(value: Expression, lookup: Lookup): boolean {
  if (value.kind === 'wrapped') return acceptsAll(value.value, lookup);
  if (value.kind !== 'member' && value.kind !== 'call' && value.kind !== 'name') return false;
  return ACCEPTS_ALL.test(lookup.pathOf(value));
}

/** `HostnameVerifier all = (host, session) -> true`. */
function ofAssignment(statement: Statement, lookup: Lookup): readonly CheckResult[] {
  if (statement.kind !== 'assign' || statement.value === undefined || statement.target.kind !== 'variable') return [];
  const { value, target } = statement;
  if (acceptsAll(value, lookup)) return [{ span: value, message: ANY_NAME }];
  const isVerifier = /HostnameVerifier$/.test(target.type ?? '') && value.kind === 'function';
  return isVerifier && saysYes(value.definition, lookup) ? [{ span: value, message: ANY_NAME }] : [];
}

/** `http.csrf().disable()`, `csrf(AbstractHttpConfigurer::disable)`, `csrf(c -> c.disable())`. */
export const csrfOff: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const isOff =
      /(?:^|\.)csrf\(\)\.disable$/.test(call.path) || (/(?:^|\.)csrf$/.test(call.path) && switchesOff(call, lookup));
    return isOff ? [{ span: call, message: 'Forged requests of other sites are accepted' }] : [];
  });

function switchesOff(call: ResolvedCall, lookup: Lookup): boolean {
  return call.arguments.some(({ value }) => {
    if (value.kind === 'member') return value.property === 'disable';
    return (
      value.kind === 'function' &&
      value.definition.body.some((statement) => {
        const expression =
          statement.kind === 'return'
            ? statement.value
            : statement.kind === 'expression'
              ? statement.expression
              : undefined;
        return expression !== undefined && isDisable(expression, lookup);
      })
    );
  });
}

function isDisable(expression: Expression, lookup: Lookup): boolean {
  return expression.kind === 'call' && lookup.pathOf(expression.callee).endsWith('.disable');
}
