import { type Candidate, type Detector, RANK, softened } from './candidate.ts';
import { entropy } from './entropy.ts';
import { isShown } from './file-kind.ts';
import type { SecretRule } from './rules.ts';
import type { Source } from './source.ts';

/** An RSA key of 16,384 bits takes 13 kB (RFC 7468 §10). */
const LONGEST_KEY = 16_384;
/** Characters of base64 that a header must be followed by: an Ed25519 key in PKCS #8 has 64. */
const SHORTEST_BODY = 44;
const HEADER = /-----BEGIN ((?:[A-Z0-9]{1,10} ){0,3})PRIVATE KEY(?: BLOCK)?-----/y;
/** Line ends, also as they stand inside strings: `\n`, `\\n`, quotes and plus signs of joined lines. */
const BREAK = '(?:[\\s"\'`+,]|\\\\+[nrt]|\\\\)';
const BODY = new RegExp(
  `(?:${BREAK}{0,40}(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): ?[^\\n\\\\]{1,80})){0,5}${BREAK}{0,60}((?:[A-Za-z0-9+/=_-]{1,4096}${BREAK}{0,40}){1,400})`,
  'y',
);

/** The rules that `privateKeys` needs. */
export interface KeyRules {
  readonly key: SecretRule;
  readonly encrypted: SecretRule;
  readonly pgp: SecretRule;
  readonly serviceAccount: SecretRule;
  readonly putty: SecretRule;
}

/** Private keys in PEM (RFC 7468), OpenSSH, OpenPGP and PuTTY form, also in one line. A header without a body is code that reads keys. */
export function privateKeys(rules: KeyRules): readonly Detector[] {
  return [pemKeys(rules), puttyKeys(rules.putty)];
}

function pemKeys(rules: KeyRules): Detector {
  return {
    literals: ['-----BEGIN '],
    exactCase: true,
    anyLine: true,
    detect(source, at) {
      const { text } = source;
      HEADER.lastIndex = at;
      const header = HEADER.exec(text);
      if (header === null) return undefined;
      const bodyAt = at + header[0].length;
      const region = text.slice(bodyAt, bodyAt + LONGEST_KEY * 2);
      const dashes = region.indexOf('-----');
      const inside = dashes === -1 ? region.slice(0, LONGEST_KEY) : region.slice(0, dashes);
      const body = keyMaterial(inside);
      if (body.length < SHORTEST_BODY || entropy(body) < 3.5) return undefined;
      return softenedAmongTests(source, {
        rule: ruleFor(rules, source, at, header[1] ?? '', inside),
        rank: RANK.key,
        start: at,
        end: bodyAt + (region.startsWith('-----END', dashes) ? closingEnd(region, dashes) : lengthOfBody(inside)),
      });
    },
  };
}

/**
 * Tests, examples and documentation make keys of their own, which open nothing; in well-kept repositories
 * (docs/quality.md, Noise) nearly every key stands there. A finding, but none that blocks by default; a service account's key is made by its service alone.
 */
function softenedAmongTests(source: Source, candidate: Candidate): Candidate {
  const severe = candidate.rule.severity === 'high' && candidate.rule.id !== 'gcp-service-account-key';
  if (!severe || !(isShown(source.kind) || isCalledTest(source, candidate.start))) return candidate;
  return softened(candidate);
}

/** Whether what stands before a key on its line says what it is for: `const TEST_RSA_KEY = "…`. */
function isCalledTest(source: Source, at: number): boolean {
  const before = source.text.slice(Math.max(source.line(at).start, at - 120), at);
  return /(?<![a-z])(?:test|fake|dummy|mock|sample|example)(?![a-z])|(?:Test|Fake|Dummy|Mock|Sample|Example)[A-Z]/.test(
    before.replace(/[A-Z]{2,}/g, (word) => word.toLowerCase()),
  );
}

function ruleFor(rules: KeyRules, { text }: Source, at: number, kind: string, region: string): SecretRule {
  if (kind.startsWith('PGP')) return rules.pgp;
  if (kind.startsWith('ENCRYPTED') || region.slice(0, 60).includes('Proc-Type: 4,ENCRYPTED')) return rules.encrypted;
  const before = text.slice(Math.max(0, at - 400), at);
  return /"private_key"\s{0,4}:\s{0,4}"$/.test(before) && /service_account|private_key_id/.test(before)
    ? rules.serviceAccount
    : rules.key;
}

/** The base64 of a key's body without line ends and header fields, of its first lines. */
function keyMaterial(region: string): string {
  BODY.lastIndex = 0;
  const body = BODY.exec(region.slice(0, 4096))?.[1] ?? '';
  return body.replace(/\\+[nrt]|[^A-Za-z0-9+/=_-]/g, '');
}

/** Where the dashes after `END … PRIVATE KEY` end. */
function closingEnd(region: string, dashes: number): number {
  const end = region.indexOf('-----', dashes + 8);
  return end === -1 ? dashes : end + 5;
}

function lengthOfBody(region: string): number {
  BODY.lastIndex = 0;
  return BODY.exec(region)?.[0].length ?? 0;
}

/** `-----BEGIN ` in base64, as kubeconfig files and environment variables hold a whole PEM file. */
const ENCODED = 'LS0tLS1CRUdJTi';

/** A PEM private key that is base64 once more: `client-key-data: …` (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/). */
export function encodedKeys(rule: SecretRule): Detector {
  return {
    literals: [ENCODED],
    exactCase: true,
    anyLine: true,
    detect(source, at): Candidate | undefined {
      const body = /^[A-Za-z0-9+/]{80,24000}={0,2}/.exec(source.text.slice(at, at + 24_000))?.[0];
      if (body === undefined) return undefined;
      const header = Buffer.from(body.slice(0, 80), 'base64').toString('latin1');
      if (!/^-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY/.test(header) || /ENCRYPTED/.test(header)) return undefined;
      return softenedAmongTests(source, { rule, rank: RANK.key, start: at, end: at + body.length });
    },
  };
}

const PUTTY =
  /PuTTY-User-Key-File-[23]: [^\r\n]{3,40}\r?\nEncryption: (\S{1,20})[\s\S]{0,4000}?\nPrivate-Lines: \d{1,3}\r?\n([A-Za-z0-9+/=\r\n]{40,16000})/y;

function puttyKeys(rule: SecretRule): Detector {
  return {
    literals: ['PuTTY-User-Key-File-'],
    exactCase: true,
    anyLine: true,
    detect(source, at): Candidate | undefined {
      const { text } = source;
      PUTTY.lastIndex = at;
      const match = PUTTY.exec(text);
      if (match === null) return undefined;
      const end = at + match[0].trimEnd().length;
      const candidate = { rule, rank: RANK.key, start: end - (match[2] ?? '').trimEnd().length, end };
      return match[1] === 'none'
        ? softenedAmongTests(source, candidate)
        : { ...candidate, severity: 'low' as const, remark: 'it is encrypted' };
    },
  };
}
