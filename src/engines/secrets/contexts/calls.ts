import { type Detector, RANK } from '../candidate.ts';
import { judgeValue } from '../judge-value.ts';
import type { SecretRule } from '../rules.ts';

const STRING = '\\s{0,4}@?["\'][^"\'\\n]{0,200}["\']\\s{0,4}';
const ANY = '[^"\'(),;\\n]{0,60}';
const LAST = '\\s{0,4}@?["\']([^"\'\\s]{4,128})["\']';

/** Functions that take a user and a password by their place, by the documentation of each. */
const FUNCTIONS: readonly { readonly literal: string; readonly pattern: string }[] = [
  // learn.microsoft.com/dotnet/api/system.net.networkcredential
  { literal: 'NetworkCredential(', pattern: `${STRING},${LAST}` },
  // docs.oracle.com/javase/8/docs/api/java/sql/DriverManager.html
  { literal: 'DriverManager.getConnection(', pattern: `(?:${STRING}|${ANY}),(?:${STRING}|${ANY}),${LAST}` },
  // hc.apache.org: UsernamePasswordCredentials; docs.spring.io: BasicAuthenticationInterceptor
  { literal: 'UsernamePasswordCredentials(', pattern: `(?:${STRING}|${ANY}),${LAST}` },
  { literal: 'BasicAuthenticationInterceptor(', pattern: `(?:${STRING}|${ANY}),${LAST}` },
  // www.php.net/manual: mysqli.construct, function.mysql-connect, pdo.construct
  { literal: 'mysqli_connect(', pattern: `(?:${STRING}|${ANY}),(?:${STRING}|${ANY}),${LAST}` },
  { literal: 'mysql_connect(', pattern: `(?:${STRING}|${ANY}),(?:${STRING}|${ANY}),${LAST}` },
  { literal: 'new mysqli(', pattern: `(?:${STRING}|${ANY}),(?:${STRING}|${ANY}),${LAST}` },
  { literal: 'new PDO(', pattern: `(?:${STRING}|${ANY}),(?:${STRING}|${ANY}),${LAST}` },
  // requests.readthedocs.io: authentication; docs.python.org/library/smtplib
  { literal: 'auth=(', pattern: `(?:${STRING}|${ANY}),${LAST}` },
  { literal: 'HTTPBasicAuth(', pattern: `(?:${STRING}|${ANY}),${LAST}` },
  { literal: 'SetBasicAuth(', pattern: `(?:${STRING}|${ANY}),${LAST}` },
  // learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring
  { literal: 'ConvertTo-SecureString ', pattern: `(?:-String\\s{1,4})?${LAST}(?=[^\\n]{0,80}-AsPlainText)` },
];

const STANDING = { name: 'password', quoted: true, onlyDrawn: false };

/** Passwords that stand in a call as its second or third argument, without any name. */
export function callArguments(rule: SecretRule): readonly Detector[] {
  return FUNCTIONS.map(({ literal, pattern }) => {
    const call = new RegExp(pattern, 'iy');
    return {
      literals: [literal],
      exactCase: false,
      anyLine: false,
      detect(source, at) {
        call.lastIndex = at + literal.length;
        const match = call.exec(source.text);
        const value = match?.[1];
        if (match === null || value === undefined) return undefined;
        const severity = judgeValue(value, 'password', STANDING, source.kind);
        const end = call.lastIndex - 1;
        return severity && { rule, rank: RANK.context, start: end - value.length, end, severity };
      },
    };
  });
}
