import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { contains, functionAround } from '../enclosing.ts';

const SWITCHES_ON = /\.(?:setSSLOnConnect|setSSL|setStartTLSEnabled|setStartTLSRequired|setTLS)$/;
const CHECKS = /\.setSSLCheckServerIdentity$/;

/**
 * Mail of Commons Email over TLS to a server whose name is not compared with its certificate: that is off unless somebody says so
 * (https://commons.apache.org/proper/commons-email/apidocs/org/apache/commons/mail/Email.html#setSSLCheckServerIdentity-boolean-).
 */
export const uncheckedMailServer: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!SWITCHES_ON.test(call.path) || !isTrue(call, lookup) || isCompared(call, lookup)) return [];
    return [{ span: call, message: 'The name of the mail server is not compared with its certificate' }];
  });

function isTrue({ arguments: [given] }: ResolvedCall, lookup: Lookup): boolean {
  return given !== undefined && lookup.valueOf(given.value) === true;
}

/** On the same variable, in the same method. */
function isCompared(call: ResolvedCall, lookup: Lookup): boolean {
  const around = functionAround(lookup, call);
  const name = holderOf(call);
  return lookup.calls.some(
    (other) =>
      CHECKS.test(other.path) &&
      isTrue(other, lookup) &&
      (around === undefined || contains(around, other)) &&
      holderOf(other) === name,
  );
}

function holderOf({ callee }: ResolvedCall): string | undefined {
  return callee.kind === 'member' && callee.object.kind === 'name' ? callee.object.name : undefined;
}
