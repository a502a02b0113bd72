import { type Detector, RANK } from '../candidate.ts';
import { looksDrawn } from '../randomness.ts';
import type { SecretRule } from '../rules.ts';
import { isDense } from '../source.ts';
import { judgePassword } from './verdict-of-value.ts';

/** From the `://` on: user, password, host (RFC 3986 §3.2.1). A password may hold unescaped signs, but no `@`, `/` or white space. */
const AUTHORITY = /:\/\/([^\s"'`<>@/:?#()[\],;]{0,80}):([^\s"'`<>@/?#]{2,200})@(\[?[\w.:%-]{1,120})/y;
/** Reserved for documentation (RFC 2606, RFC 6761), and what people write instead. */
const NOWHERE =
  /^(?:.*\.)?(?:example|test|invalid)(?:\.(?:com|org|net|io))?(?::\d+)?$|^(?:host|hostname|server|domain|your.*|my.*|some.*|acme.*|foo.*|bar.*)(?:\.\w+)?(?::\w+)?$|^proxy\.(?:com|server)/i;
const HERE = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal)/i;

/** Passwords in addresses: `postgres://user:…@host/db`, `https://user:…@host`. */
export function urlCredentials(rule: SecretRule): Detector {
  return {
    literals: ['[a-z0-9]://'],
    exactCase: false,
    anyLine: true,
    detect(source, at) {
      AUTHORITY.lastIndex = at + 1;
      const match = AUTHORITY.exec(source.text);
      if (match === null) return undefined;
      const [whole, user = '', password = '', host = ''] = match;
      const severity = judgePassword(password, source);
      if (severity === undefined || NOWHERE.test(host) || isPort(password, user)) return undefined;
      if (isDense(source, at) && !looksDrawn(password)) return undefined;
      const start = at + 1 + whole.indexOf(`:${password}@`, 3) + 1;
      const weak = HERE.test(host) || password === user;
      if (weak && !source.kind.configuration) return undefined;
      return { rule, rank: RANK.context, start, end: start + password.length, severity: weak ? 'low' : severity };
    },
  };
}

/** `http://host:8080@…` in a list of addresses, or a list of words. */
function isPort(password: string, user: string): boolean {
  return (
    (/^\d{2,5}$/.test(password) && user.includes('.')) ||
    /^[*.x-]+$/i.test(password) ||
    /^user(?:name)?$/i.test(password)
  );
}
