import { createHash } from 'node:crypto';
import { PlatformError } from '../../../model/errors.ts';
import { comparePaths, type FilePath } from '../../../model/path.ts';
import type { NotLookedAt } from '../../../model/scan.ts';
import type { Assets } from '../../../ports/assets.ts';
import type { Tree, TreeEngine, TreeReport } from '../../contract.ts';
import { createSyntax, type Syntax } from '../../syntax/syntax.ts';
import { sourceText } from '../../yaml-document/source-text.ts';
import { type CloudResult, cloudChecks, type RuledCloudCheck } from '../cloud/check.ts';
import { CLOUD_GROUPS } from '../cloud/registry.ts';
import { reportedResult } from '../report.ts';
import type { IacRule } from '../rule.ts';
import { moduleSources, type ReadFile } from './module-source.ts';
import { readPlainFile, readTerraformFile } from './read-file.ts';
import { evaluateRoots } from './roots.ts';
import { NOTHING_FOR_TERRAFORM, wantsForTerraform } from './wants.ts';

/** Raised with every change of code that changes results: the rule files alone do not show it. */
const REVISION = 4;

/** A tree that says the same thing ten thousand times has one problem. */
const MAX_RESULTS = 10_000;

/** The embedded scanner of Terraform. Throws if a rule file that came with Gatehouse is malformed; a scan rejects when the grammar is needed and missing. */
export async function createTerraformEngine(assets: Assets): Promise<TreeEngine> {
  const checks = cloudChecks(CLOUD_GROUPS, 'terraform');
  // Most trees never need the grammar, and starting it takes longer than reading a hundred files without it.
  let started: Promise<Syntax> | undefined;
  const grammar = () => {
    started ??= startGrammar(assets);
    return started;
  };
  return {
    unit: 'tree',
    wantsSurroundings: true,
    name: 'gatehouse-terraform',
    category: 'iac',
    nothingToDo: NOTHING_FOR_TERRAFORM,
    rulesDigest: digestOf(checks.map(({ rule }) => rule)),
    wants: wantsForTerraform,
    scan: (tree) => scan(tree, checks, grammar),
  };
}

async function startGrammar(assets: Assets): Promise<Syntax> {
  const syntax = await createSyntax(assets);
  await syntax.load('hcl');
  return syntax;
}

async function scan(tree: Tree, checks: readonly RuledCloudCheck[], grammar: Grammar): Promise<TreeReport> {
  const { files, notLookedAt } = await readFiles(tree, grammar);
  const gathered = new Map<string, Gathered>();
  const modules = moduleSources(files);
  for (const { replaced } of modules.values()) notLookedAt.push(...replaced);
  for (const { folder, infrastructure, problem, remarks } of evaluateRoots(modules)) {
    if (problem !== undefined) notLookedAt.push({ path: folder === '' ? '.' : folder, why: problem });
    for (const { rule, check } of checks)
      for (const result of check(infrastructure)) gather(gathered, rule, result, folder);
    notLookedAt.push(...remarks());
    // Between two roots, so that others get their turn.
    await Promise.resolve();
  }
  const all = [...gathered.values()];
  const results = all.slice(0, MAX_RESULTS).map(({ rule, result, others, folder }) => {
    const more = others.size === 0 ? '' : ` (and ${others.size} more from the same code)`;
    // Edits of one line need no text; several lines are never replaced.
    return reportedResult(rule, { ...result, message: `${result.message}${more}` }, sourceText(''), folder);
  });
  if (all.length > MAX_RESULTS)
    notLookedAt.push({ path: '.', why: `more than ${MAX_RESULTS} results: the rest is left out` });
  return { results, notLookedAt, notes: [], incomplete: undefined, advisories: [], advisoriesDigest: undefined };
}

interface Gathered {
  readonly rule: IacRule;
  readonly result: CloudResult;
  readonly folder: FilePath;
  /** Other addresses of the same code. */
  readonly others: Set<string>;
}

/** One piece of code that makes several resources is one result. */
function gather(gathered: Map<string, Gathered>, rule: IacRule, result: CloudResult, folder: FilePath): void {
  const { startLine, startColumn, endLine, endColumn } = result.region;
  const key = [rule.id, result.path, startLine, startColumn, endLine, endColumn].join('\0');
  const known = gathered.get(key);
  if (known === undefined) gathered.set(key, { rule, result, folder, others: new Set() });
  else if (known.result.resource !== result.resource) known.others.add(result.resource);
}

/** Starts the grammar, once. */
type Grammar = () => Promise<Syntax>;

async function readFiles(tree: Tree, grammar: Grammar) {
  const files: ReadFile[] = [];
  const notLookedAt: NotLookedAt[] = [];
  for (const { path } of [...tree.files].sort((a, b) => comparePaths(a.path, b.path))) {
    const bytes = await bytesOf(path, tree);
    if (bytes === undefined) {
      notLookedAt.push({ path, why: 'could not be read' });
      continue;
    }
    const { body, problem } = readPlainFile(path, bytes) ?? readTerraformFile(path, bytes, await grammar());
    if (problem !== undefined) notLookedAt.push({ path, why: problem });
    files.push({ path, body });
  }
  return { files, notLookedAt };
}

async function bytesOf(path: FilePath, tree: Tree): Promise<Uint8Array | undefined> {
  try {
    return await tree.read(path);
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}

function digestOf(rules: readonly IacRule[]): string {
  const metadata = rules.map(({ examples: _, ...rest }) => rest);
  return createHash('sha256')
    .update(JSON.stringify([REVISION, metadata]))
    .digest('hex');
}
