import { type Candidate, type Detector, RANK, softened } from './candidate.ts';
import { checksumHolds } from './checksum.ts';
import { entropy, wordlikeness } from './entropy.ts';
import { isShown } from './file-kind.ts';
import { isMadeUp } from './placeholder.ts';
import { isUuid } from './randomness.ts';
import type { FormatRule } from './rule-schema.ts';
import type { Source } from './source.ts';

/** A token starts where no word is going on, or after an escape (`\n`, `%3D`) whose last character looks like one. */
const LEFT = '(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt])|(?<=%[0-9A-F]{2}))';
const RIGHT = '(?![A-Za-z0-9_]|-[A-Za-z0-9])';
/** From a name that holds the literal to its value: `_KEY = "`, `'key' => '`, `.key("`, `-key: `, `Token: Bearer `. */
const ASSIGNED =
  '[\\w.-]{0,40}(?:\\\\?["\'`\\])]){0,3}\\s{0,8}(?::?\\s{0,2}[A-Za-z]\\w{0,30}(?=\\s{0,4}=))?\\s{0,8}(?:=>|:{1,3}=|[.+]=|\\?=|\\|\\||===?|!=|[:=,(>]|\\s)\\s{0,8}(?:[A-Za-z]{0,2}\\\\?["\'`]|\\()?(?:(?:Bearer|Token|Basic|token|bearer)\\s)?';
/** How far after a literal a `near` value may stand. */
const NEAR = 200;
/** Longest value of a `near` rule. */
const NEAR_VALUE = 130;

/** The detector of a format rule: runs its pattern only where one of its literals stands, over a bounded stretch. */
export function formatDetector(rule: FormatRule): Detector {
  const find = finder(rule);
  let last: { source: Source; end: number } | undefined;
  return {
    literals: rule.literals,
    exactCase: (rule.where === undefined || rule.where === 'prefix') && rule['ignore-case'] !== true,
    anyLine: rule.where === undefined || rule.where === 'prefix',
    detect(source, at) {
      if (last?.source === source && at < last.end) return undefined;
      const found = find(source, at);
      if (found === undefined) return undefined;
      last = { source, end: found.end };
      return judge(rule, source, found);
    },
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function finder(rule: FormatRule): (source: Source, at: number) => Span | undefined {
  const flags = rule['ignore-case'] ? 'i' : '';
  switch (rule.where ?? 'prefix') {
    case 'prefix':
      return atLiteral(
        new RegExp(`${LEFT}(?:${rule.pattern})${RIGHT}`, `y${flags}`),
        rule.before ?? 0,
        rule['before-min'],
      );
    case 'assigned':
      return afterName(new RegExp(`${ASSIGNED}(${rule.pattern})(?![\\w+/=-])`, `y${flags}`));
    case 'near':
      return nearby(new RegExp(`(?<![\\w+/-])(?:${rule.pattern})(?![\\w+/=-])`, `g${flags}`));
  }
}

function atLiteral(pattern: RegExp, before: number, least = before) {
  return ({ text }: Source, at: number): Span | undefined => {
    for (let back = before; back >= least; back -= 1) {
      if (at < back) continue;
      pattern.lastIndex = at - back;
      const span = spanOf(pattern.exec(text));
      if (span !== undefined) return span;
    }
    return undefined;
  };
}

function afterName(pattern: RegExp) {
  return ({ text }: Source, at: number): Span | undefined => {
    if (!startsWord(text, at)) return undefined;
    pattern.lastIndex = at;
    return spanOf(pattern.exec(text));
  };
}

/** Whether a name's word starts here: `okta` is in `myOkta` and `MY_OKTA`, not in `rookTable`. */
function startsWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  return !/[A-Za-z]/.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(text[at] ?? ''));
}

function nearby(pattern: RegExp) {
  let last: { source: Source; at: number } | undefined;
  return (source: Source, at: number): Span | undefined => {
    // A literal that is repeated all over a line would have the same stretch searched again and again.
    if ((last?.source === source && at < last.at + NEAR / 4) || !startsWord(source.text, at)) return undefined;
    last = { source, at };
    pattern.lastIndex = 0;
    const span = spanOf(pattern.exec(source.text.slice(at, at + NEAR + NEAR_VALUE)));
    return span && { start: span.start + at, end: span.end + at };
  };
}

/** The first group is the value, where there is one. */
function spanOf(match: RegExpExecArray | null): Span | undefined {
  if (match === null) return undefined;
  const value = match[1] ?? match[0];
  const start = match.index + match[0].lastIndexOf(value);
  return { start, end: start + value.length };
}

function judge(rule: FormatRule, source: Source, { start, end }: Span): Candidate | undefined {
  const value = source.text.slice(start, end);
  if (rule.entropy !== undefined && entropy(value) < rule.entropy) return undefined;
  if (isMadeUp(value)) return undefined;
  const where = rule.where ?? 'prefix';
  if (where === 'assigned' && !isPlausible(rule, value)) return undefined;
  if (where === 'assigned' && isUuid(value) && !isNamedSecret(source.text, start)) return undefined;
  const rank = where === 'prefix' ? RANK.format : RANK[where];
  const lead = rule.literals.find((literal) => value.startsWith(literal));
  if (rule.checksum !== undefined && !checksumHolds(rule.checksum, value.slice(lead?.length ?? 0))) {
    if (wordlikeness(value) > 0.7) return undefined;
    return {
      rule,
      rank,
      start,
      end,
      severity: isShown(source.kind) ? 'low' : 'medium',
      remark: 'its checksum does not hold, so it may be made up or cut',
    };
  }
  const found = { rule, rank, start, end };
  return mayBeMadeUp(source, rule) ? softened(found) : found;
}

/** A value that only its name gives away may be any: tests and manuals are full of them. A format of the service's own is one wherever it stands. */
function mayBeMadeUp({ kind }: Source, { where = 'prefix', severity }: FormatRule): boolean {
  return where !== 'prefix' && isShown(kind) && (severity === 'critical' || severity === 'high');
}

/** Services name projects, groups and machines by UUIDs too: a secret one is called so. */
function isNamedSecret(text: string, at: number): boolean {
  const line = text.slice(Math.max(0, at - NEAR), at);
  const name = /[\w.-]*[^\w.-]*$/.exec(line)?.[0] ?? '';
  return /key|token|secret|pass|auth|cred/i.test(name);
}

/** A value without a prefix of its own has to look drawn: letters and digits, no words, and no commit's hash where more than hexadecimal is usual. */
function isPlausible(rule: FormatRule, value: string): boolean {
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if ((rule.entropy ?? 0) > 3.4 && /^[0-9a-f]+$/i.test(value)) return false;
  return /^[0-9a-f-]+$/i.test(value) || wordlikeness(value) < 0.75;
}
