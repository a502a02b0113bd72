import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { lastName, withParts } from './every-expression.ts';
import { isPasswordName } from './secret-names.ts';

const HASH_UPDATE = /^crypto\.createHash\(\)(?:\.update\(\))*\.update$/;
const ONE_CALL = new Set([
  'md5',
  'sha1',
  'sha256',
  'js-md5',
  'js-sha1',
  'js-sha256',
  'blueimp-md5',
  'crypto-js.MD5',
  'crypto-js.SHA1',
  'crypto-js.SHA256',
  'crypto-js.SHA512',
  'crypto-js/md5',
  'crypto-js/sha1',
  'crypto-js/sha256',
]);

/** A password as input of a hash that is made to be fast. */
export const checkPasswordHash: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const password = hashed(call, lookup);
    if (password === undefined) return [];
    return [{ span: call, message: `The password \`${password}\` is hashed by a function that is made to be fast` }];
  });

function hashed(call: ResolvedCall, lookup: Lookup): string | undefined {
  const position = call.path === 'crypto.hash' ? '1' : '0';
  if (!HASH_UPDATE.test(call.path) && !ONE_CALL.has(call.path) && call.path !== 'crypto.hash') return undefined;
  const input = lookup.argument(call, position);
  if (input === undefined) return undefined;
  for (const part of withParts(input)) {
    const name = part.kind === 'name' || part.kind === 'member' ? lastName(part) : undefined;
    if (name !== undefined && isPasswordName(name)) return name;
  }
  return undefined;
}
