import { createHash } from 'node:crypto';
import type { FilePath } from '../../model/path.ts';
import type { EngineSettings, FileEngine, FileReport } from '../contract.ts';
import { decodeText, problemOf } from '../yaml-document/read-document.ts';
import type { SourceText } from '../yaml-document/source-text.ts';
import { type IacResult, type RuledCheck, ruledChecks } from './check.ts';
import { cloudChecks } from './cloud/check.ts';
import type { Infrastructure } from './cloud/infrastructure.ts';
import { CLOUD_GROUPS } from './cloud/registry.ts';
import { mayBeTemplate, readTemplate } from './cloudformation/read-template.ts';
import { COMPOSE_CHECKS } from './compose/checks/registry.ts';
import { readCompose } from './compose/read-compose.ts';
import { DOCKERFILE_CHECKS } from './dockerfile/checks/registry.ts';
import { readDockerfile } from './dockerfile/read-dockerfile.ts';
import { KUBERNETES_CHECKS } from './kubernetes/checks/registry.ts';
import { HELM, isHelmInclude, mayBeKubernetes, readManifest } from './kubernetes/read-manifest.ts';
import { reportedResult } from './report.ts';
import type { IacRule } from './rule.ts';
import { kindOfPath, NOTHING_FOR_IAC, wantsForIac } from './wants.ts';

/** Raised with every change of code that changes results: the rule files alone do not show it. */
const REVISION = 7;

/** A file that says the same thing a thousand times has one problem; more results help nobody and cost everybody. */
const MAX_RESULTS = 5_000;

const NO_SETTINGS: EngineSettings = { trustedRegistries: [] };

/** The embedded scanner of Dockerfiles, Compose files, Kubernetes manifests and CloudFormation templates. Throws if a rule file that came with Gatehouse is malformed. */
export function createIacEngine(): FileEngine {
  const checks = {
    dockerfile: ruledChecks(DOCKERFILE_CHECKS),
    compose: ruledChecks(COMPOSE_CHECKS),
    kubernetes: ruledChecks(KUBERNETES_CHECKS),
    cloudformation: cloudChecks(CLOUD_GROUPS, 'cloudformation'),
  };
  return {
    unit: 'file',
    name: 'gatehouse-iac',
    category: 'iac',
    nothingToDo: NOTHING_FOR_IAC,
    rulesDigest: digestOf(
      Object.values(checks).flatMap((list) => list.map(({ rule }: { readonly rule: IacRule }) => rule)),
    ),
    wants: wantsForIac,
    scan: (path, bytes, settings = NO_SETTINGS) => scan(path, bytes, checks, settings),
  };
}

interface Checks {
  readonly dockerfile: readonly RuledCheck<Parameters<(typeof DOCKERFILE_CHECKS)[number]['checks'][string]>[0]>[];
  readonly compose: readonly RuledCheck<Parameters<(typeof COMPOSE_CHECKS)[number]['checks'][string]>[0]>[];
  readonly kubernetes: readonly RuledCheck<Parameters<(typeof KUBERNETES_CHECKS)[number]['checks'][string]>[0]>[];
  readonly cloudformation: readonly RuledCheck<Infrastructure>[];
}

function scan(path: FilePath, given: Uint8Array, checks: Checks, settings: EngineSettings): FileReport {
  const kind = kindOfPath(path);
  const bytes = inUtf8(given);
  const isTemplate = (kind === 'yaml' || kind === 'template') && mayBeTemplate(bytes);
  const isManifest = (kind === 'yaml' || kind === 'template') && !isTemplate && mayBeKubernetes(bytes);
  if (!isTemplate && !isManifest && (kind === 'yaml' || kind === 'template'))
    return { results: [], ...(isHelmInclude(path, bytes) && { notLookedAt: HELM }) };
  const text = decodeText(bytes);
  if (text.includes('\0')) return kind === 'other' ? { results: [] } : { results: [], notLookedAt: 'not a text' };
  switch (kind) {
    case 'other':
      return { results: [] };
    case 'dockerfile': {
      const { dockerfile, problem, source } = readDockerfile(text);
      return report(
        path,
        problem,
        dockerfile === undefined ? [] : examine(dockerfile, checks.dockerfile, source, settings),
      );
    }
    case 'compose': {
      const { project, problem, source } = readCompose(text);
      return report(path, problem, project === undefined ? [] : examine(project, checks.compose, source, settings));
    }
    case 'template':
    case 'yaml': {
      if (isTemplate && !/^kind:/m.test(text)) return scanTemplate(path, text, checks);
      const { parts, problem } = readManifest(path, text);
      return report(
        path,
        problem,
        parts.flatMap(({ object, source }) => examine(object, checks.kubernetes, source, settings)),
      );
    }
  }
}

/** UTF-16, which says so by its mark, as the questions after words in a file read it. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? Buffer.from(decodeText(bytes)) : bytes;
}

function scanTemplate(path: FilePath, text: string, checks: Checks): FileReport {
  const { infrastructure, problem, source } = readTemplate(path, text);
  return report(
    path,
    problem,
    infrastructure === undefined ? [] : examine(infrastructure, checks.cloudformation, source, NO_SETTINGS),
  );
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
  settings: EngineSettings,
): readonly Found[] {
  return checks.flatMap(({ rule, check }) => check(subject, settings).map((result) => ({ rule, result, source })));
}

function report(path: FilePath, problem: string | undefined, found: readonly Found[]): FileReport {
  const results = found
    .slice(0, MAX_RESULTS)
    .map(({ rule, result, source }) => reportedResult(rule, { ...result, path }, source));
  const why =
    found.length > MAX_RESULTS ? `more than ${MAX_RESULTS} results: the rest is left out` : problemOf(path, problem);
  return why === undefined ? { results } : { results, notLookedAt: why };
}

function digestOf(rules: readonly IacRule[]): string {
  const metadata = rules.map(({ examples: _, ...rest }) => rest);
  return createHash('sha256')
    .update(JSON.stringify([REVISION, metadata]))
    .digest('hex');
}
