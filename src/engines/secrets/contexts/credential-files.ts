import { type Candidate, type Detector, RANK } from '../candidate.ts';
import type { SecretRule } from '../rules.ts';
import type { Source } from '../source.ts';
import { holdsUserAndPassword } from './http-headers.ts';
import { judgePassword } from './verdict-of-value.ts';

const NETRC = /password\s{1,8}(\S{3,200})/iy;
const REGISTRY_AUTH = /"auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{8,400}={0,2})"/y;
const NPM_AUTH = /_auth\s{0,4}=\s{0,4}"?([A-Za-z0-9+/]{8,400}={0,2})/y;
const MARKUP = /<pass(?:word)?(?:\s[^<>\n]{1,80})>([^<>\n]{3,200})<\//iy;

/** Files whose one purpose is to hold credentials, each in the form that its program documents. */
export function credentialFiles(rule: SecretRule): readonly Detector[] {
  return [
    // inetutils: The .netrc file.
    at(rule, ['password'], NETRC, ({ kind }) => /^[._]netrc$|^netrc$|\.netrc$/.test(kind.name)),
    // docker login: ~/.docker/config.json and the older ~/.dockercfg.
    at(rule, ['"auth"'], REGISTRY_AUTH, (_, value) => holdsUserAndPassword(value)),
    at(rule, ['_auth'], NPM_AUTH, ({ kind }, value) => /npmrc|yarnrc/.test(kind.name) && holdsUserAndPassword(value)),
    // FileZilla's sitemanager.xml and others: the element carries its encoding as an attribute.
    at(rule, ['<pass'], MARKUP, ({ kind }) => kind.extension === 'xml' || kind.extension === 'config'),
  ];
}

/** Lines of `.pgpass` (PostgreSQL: The Password File) and of `.htpasswd` with traditional crypt(3) hashes. */
export function passwordLines(rule: SecretRule): (source: Source) => readonly Candidate[] {
  return (source) => {
    if (!PASSWORD_FILE.test(source.path)) return [];
    const pattern = linePattern(source.kind.name);
    if (pattern === undefined || source.kind.test) return [];
    const found: Candidate[] = [];
    for (const match of source.text.matchAll(pattern)) {
      const value = match[1] ?? '';
      const end = match.index + match[0].length;
      if (judgePassword(value, source) !== undefined)
        found.push({ rule, rank: RANK.context, start: end - value.length, end });
    }
    return found;
  };
}

/** Asked of every file, and so before its kind. */
const PASSWORD_FILE = /pgpass|passwd|shadow/i;

function linePattern(name: string): RegExp | undefined {
  if (/pgpass/.test(name)) return /^[^#\s:][^\s:]{0,100}:[^\s:]{1,6}:[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{3,100})/gm;
  if (/htpasswd|passwd$|^shadow/.test(name)) return /^[\w.@-]{1,64}:([./A-Za-z0-9]{13})(?=[:\s]|$)/gm;
  return undefined;
}

function at(
  rule: SecretRule,
  literals: readonly string[],
  pattern: RegExp,
  accepts: (source: Source, value: string) => boolean,
): Detector {
  return {
    literals,
    exactCase: false,
    anyLine: false,
    detect(source, offset) {
      pattern.lastIndex = offset;
      const match = pattern.exec(source.text);
      const value = match?.[1];
      if (match === null || value === undefined || !accepts(source, value)) return undefined;
      const severity = judgePassword(value, source);
      const start = offset + match[0].lastIndexOf(value);
      return severity && { rule, rank: RANK.context, start, end: start + value.length, severity };
    },
  };
}
