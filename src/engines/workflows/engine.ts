import { createHash } from 'node:crypto';
import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import { atMost } from '../../model/severity.ts';
import type { FileEngine, FileReport } from '../contract.ts';
import { ruleOfResult } from '../described-rule.ts';
import { readKnownMalicious } from '../known-malicious.ts';
import { patchOf } from '../yaml-document/edits.ts';
import type { PlacedValue } from '../yaml-document/placed.ts';
import { readDocument } from '../yaml-document/read-document.ts';
import type { SourceText } from '../yaml-document/source-text.ts';
import type { AuditResult } from './audit.ts';
import { AUDITS } from './audits/registry.ts';
import { DEPENDABOT_AUDITS } from './dependabot/audits.ts';
import { readDependabot } from './dependabot/dependabot.ts';
import { readAction, readWorkflow } from './model/read-automation.ts';
import { cachingActions } from './reach/caching.ts';
import { readRule, type WorkflowRule } from './rule.ts';
import { shapeProblem } from './shape.ts';
import { scriptInputs } from './taint/script-inputs.ts';
import { untrusted } from './taint/untrusted-contexts.ts';
import { isAtRoot, kindOfPath, NOTHING_FOR_WORKFLOWS, needsForWorkflows, wantsForWorkflows } from './wants.ts';

/** Raised with every change of an audit's code that changes its results: the rule files alone do not show it. */
const REVISION = 7;

/** The embedded scanner of GitHub workflows and actions. Throws if a rule file that came with Gatehouse is malformed. */
export function createWorkflowsEngine(): FileEngine {
  const audits = AUDITS.map((audit) => ({ ...audit, rule: readRule(audit.rule) }));
  const ofDependabot = DEPENDABOT_AUDITS.map((audit) => ({ ...audit, rule: readRule(audit.rule) }));
  const examine = (path: FilePath, value: PlacedValue): readonly Found[] | undefined => {
    if (kindOfPath(path) === 'dependabot') return examineWith(ofDependabot, readDependabot(value));
    return examineWith(audits, kindOfPath(path) === 'action' ? readAction(value) : readWorkflow(value));
  };
  return {
    unit: 'file',
    name: 'gatehouse-workflows',
    category: 'supply-chain',
    nothingToDo: NOTHING_FOR_WORKFLOWS,
    rulesDigest: digestOf([...audits, ...ofDependabot].map((audit) => audit.rule)),
    wants: wantsForWorkflows,
    scan(path, bytes): FileReport {
      const { value, problem, isBeyondLimit, source } = readDocument(bytes);
      const found = value && examine(path, value);
      const shape = value && shapeProblem(path, value);
      const why = problem ?? shape ?? (found === undefined ? whyNothing(path) : undefined);
      const results = (found ?? []).map(({ rule, result }) => reported({ path, source }, rule, result));
      if (why === undefined) return { results };
      const isIncomplete = isBeyondLimit && needsForWorkflows({ path, sizeBytes: bytes.length });
      return { results, notLookedAt: why, ...(isIncomplete && { isIncomplete }) };
    },
  };
}

interface Found {
  readonly rule: WorkflowRule;
  readonly result: AuditResult;
}

/** What the audits of a kind of file say about one; `undefined` where it is none of that kind. */
function examineWith<File>(
  audits: readonly { readonly rule: WorkflowRule; readonly examine: (file: File) => readonly AuditResult[] }[],
  file: File | undefined,
): readonly Found[] | undefined {
  return file && audits.flatMap(({ rule, examine }) => examine(file).map((result) => ({ rule, result })));
}

interface Scanned {
  readonly path: FilePath;
  readonly source: SourceText;
}

/** Other programs have an `action.yml` too, so one without `runs` is nothing to mention. */
function whyNothing(path: FilePath): string | undefined {
  return kindOfPath(path) === 'workflow' ? 'not a workflow: it has no jobs' : undefined;
}

function reported({ path, source }: Scanned, rule: WorkflowRule, result: AuditResult): ReportedResult {
  const patch = patchOf(source, result.edits ?? []);
  const text = result.fix ?? rule.fix;
  return {
    rule: ruleOfResult(rule),
    category: rule.category,
    message: result.message,
    claims: { rule: severityIn(path, result.severity ?? rule.severity) },
    path,
    region: result.region,
    ...(rule.family !== undefined && { family: rule.family }),
    remediation: patch === undefined ? { text } : { text, patch },
  };
}

/** GitHub runs workflows at a repository's root only: one further down is a template, a fixture or another repository's, and never blocks. */
function severityIn(path: FilePath, severity: WorkflowRule['severity']): WorkflowRule['severity'] {
  const isLive = kindOfPath(path) === 'action' || isAtRoot(path);
  return isLive ? severity : atMost(severity, 'medium');
}

function digestOf(rules: readonly WorkflowRule[]): string {
  const metadata = rules.map(({ examples: _, ...rest }) => rest);
  const data = [REVISION, metadata, untrusted(), scriptInputs(), cachingActions(), readKnownMalicious().actions];
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}
