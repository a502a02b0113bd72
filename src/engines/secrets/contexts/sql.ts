import { type Detector, RANK } from '../candidate.ts';
import type { SecretRule } from '../rules.ts';
import { judgePassword } from './verdict-of-value.ts';

const IDENTIFIED =
  /identified\s{1,4}(?:with\s{1,4}\S{1,40}\s{1,4})?by\s{1,4}(?:password\s{1,4})?\\?['"]([^\s'"\\;]{3,128})/iy;
const ROLE_PASSWORD = /password\s{1,4}\\?'([^'\n\\]{3,128})\\?'/iy;
const STATEMENT = /\b(?:role|user|login|alter|create|grant|encrypted)\b/i;

/** Passwords in statements that make users: `IDENTIFIED BY '…'` (MySQL, Oracle), `PASSWORD '…'` (PostgreSQL), `WITH PASSWORD = '…'` goes to assignments. */
export function sqlPasswords(rule: SecretRule): readonly Detector[] {
  return [detector(rule, 'identified', IDENTIFIED), detector(rule, 'password ', ROLE_PASSWORD)];
}

function detector(rule: SecretRule, literal: string, pattern: RegExp): Detector {
  return {
    literals: [literal],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      pattern.lastIndex = at;
      const match = pattern.exec(source.text);
      const value = match?.[1];
      if (match === null || value === undefined) return undefined;
      if (!STATEMENT.test(source.text.slice(Math.max(0, at - 160), at))) return undefined;
      const severity = judgePassword(value, source);
      const start = at + match[0].lastIndexOf(value);
      return severity && { rule, rank: RANK.context, start, end: start + value.length, severity };
    },
  };
}
