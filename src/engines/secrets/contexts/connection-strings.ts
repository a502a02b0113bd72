import { type Detector, RANK } from '../candidate.ts';
import type { SecretRule } from '../rules.ts';
import { judgePassword } from './verdict-of-value.ts';

const PASSWORD = /(?:password|pwd)\s?=(?!=)\s?([^;"'`<>\s&]{3,128})(?=[;"'`&\s<]|$)/iy;
/** Keys that stand beside a password in ADO.NET, ODBC, JDBC and libpq connection strings. */
const NEIGHBOUR =
  /(?:\bserver|data source|host|address|uid|user id|user|username|database|initial catalog|dbname|provider|driver|port)\s?=/i;

/** `Server=…;User Id=…;Password=…` inside a string of any language. */
export function connectionStrings(rule: SecretRule): Detector {
  return {
    literals: ['password=', 'password =', 'pwd='],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      PASSWORD.lastIndex = at;
      const value = PASSWORD.exec(source.text)?.[1];
      if (value === undefined) return undefined;
      const { start: lineStart, end: lineEnd } = source.line(at);
      const around = source.text.slice(Math.max(lineStart, at - 250), Math.min(lineEnd, at + 250));
      if (!around.includes(';') && !/jdbc:|\?.*=|dbname=/.test(around)) return undefined;
      if (!NEIGHBOUR.test(around) || /[()]/.test(value)) return undefined;
      const severity = judgePassword(value, source);
      return (
        severity && {
          rule,
          rank: RANK.context,
          start: PASSWORD.lastIndex - value.length,
          end: PASSWORD.lastIndex,
          severity,
        }
      );
    },
  };
}
