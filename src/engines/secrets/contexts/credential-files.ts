import { type Candidate, type Detector, RANK } from '../candidate.ts';
import { looksDrawn } from '../randomness.ts';
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
      const end = match.index + match[0].lastIndexOf(value) + value.length;
      // What is drawn needs no second look, and a file that ends with `.key` would not get one.
      if (looksDrawn(value) || judgePassword(value, source) !== undefined)
        found.push({ rule, rank: RANK.context, start: end - value.length, end });
    }
    return found;
  };
}

/** Asked of every file, and so before its kind. */
const PASSWORD_FILE = /pgpass|passwd|shadow|secrets$|\.ovpn$|master\.key$|auth\.json$/i;

function linePattern(name: string): RegExp | undefined {
  if (/pgpass/.test(name)) return /^[^#\s:][^\s:]{0,100}:[^\s:]{1,6}:[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{3,100})/gm;
  if (/smbpasswd/.test(name)) return /^[\w.$-]{1,64}:\d{1,10}:(?:X{32}|[0-9A-F]{32}):([0-9A-F]{32}):/gim;
  if (/htpasswd|passwd$|^shadow/.test(name)) return /^[\w.@-]{1,64}:([./A-Za-z0-9]{13})(?=[:\s]|$)/gm;
  return OTHER_FILES.find(({ file }) => file.test(name))?.line;
}

/** Each in the form that its program documents; the first group is the value. */
const OTHER_FILES: readonly { readonly file: RegExp; readonly line: RegExp }[] = [
  // rsyncd.conf(5): lines of user:password
  { file: /^rsyncd\.secrets$/, line: /^[\w.-]{1,64}:([^\s:]{3,100})$/gm },
  // pppd(8): client, server, secret, addresses
  { file: /^(?:chap|pap)-secrets$/, line: /^[^#\s]\S{0,100}[ \t]{1,16}\S{1,100}[ \t]{1,16}["']?([^\s"']{3,100})/gm },
  // davfs2: mount point or address, user, password
  {
    file: /^secrets$/,
    line: /^(?:https?:\/\/|\/)\S{1,200}[ \t]{1,16}["']?[^\s"']{1,100}["']?[ \t]{1,16}["']?([^\s"']{3,100})/gm,
  },
  // openvpn(8): user and password on lines of their own
  { file: /\.ovpn$/, line: /^<auth-user-pass>\s{1,4}[^\n<]{1,100}\n([^\s<]{3,100})/gm },
  // guides.rubyonrails.org: config/master.key, 32 hexadecimal digits and nothing else
  { file: /^master\.key$/, line: /^([0-9a-f]{32})$/gm },
  // getcomposer.org: auth.json, github-oauth by host
  {
    file: /^auth\.json$/,
    line: /"(?:github|gitlab|bitbucket)-(?:oauth|token)"\s{0,4}:\s{0,4}\{\s{0,16}"[^"]{1,100}"\s{0,4}:\s{0,4}"([\w-]{20,100})/gm,
  },
];

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
