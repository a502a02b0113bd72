import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';

interface Least {
  readonly calls: readonly string[];
  readonly argument: string;
  readonly least: number;
  readonly said: string;
}

/** NIST SP 800-131A for keys; the OWASP cheat sheet on storing passwords for rounds (its PBKDF2 figure is for SHA-1 at the lowest). */
const LEAST: readonly Least[] = [
  {
    calls: ['crypto.generateKeyPair', 'crypto.generateKeyPairSync'],
    argument: '1.modulusLength',
    least: 2048,
    said: 'bits of the key',
  },
  {
    calls: ['crypto.createDiffieHellman', 'node-forge.pki.rsa.generateKeyPair', 'forge.pki.rsa.generateKeyPair'],
    argument: '0',
    least: 2048,
    said: 'bits of the key',
  },
  { calls: ['node-rsa'], argument: '0.b', least: 2048, said: 'bits of the key' },
  {
    calls: ['node-forge.pki.rsa.generateKeyPair', 'forge.pki.rsa.generateKeyPair', 'keypair'],
    argument: '0.bits',
    least: 2048,
    said: 'bits of the key',
  },
  // https://w3c.github.io/webcrypto/#dfn-RsaHashedKeyGenParams
  {
    calls: ['crypto.subtle.generateKey', 'crypto.webcrypto.subtle.generateKey'],
    argument: '0.modulusLength',
    least: 2048,
    said: 'bits of the key',
  },
  // The OWASP cheat sheet's least for scrypt is N = 2^13 with more lanes; node's own default is 2^14.
  ...['3.N', '3.cost'].map((argument) => ({
    calls: ['crypto.scrypt', 'crypto.scryptSync'],
    argument,
    least: 8192,
    said: 'as the cost of scrypt',
  })),
  // https://cryptojs.gitbook.io/docs/#pbkdf2
  {
    calls: ['crypto-js.PBKDF2', 'CryptoJS.PBKDF2', 'crypto-js/pbkdf2'],
    argument: '2.iterations',
    least: 100_000,
    said: 'rounds of PBKDF2',
  },
  { calls: ['crypto.pbkdf2', 'crypto.pbkdf2Sync'], argument: '2', least: 100_000, said: 'rounds of PBKDF2' },
  {
    calls: ['bcrypt', 'bcryptjs', 'bcrypt-nodejs'].flatMap((name) => [`${name}.hash`, `${name}.hashSync`]),
    argument: '1',
    least: 10,
    said: 'as the cost of bcrypt',
  },
  {
    calls: ['bcrypt', 'bcryptjs', 'bcrypt-nodejs'].flatMap((name) => [`${name}.genSalt`, `${name}.genSaltSync`]),
    argument: '0',
    least: 10,
    said: 'as the cost of bcrypt',
  },
];

/** Keys and derivations with a number that is fixed and too small. */
export const checkWeakKey: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call) => LEAST.flatMap((least) => judge(call, least, lookup)));

function judge(call: ResolvedCall, { calls, argument, least, said }: Least, lookup: Lookup): readonly CheckResult[] {
  if (!calls.includes(call.path)) return [];
  const given = lookup.argument(call, argument);
  const value = given === undefined ? undefined : lookup.valueOf(given);
  if (typeof value !== 'number' || value >= least) return [];
  return [{ span: call, message: `${value} ${said} is fewer than ${least}` }];
}
