import { createHash } from 'node:crypto';
import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import { type Severity, worstSeverity } from '../../model/severity.ts';
import { shorten } from '../../model/text.ts';
import type { FileEngine, FileReport } from '../contract.ts';
import { patchOf } from '../yaml-document/edits.ts';
import { decodeText } from '../yaml-document/read-document.ts';
import type { SourceText } from '../yaml-document/source-text.ts';
import { type IacResult, type RuledCheck, ruledChecks } from './check.ts';
import { COMPOSE_CHECKS } from './compose/checks/registry.ts';
import { readCompose } from './compose/read-compose.ts';
import { DOCKERFILE_CHECKS } from './dockerfile/checks/registry.ts';
import { readDockerfile } from './dockerfile/read-dockerfile.ts';
import { KUBERNETES_CHECKS } from './kubernetes/checks/registry.ts';
import { mayBeKubernetes, readManifest } from './kubernetes/read-manifest.ts';
import type { IacRule } from './rule.ts';
import { kindOfPath, NOTHING_FOR_IAC, wantsForIac } from './wants.ts';

/** Raised with every change of code that changes results: the rule files alone do not show it. */
const REVISION = 1;

/** A file that says the same thing a thousand times has one problem; more results help nobody and cost everybody. */
const MAX_RESULTS = 5_000;

/** The embedded scanner of Dockerfiles, Compose files and Kubernetes manifests. Throws if a rule file that came with Gatehouse is malformed. */
export function createIacEngine(): FileEngine {
  const checks = {
    dockerfile: ruledChecks(DOCKERFILE_CHECKS),
    compose: ruledChecks(COMPOSE_CHECKS),
    kubernetes: ruledChecks(KUBERNETES_CHECKS),
  };
  return {
    unit: 'file',
    name: 'gatehouse-iac',
    category: 'iac',
    nothingToDo: NOTHING_FOR_IAC,
    rulesDigest: digestOf(Object.values(checks).flatMap((list) => list.map(({ rule }) => rule))),
    wants: wantsForIac,
    scan: (path, bytes) => scan(path, bytes, checks),
  };
}

interface Checks {
  readonly dockerfile: readonly RuledCheck<Parameters<(typeof DOCKERFILE_CHECKS)[number]['checks'][string]>[0]>[];
  readonly compose: readonly RuledCheck<Parameters<(typeof COMPOSE_CHECKS)[number]['checks'][string]>[0]>[];
  readonly kubernetes: readonly RuledCheck<Parameters<(typeof KUBERNETES_CHECKS)[number]['checks'][string]>[0]>[];
}

function scan(path: FilePath, bytes: Uint8Array, checks: Checks): FileReport {
  const kind = kindOfPath(path);
  if (kind === 'yaml' && !mayBeKubernetes(bytes)) return { results: [] };
  const text = decodeText(bytes);
  if (text.includes('\0')) return kind === 'other' ? { results: [] } : { results: [], notLookedAt: 'not a text' };
  switch (kind) {
    case 'other':
      return { results: [] };
    case 'dockerfile': {
      const { dockerfile, problem, source } = readDockerfile(text);
      return report(path, problem, dockerfile === undefined ? [] : examine(dockerfile, checks.dockerfile, source));
    }
    case 'compose': {
      const { project, problem, source } = readCompose(text);
      return report(path, problem, project === undefined ? [] : examine(project, checks.compose, source));
    }
    case 'yaml': {
      const { parts, problem } = readManifest(path, text);
      return report(
        path,
        problem,
        parts.flatMap(({ object, source }) => examine(object, checks.kubernetes, source)),
      );
    }
  }
}

interface Found {
  readonly rule: IacRule;
  readonly result: IacResult;
  readonly source: SourceText;
}

function examine<Subject>(
  subject: Subject,
  checks: readonly RuledCheck<Subject>[],
  source: SourceText,
): readonly Found[] {
  return checks.flatMap(({ rule, check }) => check(subject).map((result) => ({ rule, result, source })));
}

function report(path: FilePath, problem: string | undefined, found: readonly Found[]): FileReport {
  const results = found.slice(0, MAX_RESULTS).map((each) => reported(path, each));
  const why = found.length > MAX_RESULTS ? `more than ${MAX_RESULTS} results: the rest is left out` : problem;
  return why === undefined ? { results } : { results, notLookedAt: why };
}

function reported(path: FilePath, { rule, result, source }: Found): ReportedResult {
  const patch = patchOf(source, result.edits ?? []);
  const text = result.fix ?? rule.fix;
  const { id, title, help, 'severity-note': severityNote, sources, cwes } = rule;
  return {
    rule: { id, title, help, ...(severityNote !== undefined && { severityNote }), helpUri: sources[0] ?? '', cwes },
    category: 'iac',
    message: `${shorten(result.resource, 100)}: ${shorten(result.message, 300)}`,
    claims: { rule: severityIn(path, result.severity ?? rule.severity) },
    path,
    region: result.region,
    resource: shorten(result.resource, 200),
    remediation: patch === undefined ? { text } : { text, patch },
    ...(result.sensitive === true && { sensitive: true }),
  };
}

/** Folders of tests and their data: nobody deploys what stands there, so it never blocks. */
const TESTS = /(?:^|\/)(?:tests?|testdata|test[-_]data|__tests__|__fixtures__|fixtures|e2e|integration[-_]tests?)\//i;

function severityIn(path: FilePath, severity: Severity): Severity {
  return TESTS.test(path) && worstSeverity([severity, 'medium']) === severity ? 'medium' : severity;
}

function digestOf(rules: readonly IacRule[]): string {
  const metadata = rules.map(({ examples: _, ...rest }) => rest);
  return createHash('sha256')
    .update(JSON.stringify([REVISION, metadata]))
    .digest('hex');
}
