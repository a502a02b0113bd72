import { createHash } from 'node:crypto';
import { askAdvisories } from '../../advisories/ask.ts';
import { packageKey } from '../../advisories/package-key.ts';
import { ImageError } from '../../images/image-error.ts';
import type { Advisory } from '../../model/advisory.ts';
import { messageOf, PlatformError } from '../../model/errors.ts';
import { type ImageName, imagePath, parseImageName } from '../../model/image-name.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Shortfall } from '../../model/scan-status.ts';
import { count, printable, shorten } from '../../model/text.ts';
import type { Assets } from '../../ports/assets.ts';
import type { EngineContext, FileEngine, Tree, TreeEngine, TreeReport } from '../contract.ts';
import { ruleOfResult } from '../described-rule.ts';
import { readDockerfile } from '../iac/dockerfile/read-dockerfile.ts';
import { createSecretsEngine } from '../secrets/engine.ts';
import { decodeText } from '../yaml-document/read-document.ts';
import { type CheckContext, type RuledCheck, ruledChecks } from './check.ts';
import { CONTAINER_CHECKS } from './checks/registry.ts';
import { type Component, componentsOf } from './components.ts';
import { placesOf, type ReadFile } from './dockerfile-places.ts';
import { type ImageFacts, shownPath } from './facts.ts';
import { inspectImage } from './inspect-image.ts';
import type { Places } from './places.ts';
import { problemsOf } from './problems.ts';
import { secretsFinder } from './secrets-finder.ts';
import { vulnerabilityResult } from './vulnerability.ts';
import { NOTHING_FOR_CONTAINER, wantsForContainer } from './wants.ts';

/** Raised whenever the same images, rules and advisories would give other results. */
const REVISION = 1;

/** The engine for images on the disk: known vulnerabilities of what they hold, and how they are configured. */
export function createContainerEngine(assets: Assets): TreeEngine {
  const checks = ruledChecks(CONTAINER_CHECKS);
  const secrets = createSecretsEngine();
  return {
    name: 'gatehouse-container',
    category: 'container',
    unit: 'tree',
    wants: wantsForContainer,
    nothingToDo: NOTHING_FOR_CONTAINER,
    get rulesDigest() {
      return digestOf(checks, secrets);
    },
    scan: (tree, context) => scan(tree, context, { checks, secrets, assets }),
  };
}

interface Parts {
  readonly checks: readonly RuledCheck[];
  readonly secrets: FileEngine;
  readonly assets: Assets;
}

async function scan(tree: Tree, context: EngineContext, parts: Parts): Promise<TreeReport> {
  const files = await dockerfilesOf(tree);
  const reports: TreeReport[] = [];
  // One after the other: each may hold some hundred megabytes.
  for (const text of [...new Set(context.images ?? [])]) {
    const name = parseImageName(text);
    if (name !== undefined) reports.push(await scanImage(name, files, context, parts));
  }
  return together(reports);
}

/** An image that cannot be read is an incomplete report, and never ends the others. */
async function scanImage(
  name: ImageName,
  files: readonly ReadFile[],
  context: EngineContext,
  parts: Parts,
): Promise<TreeReport> {
  let facts: ImageFacts;
  try {
    facts = await inspectImage(name, { root: context.root, files: context.files, assets: parts.assets });
  } catch (error) {
    if (error instanceof ImageError) return gap(error.shortfallOf(name.text));
    if (!(error instanceof PlatformError)) throw error;
    const shown = shorten(printable(name.text), 100);
    return gap({ why: `could not read ${shown}: ${shorten(printable(messageOf(error)), 200)}` });
  }
  const places = placesOf(facts, files);
  const components = componentsOf(facts);
  const answer = await askAdvisories(
    components.flatMap(({ asked }) => asked),
    { ...context, settings: context.advisories },
  );
  const advisories = new Map<string, Advisory>();
  const vulnerabilities = components.flatMap((component) =>
    vulnerabilitiesOf(component, answer.records, { facts, places }, advisories),
  );
  const checked = checkImage(facts, places, context, parts);
  return {
    results: [...vulnerabilities, ...checked],
    notLookedAt: notLookedAt(facts),
    notes: [...facts.notes.map((note) => `${printable(name.text)}: ${note}`), ...answer.notes],
    incomplete: joined([
      answer.incomplete,
      ...facts.unreadLayers.map((error) => error.shortfallOf(name.text)),
      damage(facts),
    ]),
    advisories: [...advisories.values()],
    advisoriesDigest: answer.digest,
  };
}

