import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { functionAround, purposeOf, SECRET_NAME } from '../enclosing.ts';
import { assignedValues } from './assigned.ts';

const HASHES =
  /^(?:hashlib\.(?:md5|sha1)|_md5\.md5|_sha1\.sha1|Crypto(?:dome)?\.Hash\.(?:RIPEMD|RIPEMD160)\.new|Crypto(?:dome)?\.Hash\.(?:MD2|MD4|MD5|SHA|SHA1)\.new|cryptography\.hazmat\.primitives\.hashes\.(?:MD5|SHA1)|md5\.(?:new|md5)|sha\.(?:new|sha))$/;
const PASSWORD = /passw|passphrase|pwd|secret|token|signature|credential/i;

/** MD5 and SHA-1, unless it says that they protect nothing; as the hash of an HMAC SHA-1 still holds. */
export const checkWeakHashes: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const name = hashName(call, lookup);
    if (name === undefined) return [];
    const used = lookup.argument(call, 'usedforsecurity');
    if (used !== undefined && lookup.valueOf(used) === false) return [];
    const protects =
      call.arguments.some(({ value }) => namesSecret(value)) || PASSWORD.test(purposeOf(lookup, call) ?? '');
    return [{ span: call, message: `${name} is a broken hash function`, severity: protects ? 'medium' : 'low' }];
  });

function hashName(call: ResolvedCall, lookup: Lookup): string | undefined {
  if (HASHES.test(call.path)) return /SHA|sha/.test(call.path) ? 'SHA-1' : /RIPEMD/.test(call.path) ? 'RIPEMD' : 'MD5';
  if (/^(?:zlib|binascii)\.(?:crc32|adler32)$/.test(call.path))
    return call.arguments.some(({ value }) => namesSecret(value, /passw|pwd/i)) ? 'A checksum' : undefined;
  if (call.path === 'hmac.new' || call.path === 'hmac.digest') return hmacName(call, lookup);
  if (call.path !== 'hashlib.new') return undefined;
  const given = lookup.argument(call, '0') ?? lookup.argument(call, 'name');
  const name = given === undefined ? undefined : lookup.valueOf(given);
  return typeof name === 'string' && BROKEN.test(name) ? name.toUpperCase() : undefined;
}

/** Names of https://docs.python.org/3/library/hashlib.html#hashlib.new, as OpenSSL takes them. */
const BROKEN = /^(?:md[245]|md5-sha1|mdc2|sha-?1?|dss1?|dsa(?:-sha1?)?(?:encryption)?|ripemd(?:160)?|rmd160)$/i;

/** With MD5 as its hash; SHA-1 still holds there. */
function hmacName(call: ResolvedCall, lookup: Lookup): string | undefined {
  const given = lookup.argument(call, 'digestmod') ?? lookup.argument(call, 'digest') ?? lookup.argument(call, '2');
  if (given === undefined) return undefined;
  const name = lookup.valueOf(given) ?? lookup.pathOf(given).replace(/^.*\./, '');
  return /^md[45]$/i.test(String(name)) ? `HMAC with ${String(name).toUpperCase()}` : undefined;
}

function namesSecret(value: Expression, names = PASSWORD): boolean {
  switch (value.kind) {
    case 'name':
      return names.test(value.name);
    case 'member':
      return names.test(value.property) || namesSecret(value.object, names);
    case 'index':
      return namesSecret(value.object, names) || namesSecret(value.index, names);
    case 'text':
      return names.test(value.value) && value.value.length < 40;
    case 'call':
      return namesSecret(value.callee, names) || value.arguments.some((argument) => namesSecret(argument.value, names));
    case 'join':
      return value.parts.some((part) => namesSecret(part, names));
    default:
      return false;
  }
}

const RSA_OR_DSA =
  /^(?:Crypto(?:dome)?\.PublicKey\.(?:RSA|DSA)\.generate|cryptography\.hazmat\.primitives\.asymmetric\.(?:rsa|dsa)\.generate_(?:private_key|parameters)|rsa\.newkeys)$/;
const CURVES = /\.ec\.SECT?(?:P192R1|163[KR][12])$|\.ec\.(?:SECP192R1|SECT163K1|SECT163R2)$/;
/** https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final: 112 bits of security. */
const MIN_BITS = 2_048;

export const checkShortKeys: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (CURVES.test(call.path)) return [{ span: call, message: 'the curve is too small' }];
    const curve = /\.ec\.generate_private_key$/.test(call.path)
      ? (lookup.argument(call, '0') ?? lookup.argument(call, 'curve'))
      : undefined;
    if (curve !== undefined && curve.kind !== 'call' && CURVES.test(lookup.pathOf(curve))) {
      return [{ span: call, message: 'the curve is too small' }];
    }
    if (!RSA_OR_DSA.test(call.path)) return [];
    const isRsa = /\.rsa\.generate_private_key$/.test(call.path);
    const given =
      lookup.argument(call, 'key_size') ?? lookup.argument(call, 'bits') ?? lookup.argument(call, isRsa ? '1' : '0');
    const bits = given === undefined ? undefined : lookup.valueOf(given);
    return typeof bits === 'number' && bits < MIN_BITS
      ? [{ span: call, message: `a key of ${bits} bits is too short` }]
      : [];
  });

const RANDOM =
  /^(?:random(?:\.Random\(\))?|numpy\.random(?:\.(?:default_rng|RandomState)\(\))?)\.(?:random|rand|randint|integers|random_integers|randrange|choice|choices|sample|getrandbits|uniform|shuffle|randbytes|bytes)$/;

/** `random` for what is called a token, password or the like. */
export const checkRandomness: ProgramCheck = (_program, lookup) => {
  const results: CheckResult[] = [];
  for (const call of lookup.calls) {
    if (!RANDOM.test(call.path)) continue;
    const purpose = secretPurpose(call, lookup);
    if (purpose !== undefined)
      results.push({ span: call, message: `\`${call.path}\` makes \`${purpose}\`, and can be predicted` });
  }
  return results;
};

/** `tokens` and `token_count` count something. */
const COUNTS =
  /tokens$|count|index|size|len|delay|sleep|wait|jitter|time|seconds|probability|dropout|mask|tokeni[sz]|test/i;
const CODE = /(?:reset|verif\w*|confirm\w*|activation|invite|auth|login|access|recovery|backup)_?code|verification/i;

function secretPurpose(call: ResolvedCall, lookup: Lookup): string | undefined {
  const assigned = assignedValues(lookup).find(
    ({ span, name }) => span.start <= call.start && call.end <= span.end && isSecret(name),
  );
  const around = functionAround(lookup, call)?.name;
  return assigned?.name ?? (around !== undefined && isSecret(around) ? around : undefined);
}

function isSecret(name: string): boolean {
  return (SECRET_NAME.test(name) || CODE.test(name)) && !COUNTS.test(name);
}
