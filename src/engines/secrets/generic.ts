import { assignmentAt, nameEnd } from './assignment.ts';
import { type Detector, RANK } from './candidate.ts';
import { judgeValue } from './judge-value.ts';
import { type NameKind, nameKind, wordsOf } from './names.ts';
import type { SecretRule } from './rules.ts';
import { isDense, type Source } from './source.ts';

/** Parts of names that promise a secret. Each hit costs little; which name it is part of decides. */
const PARTS = [
  'pass',
  '[a-z0-9_"\' .<{(\t\n-]pwd',
  '[_"\' .<\t\n-]psk[=:"\' ]',
  'authtok',
  '_pw[=:"\']',
  'psw[=:"\'d]',
  'secret',
  'token',
  'apikey',
  '_key',
  '-key',
  'accesskey',
  'privatekey',
  'encryptionkey',
  'signingkey',
  'authkey',
  'masterkey',
  'accountkey',
  'appkey',
  'sharedkey',
  'subscriptionkey',
  'cipherkey',
  'hmackey',
  'aeskey',
  'cryptokey',
  'credential',
  'cred[s=: "\']',
  'auth[":=\' ,_]',
  'salt[":=\' ,]',
  'kennwort',
  'senha',
  'contrase',
  'motdepasse',
  'bearer',
];

/** Values under names such as `password`, `clientSecret` and `API_KEY`, judged by what they look like and where they stand. */
export function genericAssignments(rule: SecretRule): Detector {
  let last: { source: Source; end: number } | undefined;
  return {
    literals: PARTS,
    exactCase: false,
    anyLine: false,
    detect(source, found) {
      // A sign before a short name, as in ` pwd`, is no part of it.
      const at = /[\w$-]/.test(source.text[found] ?? '') ? found : found + 1;
      if (source.kind.formatsOnly || (last?.source === source && at < last.end)) return undefined;
      const { text } = source;
      last = { source, end: nameEnd(text, at) };
      const assignment = assignmentAt(source, at);
      if (assignment === undefined) return undefined;
      const { start, end } = assignment;
      const kind = kindOf(assignment.name, text.slice(start, end));
      if (kind === 'none') return undefined;
      const onlyDrawn = isDense(source, at);
      const severity = judgeValue(text.slice(start, end), kind, { ...assignment, onlyDrawn }, source.kind);
      return severity && { rule, rank: RANK.generic, start, end, severity };
    },
  };
}

/** 32 bytes in base64, as programs draw keys of AES-256 and HMAC-SHA-256: then any name of a key that is not public will do (`SHOP_KEY`). */
const KEY_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

function kindOf(name: string, value: string): NameKind {
  const kind = nameKind(name);
  return kind === 'none' && KEY_OF_32_BYTES.test(value) && isOwnKey(name) ? 'token' : kind;
}

function isOwnKey(name: string): boolean {
  const words = wordsOf(name);
  return words.at(-1) === 'key' && !words.some((word) => NOT_OWN.has(word));
}

const NOT_OWN = new Set([
  'public',
  'pub',
  'host',
  'peer',
  'verify',
  'verification',
  'cache',
  'content',
  'primary',
  'foreign',
  'site',
]);