function vulnerabilitiesOf(
  component: Component,
  records: Awaited<ReturnType<typeof askAdvisories>>['records'],
  image: { readonly facts: ImageFacts; readonly places: Places },
  advisories: Map<string, Advisory>,
): readonly ReportedResult[] {
  const told = new Set<string>();
  return component.asked.flatMap((installed) =>
    problemsOf(records.get(packageKey(installed)) ?? []).flatMap((problem) => {
      // Repositories of one release repeat each other's notices.
      if (told.has(problem.id)) return [];
      told.add(problem.id);
      for (const advisory of problem.advisories) advisories.set(advisory.id, advisory);
      return [vulnerabilityResult(component, installed, problem, image)];
    }),
  );
}

function checkImage(
  facts: ImageFacts,
  places: Places,
  { clock }: EngineContext,
  parts: Parts,
): readonly ReportedResult[] {
  const context: CheckContext = { places, now: clock.now(), secretsIn: secretsFinder(parts.secrets) };
  return parts.checks.flatMap(({ rule, check }) =>
    check(facts, context).map(({ place, subject, message, severity, fix, sensitive }): ReportedResult => {
      const shown = shorten(printable(facts.name.text), 80);
      return {
        rule: ruleOfResult(rule),
        category: 'container',
        message: `${shown}: ${printable(message)}`,
        claims: { rule: severity ?? rule.severity },
        ...place,
        resource: subject === undefined ? shown : `${shown} › ${shorten(printable(subject), 120)}`,
        remediation: { text: fix ?? rule.fix },
        ...(sensitive === true && { sensitive }),
      };
    }),
  );
}

/** A damaged package database may hide anything: the scan is not complete. */
function damage({ name, damaged }: ImageFacts): Shortfall | undefined {
  const [first] = damaged;
  if (first === undefined) return undefined;
  const more = damaged.length > 1 ? ` (and ${count(damaged.length - 1, 'other file')})` : '';
  const where = `${shorten(printable(name.text), 80)}: ${shorten(printable(shownPath(first.path)), 80)}`;
  return { why: `could not read all of ${where}: ${printable(first.why)}${more}`, remedy: 'build the image again' };
}

function notLookedAt(facts: ImageFacts): readonly NotLookedAt[] {
  const { name, distribution, osPackages } = facts;
  const path = imagePath(name);
  const unread = [...facts.damaged, ...facts.problems].map(({ path: inner, why }) => ({
    path,
    why: `${printable(shownPath(inner))}: ${why}`,
  }));
  if (osPackages.length === 0 || (distribution?.ecosystems ?? []).length > 0) return unread;
  const system = distribution === undefined ? 'an unknown distribution' : shorten(printable(distribution.name), 60);
  const packages = count(osPackages.length, 'package');
  return [...unread, { path, why: `${packages} of ${system}, for which there is no advisory database` }];
}

async function dockerfilesOf(tree: Tree): Promise<readonly ReadFile[]> {
  const files: ReadFile[] = [];
  for (const { path } of tree.files) {
    try {
      const { dockerfile } = readDockerfile(decodeText(await tree.read(path)));
      if (dockerfile !== undefined) files.push({ path, dockerfile });
    } catch (error) {
      // Whether it could be read is the business of the engine that judges it; here it only places findings.
      if (!(error instanceof PlatformError)) throw error;
    }
  }
  return files;
}

function gap(incomplete: Shortfall): TreeReport {
  return { results: [], notLookedAt: [], notes: [], incomplete, advisories: [], advisoriesDigest: undefined };
}

function together(reports: readonly TreeReport[]): TreeReport {
  const digests = reports.flatMap(({ advisoriesDigest }) => advisoriesDigest ?? []);
  return {
    results: reports.flatMap(({ results }) => results),
    notLookedAt: reports.flatMap((report) => report.notLookedAt),
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
    incomplete: joined(reports.map(({ incomplete }) => incomplete)),
    advisories: reports.flatMap(({ advisories }) => advisories),
    advisoriesDigest: digests.length < 2 ? digests[0] : sha256(digests.join('\n')),
  };
}

/** Several gaps as one, each reason and each remedy once. */
function joined(all: readonly (Shortfall | undefined)[]): Shortfall | undefined {
  const gaps = all.filter((gap) => gap !== undefined);
  if (gaps.length === 0) return undefined;
  const why = [...new Set(gaps.map((one) => one.why))].join('; ');
  const remedies = [...new Set(gaps.flatMap(({ remedy }) => remedy ?? []))].join('; ');
  return { why, ...(remedies !== '' && { remedy: remedies }) };
}

function digestOf(checks: readonly RuledCheck[], secrets: FileEngine): string {
  const metadata = checks.map(({ rule: { examples: _, ...rest } }) => rest);
  return sha256(JSON.stringify([REVISION, metadata, secrets.rulesDigest]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
