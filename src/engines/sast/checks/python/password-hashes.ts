import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { assignedValues } from './assigned.ts';

/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html asks for 600,000 and more; below 100,000 it was never enough since 2012. */
const MIN_ROUNDS = 100_000;
const MIN_BCRYPT_COST = 10;
const WEAK_HASHERS = /\.(?:UnsaltedMD5|UnsaltedSHA1|MD5|SHA1|Crypt)PasswordHasher$/;

/** Passwords that are hashed with too little work. */
export const checkPasswordHashes: ProgramCheck = (_program, lookup) => {
  const calls = lookup.calls.flatMap((call) => examineCall(call, lookup));
  const settings = assignedValues(lookup).flatMap(({ name, value, span }): readonly CheckResult[] => {
    const first = name === 'PASSWORD_HASHERS' && value.kind === 'list' ? value.items[0] : undefined;
    const hasher = first === undefined ? undefined : lookup.valueOf(first);
    return typeof hasher === 'string' && WEAK_HASHERS.test(hasher)
      ? [{ span, message: `new passwords are hashed by ${hasher.replace(/^.*\./, '')}` }]
      : [];
  });
  return [...calls, ...settings].sort((a, b) => a.span.start - b.span.start);
};

/** https://passlib.readthedocs.io/en/stable/lib/passlib.hash.html: schemes that are there for old databases alone. */
const OLD_SCHEMES =
  /^passlib\.hash\.(?:md5_crypt|apr_md5_crypt|des_crypt|bsdi_crypt|crypt16|bigcrypt|hex_md4|hex_md5|hex_sha1|hex_sha256|hex_sha512|lmhash|nthash|msdcc2?|ldap_(?:md5|sha1|salted_md5|salted_sha1|plaintext)|mysql323|mysql41|oracle10|plaintext|sha1_crypt|atlassian_pbkdf2_sha1)\.(?:hash|encrypt|using)$/;
const FAST_HASHES = /^hashlib\.(?:sha224|sha256|sha384|sha512|sha3_\d+|blake2[bs])$/;

/** `password`, `user.password.encode()`, `form["password"]`: itself, not what is made of it. */
function isPassword(value: Expression): boolean {
  switch (value.kind) {
    case 'name':
      return PASSWORD.test(value.name);
    case 'member':
      return PASSWORD.test(value.property);
    case 'index':
      return value.index.kind === 'text' && PASSWORD.test(value.index.value);
    case 'call':
      return value.callee.kind === 'member'
        ? value.callee.property === 'encode' && isPassword(value.callee.object)
        : value.arguments.slice(0, 1).some((argument) => isPassword(argument.value));
    case 'join':
      return value.parts.some(isPassword);
    default:
      return false;
  }
}

const PASSWORD = /^(?:\w+_)?(?:password|passwd|passphrase|pwd|pass_?word\d?)$/i;

function fastHash(call: ResolvedCall): CheckResult {
  const name = call.path.replace(/^hashlib\./, '');
  return { span: call, message: `${name} is too fast for a password: billions are tried in a second`, severity: 'low' };
}

function examineCall(call: ResolvedCall, lookup: Lookup): readonly CheckResult[] {
  const value = (...selectors: readonly string[]) => {
    const given = selectors.map((selector) => lookup.argument(call, selector)).find((one) => one !== undefined);
    return given === undefined ? undefined : lookup.valueOf(given);
  };
  const isBelow = (least: number, given: unknown) => typeof given === 'number' && given < least;
  const tooFew = (what: string): readonly CheckResult[] => [
    { span: call, message: `${what} are few rounds for a password` },
  ];
  if (call.path === 'hashlib.pbkdf2_hmac')
    return isBelow(MIN_ROUNDS, value('3', 'iterations')) ? tooFew(`${value('3', 'iterations')}`) : [];
  if (/\.PBKDF2HMAC$/.test(call.path))
    return isBelow(MIN_ROUNDS, value('iterations', '3')) ? tooFew(`${value('iterations', '3')}`) : [];
  if (call.path === 'bcrypt.gensalt')
    return isBelow(MIN_BCRYPT_COST, value('rounds', '0')) ? tooFew(`2^${value('rounds', '0')}`) : [];
  if (OLD_SCHEMES.test(call.path))
    return [{ span: call, message: `${call.path.replace(/^passlib\.hash\.|\.\w+$/g, '')} is no hash for passwords` }];
  if (FAST_HASHES.test(call.path)) return call.arguments.some(({ value }) => isPassword(value)) ? [fastHash(call)] : [];
  if (!/^werkzeug\.security\.generate_password_hash$/.test(call.path)) return [];
  const method = value('method', '1');
  return typeof method === 'string' && /^(?:plain|md5|sha1|sha256|sha512)$/i.test(method)
    ? [{ span: call, message: `${method} is no hash for passwords` }]
    : [];
}
