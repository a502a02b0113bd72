import type { Candidate, Detector } from '../candidate.ts';
import { RANK } from '../candidate.ts';
import { nameKind } from '../names.ts';
import { isReference } from '../placeholder.ts';
import type { SecretRule } from '../rules.ts';
import type { Source } from '../source.ts';
import { judgePassword } from './verdict-of-value.ts';

/** Programs that take a password as an argument, by the manual of each: the part of the line from the program's name to the value. */
const COMMANDS: readonly { readonly program: string; readonly pattern: RegExp }[] = [
  {
    program: 'curl',
    pattern:
      /curl(?=\s)(?:[^\n|;\\]|\\\r?\n|\\.){0,300}?\s(?:-u|--user|--proxy-user|-U)[ =]{0,3}["']?[^\s"':/]{0,80}["']?:["']?([^\s"'`]{3,120})/y,
  },
  {
    program: 'curl',
    pattern:
      /curl(?=\s)(?:[^\n|;\\]|\\\r?\n|\\.){0,300}?\s--(?:proxy-)?(?:tlspassword|pass)[ =]["']?([^\s"'`]{3,120})/y,
  },
  { program: 'az login', pattern: /az login\s[^\n|;]{0,200}?\s(?:-p|--password)[ =]["']?([^\s"'`]{3,120})/y },
  { program: 'mysql', pattern: /mysql(?:dump|admin|import|show)?\s[^\n|;]{0,200}?\s-p["']?([^\s"'`]{3,80})/y },
  { program: 'mysqldump', pattern: /mysqldump\s[^\n|;]{0,200}?\s-p["']?([^\s"'`]{3,80})/y },
  { program: 'mysqladmin', pattern: /mysqladmin\s[^\n|;]{0,200}?\s-p["']?([^\s"'`]{3,80})/y },
  {
    program: 'mongo',
    pattern: /mongo(?:dump|restore|import|export|sh)?\s[^\n|;]{0,200}?\s-p[ =]?["']?([^\s"'`]{3,80})/y,
  },
  { program: 'sshpass', pattern: /sshpass\s{1,3}-p ?["']?([^\s"'`]{3,80})/y },
  { program: 'redis-cli', pattern: /redis-cli\s[^\n|;]{0,100}?\s-a ["']?([^\s"'`]{3,80})/y },
  { program: 'docker login', pattern: /docker login\s[^\n|;]{0,200}?\s(?:-p|--password)[ =]?["']?([^\s"'`]{3,120})/y },
  {
    program: 'htpasswd',
    pattern: /htpasswd\s{1,3}-[a-zA-Z]{0,4}b[a-zA-Z]{0,4}\s{1,3}\S{1,100}\s{1,3}\S{1,80}\s{1,3}["']?([^\s"'`]{3,80})/y,
  },
  { program: 'ldapsearch', pattern: /ldapsearch\s[^\n|;]{0,300}?\s-w ["']?([^\s"'`]{3,80})/y },
  { program: 'smbclient', pattern: /smbclient\s[^\n|;]{0,200}?-U ["']?[^\s"'%]{1,60}%([^\s"'`]{3,80})/y },
  { program: 'sqlcmd', pattern: /sqlcmd\s[^\n|;]{0,200}?\s-P ["']?([^\s"'`]{3,80})/y },
  { program: 'plink', pattern: /(?:plink|pscp|psftp)\s[^\n|;]{0,200}?\s-pw ["']?([^\s"'`]{3,80})/y },
  { program: 'pscp', pattern: /pscp\s[^\n|;]{0,200}?\s-pw ["']?([^\s"'`]{3,80})/y },
  { program: 'freerdp', pattern: /freerdp\s[^\n|;]{0,200}?\s\/p:["']?([^\s"'`]{3,80})/y },
  { program: '-storepass', pattern: /-storepass\s{1,4}["']?([^\s"'`]{4,80})/y },
  { program: '-keypass', pattern: /-keypass\s{1,4}["']?([^\s"'`]{4,80})/y },
  { program: 'zip -P', pattern: /zip -P ?["']?([^\s"'`]{3,80})/y },
  { program: '7z a ', pattern: /7z a [^\n|;]{0,100}?(?<=\s)-p([^\s"'`]{3,80})/y },
  { program: 'lftp', pattern: /lftp\s[^\n|;]{0,100}?-u ["']?[^\s"',]{1,60},([^\s"'`]{3,80})/y },
  { program: 'add_user', pattern: /(?<=rabbitmqctl\s{1,4})add_user\s{1,4}\S{1,60}\s{1,4}["']?([^\s"'`]{3,80})/y },
  { program: 'twine upload', pattern: /twine upload\s[^\n|;]{0,200}?\s(?:-p|--password)[ =]["']?([^\s"'`]{3,200})/y },
  {
    program: '| chpasswd',
    pattern: /(?<=echo\s{1,4}["']?[\w.-]{1,40}:(?=([^\s"'`$]{3,80})["']?\s{0,4}\|)[^|\n]{3,90})\| chpasswd/y,
  },
  { program: '| sudo -', pattern: /(?<=echo\s{1,4}["']?(?=([^\s"'`$]{3,80})["']?\s{0,4}\|)[^|\n]{3,90})\| sudo -S/y },
  { program: 'pass:', pattern: /(?<=-pass(?:in|out)?\s{1,3}["']?)pass:(?!:)([^\s"'`;|]{4,80})/y },
];
const OPTION =
  /--(?:[a-z]{1,20}-){0,3}(?:password|passwd|passphrase|pass|token|secret|api-?key|secret-key)\s{1,3}["']?([^\s"'`|&;<>-][^\s"'`|&;<>]{3,200})/y;
const SETENV = /(?:setenv|ENV)\s{1,4}([A-Za-z_]\w{2,60})\s{1,4}["']?([^\s"'`;]{4,200})/y;

/** Passwords given to programs in scripts, shell histories, Dockerfiles and documentation. */
export function commandArguments(rule: SecretRule): readonly Detector[] {
  return [
    ...COMMANDS.map(({ program, pattern }) => detector(rule, [program], pattern, () => true)),
    detector(rule, ['--pass', '--token', '--secret', '--api', '-password ', '-token ', '-secret '], OPTION, isScript),
    detector(
      rule,
      ['setenv', 'env [a-z_]'],
      SETENV,
      (source, match) => isScript(source) && nameKind(match[1] ?? '') !== 'none',
    ),
  ];
}

function detector(
  rule: SecretRule,
  literals: readonly string[],
  pattern: RegExp,
  accepts: (source: Source, match: RegExpExecArray) => boolean,
): Detector {
  return {
    literals,
    exactCase: false,
    anyLine: false,
    detect(source, at): Candidate | undefined {
      pattern.lastIndex = at;
      const match = pattern.exec(source.text);
      const value = match?.at(-1);
      if (match === null || value === undefined || !accepts(source, match) || isOption(value)) return undefined;
      const severity = judgePassword(value, source);
      const end = match[0].endsWith(value) ? pattern.lastIndex : source.text.lastIndexOf(value, at) + value.length;
      return severity && { rule, rank: RANK.context, start: end - value.length, end, severity };
    },
  };
}

/** A further option, a sentence's word, or what the shell fills in. */
function isOption(value: string): boolean {
  return (
    /^[-:]/.test(value) ||
    isReference(value) ||
    /^["'$(`\\]|^(?:is|the|for|to|and|or|from|with|in|of|file|stdin|env)$/i.test(value)
  );
}

function isScript({ kind }: Source): boolean {
  return kind.unquoted !== 'none' || kind.extension === 'yml' || kind.extension === 'md' || kind.extension === 'json';
}
