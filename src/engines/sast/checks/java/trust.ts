import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression, FunctionDefinition } from '../../program.ts';

const UNCHECKED = 'The certificate of the other end is not looked at';
const ANY_NAME = 'The certificate may be that of any host';
/** Objects of libraries that accept everything. */
const ACCEPTS_ALL =
  /(?:NoopHostnameVerifier\.INSTANCE|NoopHostnameVerifier|AllowAllHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|TrustAllStrategy(?:\.INSTANCE)?|InsecureTrustManagerFactory\.INSTANCE)$/;

/** Trust managers that check nothing, and verifiers of host names that say yes. */
export const trustAll: ProgramCheck = (_program, lookup) => [
  ...lookup.functions.flatMap(({ definition }) => ofFunction(definition, lookup)),
  ...lookup.calls.flatMap((call) => ofCall(call, lookup)),
];

function ofFunction(definition: FunctionDefinition, lookup: Lookup): readonly CheckResult[] {
  const { name, parameters, body, head } = definition;
  if (name === 'checkServerTrusted' && isEmpty(definition)) return [{ span: head, message: UNCHECKED }];
  const isVerifier = name === 'verify' && parameters[1]?.type === 'SSLSession';
  return isVerifier && body.length === 1 && saysYes(definition, lookup) ? [{ span: head, message: ANY_NAME }] : [];
}

function isEmpty({ body }: FunctionDefinition): boolean {
  return body.length === 0 || (body.length === 1 && body[0]?.kind === 'return' && body[0].value === undefined);
}

function saysYes({ body }: FunctionDefinition, lookup: Lookup): boolean {
  const [only] = body;
  return only?.kind === 'return' && only.value !== undefined && lookup.valueOf(only.value) === true;
}

function ofCall(call: ResolvedCall, lookup: Lookup): readonly CheckResult[] {
  return call.arguments.flatMap(({ value }): readonly CheckResult[] => {
    if (ACCEPTS_ALL.test(lookup.pathOf(value))) return [{ span: value, message: ANY_NAME }];
    const isVerifier = /HostnameVerifier$/.test(call.path) && value.kind === 'function';
    return isVerifier && saysYes(value.definition, lookup) ? [{ span: value, message: ANY_NAME }] : [];
  });
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
