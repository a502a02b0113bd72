import { createHash } from 'node:crypto';
import { groupByAlias } from '../../advisories/alias-groups.ts';
import { type AdvisoryAnswer, askAdvisories } from '../../advisories/ask.ts';
import { packageKey } from '../../advisories/package-key.ts';
import type { Advisory } from '../../model/advisory.ts';
import type { ReportedResult } from '../../model/result.ts';
import { count } from '../../model/text.ts';
import { visitInTurns } from '../../model/turns.ts';
import type { EngineContext, Tree, TreeEngine, TreeReport } from '../contract.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { type Problem, problemOf } from './problem.ts';
import { readInventory, type TreeInventory } from './read-inventory.ts';
import { resultOf } from './result.ts';
import { NOTHING_FOR_SCA, wantsForSca } from './wants.ts';

/** Raised whenever the same manifests and advisories would give other results. */
const REVISION = 'gatehouse-sca 2';

/** The engine for known vulnerabilities and malicious packages among a tree's dependencies. */
export function createScaEngine(): TreeEngine {
  return {
    name: 'gatehouse-sca',
    category: 'sca',
    unit: 'tree',
    wants: wantsForSca,
    nothingToDo: NOTHING_FOR_SCA,
    rulesDigest: createHash('sha256').update(REVISION).digest('hex'),
    scan,
  };
}

async function scan(tree: Tree, context: EngineContext): Promise<TreeReport> {
  const inventory = await readInventory(tree);
  const occurrences = await occurrencesOf(inventory.packages);
  const answer = await askAdvisories(
    occurrences.map((occurrence) => occurrence.package),
    { ...context, settings: context.advisories },
  );
  const { results, advisories } = await report(occurrences, answer);
  return {
    results,
    notLookedAt: inventory.notLookedAt,
    notes: [...answer.notes, ...notesOn(inventory)],
    incomplete: answer.incomplete ?? inventory.incomplete,
    advisories,
    advisoriesDigest: answer.digest,
  };
}

/** One result per occurrence and problem, in the order of the manifests; every advisory once. */
async function report(
  occurrences: readonly Occurrence[],
  answer: AdvisoryAnswer,
): Promise<{ readonly results: readonly ReportedResult[]; readonly advisories: readonly Advisory[] }> {
  const problems = new Map<string, readonly Problem[]>();
  const advisories = new Map<string, Advisory>();
  const results: ReportedResult[] = [];
  await visitInTurns(occurrences, (occurrence) => {
    const key = packageKey(occurrence.package);
    const known =
      problems.get(key) ??
      groupByAlias(answer.records.get(key) ?? [])
        .map(problemOf)
        .sort(byId);
    problems.set(key, known);
    for (const problem of known) for (const advisory of problem.advisories) advisories.set(advisory.id, advisory);
    for (const problem of known) results.push(resultOf(occurrence, problem, known));
  });
  return { results, advisories: [...advisories.values()].sort(byId) };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function notesOn({ packages, foreign }: TreeInventory): readonly string[] {
  const open = packages.filter(({ version }) => version === undefined);
  const libraries = open.filter(({ ecosystem, name }) => ecosystem === 'Go' && name === 'stdlib').length;
  const declared = open.length - libraries;
  const elsewhere = foreign.filter(({ origin }) => origin !== 'unversioned').length;
  return [
    ...(declared > 0
      ? [`${count(declared, 'package')} declared without an exact version: not matched against a guess`]
      : []),
    ...(libraries > 0
      ? [
          `Go's standard library was not matched: ${count(libraries, 'go.mod', 'go.mod files')} without a toolchain line`,
        ]
      : []),
    ...(elsewhere > 0
      ? [`${count(elsewhere, 'package')} from git, a folder or an address: no advisory names such a version`]
      : []),
  ];
}
