import { type Detector, RANK } from '../candidate.ts';
import type { SecretRule } from '../rules.ts';
import type { Source } from '../source.ts';
import { judgePassword } from './verdict-of-value.ts';

/** A keyword and its value without any sign between them, as msmtp, fetchmail, Redis, OpenLDAP and many others write it. */
const KEYWORD =
  /(?<![\w.$-])(?:password|passwd|passphrase|pass|bindpw|rootpw|requirepass|masterauth|auth-pass[ \t]{1,4}\S{1,60})[ \t]{1,8}(?:\d[ \t])?["']?([^\s"'#;{}()]{4,128})["']?(?=[\s;#]|$)/iy;
/** The same in build files and scripts whose language lets a call go without brackets: `storePassword '…'`, `set password "…"`. */
const CALL = /(?:password|passphrase)[ \t]{1,4}(["'])([^\s"'$]{4,128})\1/iy;
const CALL_LANGUAGES = new Set(['gradle', 'groovy', 'rb', 'tcl', 'exp', 'kts', 'pp']);
const COMMENT = /^\s*(?:#|;|\/\/|\*|--|")/;

/** Passwords after a keyword and white space, in configurations and build files. */
export function directives(rule: SecretRule): readonly Detector[] {
  const keywords = [
    'password',
    'passwd',
    'passphrase',
    'pass ',
    'pass\t',
    'bindpw',
    'rootpw',
    'requirepass',
    'masterauth',
    'auth-pass',
  ];
  return [
    detector(rule, keywords, KEYWORD, 1, ({ kind }) => kind.unquoted === 'line' || /\.conf$|rc$/.test(kind.name)),
    detector(rule, ['password ', 'password\t', 'passphrase '], CALL, 2, ({ kind }) =>
      CALL_LANGUAGES.has(kind.extension),
    ),
  ];
}

function detector(
  rule: SecretRule,
  literals: readonly string[],
  pattern: RegExp,
  group: number,
  accepts: (source: Source) => boolean,
): Detector {
  return {
    literals,
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      if (!accepts(source)) return undefined;
      pattern.lastIndex = at;
      const match = pattern.exec(source.text);
      const value = match?.[group];
      if (match === null || value === undefined || !isWorthIt(value) || isComment(source, at)) return undefined;
      const severity = judgePassword(value, source);
      const start = at + match[0].lastIndexOf(value);
      return severity && { rule, rank: RANK.context, start, end: start + value.length, severity };
    },
  };
}

/** A word of letters may be one of the language (`password required pam_unix.so`). */
function isWorthIt(value: string): boolean {
  return /[0-9!@#$%^&*?+=~]/.test(value) && /[A-Za-z]/.test(value) && !/^[\w-]+[(=]|^\w+\.so$/.test(value);
}

function isComment(source: Source, at: number): boolean {
  return COMMENT.test(source.text.slice(source.line(at).start, at + 1));
}
