import { createHash } from 'node:crypto';
import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import { shorten } from '../../model/text.ts';
import type { Assets, Grammar } from '../../ports/assets.ts';
import type { FileEngine, FileReport } from '../contract.ts';
import { ruleOfResult } from '../described-rule.ts';
import { purposeOf, severityFor } from '../purpose.ts';
import { remembering } from '../remember.ts';
import { createSyntax, type Syntax } from '../syntax/syntax.ts';
import { decodeText } from '../yaml-document/read-document.ts';
import { type SourceText, sourceText } from '../yaml-document/source-text.ts';
import { examineProgram } from './examine.ts';
import type { Found } from './found.ts';
import type { LanguageSupport } from './language.ts';
import { type PreparedLanguage, prepareLanguage, readLanguage } from './language-rules.ts';
import { parseProblem } from './parse-problem.ts';
import type { PossibleRules } from './prefilter.ts';
import { isGenerated, languageOf, NOTHING_FOR_SAST, sizeProblem, wantsForSast } from './wants.ts';

/** Raised with every change of code that changes results: the rule files alone do not show it. */
const REVISION = 4;

/** A file that says the same thing a thousand times has one problem; more results help nobody and cost everybody. */
const MAX_RESULTS = 1_000;

/** Parsing takes about a second per megabyte, and a file is at most one: what takes longer was made to. */
const PARSE_LIMIT_MS = 5_000;

/** Reading and compiling rules takes longer than scanning many a tree: once in a thread, and only for languages that are there. */
const preparedOf = remembering((support: LanguageSupport): PreparedLanguage => prepareLanguage(readLanguage(support)));

/** Over the rule files as they are, without their examples: whoever only needs to know which rules these are need not read them. */
const digestOf = remembering((supports: readonly LanguageSupport[]): string => {
  const data = supports.map(({ rules, model }) => [rules, model]);
  return createHash('sha256')
    .update(JSON.stringify([REVISION, data], (key, value: unknown) => (key === 'examples' ? undefined : value)))
    .digest('hex');
});

interface Loaded {
  readonly supports: readonly LanguageSupport[];
  readonly assets: Assets;
  syntax: Promise<Syntax> | undefined;
  ready: Syntax | undefined;
}

/** The embedded scanner of source code. Its `scan` throws if a rule file that came with Gatehouse is malformed. */
export function createSastEngine(assets: Assets, supports: readonly LanguageSupport[]): FileEngine {
  const loaded: Loaded = { supports, assets, syntax: undefined, ready: undefined };
  return {
    unit: 'file',
    name: 'gatehouse-sast',
    category: 'sast',
    nothingToDo: NOTHING_FOR_SAST,
    get rulesDigest() {
      return digestOf(supports);
    },
    wants: wantsForSast,
    prepare: (paths) => prepare(paths, loaded),
    scan: (path, bytes) => scan(path, bytes, loaded),
  };
}

async function prepare(paths: readonly FilePath[], loaded: Loaded): Promise<void> {
  const grammars = new Set(paths.flatMap((path) => languageAt(path, loaded)?.grammar ?? []));
  if (grammars.size === 0) return;
  loaded.syntax ??= createSyntax(loaded.assets);
  const syntax = await loaded.syntax;
  for (const grammar of grammars) await syntax.load(grammar);
  loaded.ready = syntax;
}

function languageAt(path: FilePath, { supports }: Loaded) {
  const name = languageOf(path);
  const support = supports.find(({ language }) => language === name);
  const grammar = support?.grammarOf(path);
  return support === undefined || grammar === undefined ? undefined : { grammar, support };
}

function scan(path: FilePath, bytes: Uint8Array, loaded: Loaded): FileReport {
  const found = languageAt(path, loaded);
  if (found === undefined) return { results: [] };
  const tooLarge = sizeProblem(bytes.length);
  if (tooLarge !== undefined) return { results: [], notLookedAt: tooLarge };
  const text = decodeText(bytes);
  if (text.includes('\0')) return { results: [], notLookedAt: 'not a text' };
  const language = preparedOf(found.support);
  const code = found.support.codeOf?.(path, text) ?? text;
  const possible = language.possibleIn(code);
  if (possible === undefined) return { results: [] };
  // Anybody can write these words at the head of a file: what they keep from being judged must be seen.
  if (isGenerated(text)) return { results: [], notLookedAt: 'generated or minified code' };
  if (loaded.ready === undefined) throw new Error('the grammars were not loaded');
  return examine(path, code, found.grammar, { ...language, possible }, loaded.ready);
}

function examine(
  path: FilePath,
  text: string,
  grammar: Grammar,
  language: PreparedLanguage & { readonly possible: PossibleRules },
  syntax: Syntax,
): FileReport {
  const tree = syntax.parse(grammar, text, PARSE_LIMIT_MS);
  if (tree === undefined) return { results: [], notLookedAt: `took longer than ${PARSE_LIMIT_MS / 1000} s to parse` };
  let problem: string | undefined;
  let program: ReturnType<LanguageSupport['lower']>;
  try {
    problem = parseProblem(tree, text);
    program = language.support.lower(tree, text);
  } finally {
    tree.delete();
  }
  const { found, notLookedAt } = examineProgram(program, language);
  return report(path, sourceText(text), found, notLookedAt ?? problem);
}

function report(path: FilePath, source: SourceText, found: readonly Found[], problem: string | undefined): FileReport {
  const results = found.slice(0, MAX_RESULTS).map((each) => reported(path, each, source));
  const why = found.length > MAX_RESULTS ? `more than ${MAX_RESULTS} results: the rest is left out` : problem;
  return why === undefined ? { results } : { results, notLookedAt: why };
}

function reported(path: FilePath, found: Found, source: SourceText): ReportedResult {
  const flow = found.flow?.map(({ span, message }) => ({
    region: source.region(span.start, span.end),
    message: shorten(message, 200),
  }));
  return {
    rule: ruleOfResult(found.rule),
    category: 'sast',
    message: shorten(found.message, 300),
    claims: { rule: severityFor(purposeOf(path), found.severity) },
    path,
    region: source.region(found.span.start, found.span.end),
    remediation: { text: found.fix ?? found.rule.fix },
    ...(flow !== undefined && { flow }),
    ...(found.sensitive === true && { sensitive: true }),
  };
}
