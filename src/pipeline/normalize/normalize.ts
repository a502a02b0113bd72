import pLimit from 'p-limit';
import type { Settings } from '../../config/settings.ts';
import type { Advisory } from '../../model/advisory.ts';
import { digestOf } from '../../model/fingerprint.ts';
import { compareRegions } from '../../model/location.ts';
import type { RunFacts } from '../../model/outcome.ts';
import type { FilePath } from '../../model/path.ts';
import { comparePaths } from '../../model/path.ts';
import type { Result } from '../../model/result.ts';
import type { NotLookedAt, Scan } from '../../model/scan.ts';
import { Tally } from '../../model/tally.ts';
import { count, printable, shorten } from '../../model/text.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Scanner } from '../../scanners/contract.ts';
import { type Conceal, concealing } from '../conceal.ts';
import { controlsDigest } from '../correlate/controls.ts';
import type { FileSet } from '../file-set.ts';
import type { ScanRecord } from '../record.ts';
import type { FinishedScan } from '../run-types.ts';
import type { Candidate, Contribution } from './candidates.ts';
import { contributionOf } from './candidates.ts';
import { findEmptyCategories } from './empty-categories.ts';
import { finishFile } from './file-results.ts';
import { Placer } from './placing.ts';
import { secretFamiliesDigest } from './secret-families.ts';
import { readLines } from './source-text.ts';

/** Files read at the same time: their lines are in memory together. */
const FILES_AT_ONCE = 8;

export interface NormalizeContext {
  readonly fileSet: FileSet;
  readonly settings: Pick<Settings, 'categories' | 'profile' | 'images'>;
  readonly toolVersion: string;
  readonly ports: Pick<Ports, 'files' | 'clock'>;
}

/** The record, and what keeps the values that were found out of what is made of other texts later. */
export interface Normalized {
  readonly record: ScanRecord;
  readonly conceal: Conceal;
}

/**
 * Finished scans → the record: the last stage that reads the workspace. Never rejects for what a report holds; a report that
 * cannot be read is its scan's status. Identical scans of identical files give identical bytes, `run` apart.
 */
export async function normalize(finished: readonly FinishedScan[], context: NormalizeContext): Promise<Normalized> {
  const { fileSet, settings, toolVersion, ports } = context;
  const contributions = finished.map(contributionOf);
  const placer = new Placer(fileSet, ports.files, settings.images);
  const placed = await placeAll(contributions, placer);
  const { results, values } = await finishAll(placed, context);
  const conceal = concealing(values);
  const scans = contributions.map((contribution) => scanOf(contribution, placed, fileSet)).sort(compareScans);
  const record: ScanRecord = {
    version: 1,
    tool: { name: 'gatehouse', version: toolVersion },
    prefix: fileSet.prefix,
    files: {
      count: fileSet.files.length,
      bytes: fileSet.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
    scans,
    emptyCategories: findEmptyCategories(scans, settings),
    results,
    excluded: placed.excluded,
    notLookedAt: merge([...fileSet.notLookedAt, ...(await placeNotLookedAt(contributions, placer))]),
    advisories: advisoriesOf(finished),
    digests: { rules: rulesDigest(finished), advisories: advisoriesDigest(finished) },
    run: runFacts(finished, ports.clock.now()),
  };
  return { record: conceal(record), conceal };
}

/** All candidates by the file that they are about, with what happened to them counted per scan. */
interface Placed {
  readonly byFile: ReadonlyMap<FilePath, { readonly readable: boolean; readonly candidates: readonly Candidate[] }>;
  readonly tallies: ReadonlyMap<FinishedScan, Tally>;
  readonly excluded: number;
}

async function placeAll(contributions: readonly Contribution[], placer: Placer): Promise<Placed> {
  const byFile = new Map<FilePath, { readable: boolean; candidates: Candidate[] }>();
  const tallies = new Map(contributions.map(({ finished }) => [finished, new Tally()]));
  let excluded = 0;
  for (const candidate of contributions.flatMap(({ candidates }) => candidates)) {
    const placing = await placeCandidate(candidate, placer);
    if ('repair' in placing && placing.repair !== undefined) tallies.get(candidate.finished)?.add(placing.repair);
    if (placing.kind === 'excluded') excluded += 1;
    if (placing.kind === 'excluded' || placing.kind === 'dropped') continue;
    const file = byFile.get(placing.path) ?? { readable: placing.kind === 'file', candidates: [] };
    file.candidates.push(candidate);
    byFile.set(placing.path, file);
  }
  return { byFile, tallies, excluded };
}

/** Tools disagree on whether a path is percent-encoded: the spelling that names a file of the run is the right one. */
async function placeCandidate({ reported, otherPath }: Candidate, placer: Placer) {
  const placing = await placer.place(reported.path);
  if (placing.kind === 'file' || otherPath === undefined || otherPath === reported.path) return placing;
  const other = await placer.place(otherPath);
  return other.kind === 'file' || other.kind === 'excluded' ? other : placing;
}

async function finishAll(
  { byFile, tallies }: Placed,
  { fileSet, ports }: NormalizeContext,
): Promise<{ readonly results: readonly Result[]; readonly values: ReadonlySet<string> }> {
  const values = new Set<string>();
  const files = [...byFile].sort(([a], [b]) => comparePaths(a, b));
  const finished = await pLimit(FILES_AT_ONCE).map(files, async ([path, { readable, candidates }]) => {
    const lines = readable ? await readLines(fileSet.root, path, ports.files) : undefined;
    const { results, secrets } = finishFile(candidates, path, lines, fileSet.prefix);
    for (const value of secrets) values.add(value);
    // Of a result without a file it was said already; that its region is missing too is no news.
    if (readable) for (const { candidate, repair } of results) if (repair) tallies.get(candidate.finished)?.add(repair);
    return results.map(({ result }) => result);
  });
  return { results: finished.flat().sort(compareResults), values };
}

function scanOf(
  { finished, candidates, status, repairs, notes }: Contribution,
  { tallies }: Placed,
  { files }: Pick<FileSet, 'files'>,
): Scan {
  const { scanner, version, origin, required, isolation } = finished;
  return {
    scanner: scanner.name,
    category: scanner.category,
    version,
    origin,
    required,
    status,
    isolation,
    results: candidates.length,
    repairs: [...repairs, ...(tallies.get(finished)?.phrases() ?? [])],
    ...leftOut(scanner, files, notes),
  };
}

/** What a scanner leaves out for its name, counted, and as a note among the others. */
function leftOut(scanner: Scanner, files: FileSet['files'], notes: readonly string[]): Pick<Scan, 'leftOut' | 'notes'> {
  const out = scanner.kind === 'embedded' ? files.filter((file) => scanner.leavesOut?.(file) === true) : [];
  const [first] = out;
  if (first === undefined) return { notes };
  const where = `first ${shorten(printable(first.path), 80)}`;
  return {
    leftOut: out.length,
    notes: [...notes, `left out ${count(out.length, 'file')} that others wrote or tools built (${where})`],
  };
}

function compareScans(a: Scan, b: Scan): number {
  return compareText(a.category, b.category) || compareText(a.scanner, b.scanner);
}

function compareResults(a: Result, b: Result): number {
  return (
    comparePaths(a.location.path, b.location.path) ||
    compareRegions(a.location.region, b.location.region) ||
    compareText(a.scanner, b.scanner) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.message, b.message) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What tools could not read, by the same paths as everything else; of files outside the scan nobody needs to know. */
async function placeNotLookedAt(
  contributions: readonly Contribution[],
  placer: Placer,
): Promise<readonly NotLookedAt[]> {
  const all = contributions.flatMap(({ notLookedAt }) => notLookedAt);
  const placed = await Promise.all(all.map(async ({ path, why }) => ({ placing: await placer.place(path), why })));
  return placed.flatMap(({ placing, why }) => ('path' in placing ? [{ path: placing.path, why }] : []));
}

/** One entry per path and reason, sorted. */
function merge(all: readonly NotLookedAt[]): readonly NotLookedAt[] {
  const unique = new Map(all.map((entry) => [`${entry.path}\n${entry.why}`, entry]));
  return [...unique.values()].sort((a, b) => comparePaths(a.path, b.path) || compareText(a.why, b.why));
}

function engineReports(finished: readonly FinishedScan[]) {
  return finished.flatMap(({ scanner, report }) => (report.kind === 'results' ? [{ name: scanner.name, report }] : []));
}

function advisoriesOf(finished: readonly FinishedScan[]): readonly Advisory[] {
  const byId = new Map(
    engineReports(finished).flatMap(({ report }) => report.advisories.map((advisory) => [advisory.id, advisory])),
  );
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

/** Over the rules of every engine that ran, and the crosswalk. */
function rulesDigest(finished: readonly FinishedScan[]): string {
  const engines = engineReports(finished).map(({ name, report }) => `${name} ${report.rulesDigest}`);
  return digestOf(secretFamiliesDigest(), controlsDigest(), ...engines.sort());
}

function advisoriesDigest(finished: readonly FinishedScan[]): string | undefined {
  const digests = [...new Set(engineReports(finished).flatMap(({ report }) => report.advisoriesDigest ?? []))].sort();
  return digests.length > 1 ? digestOf(...digests) : digests[0];
}

/** Everything volatile; the run stage's own clock began with the first scan. */
function runFacts(finished: readonly FinishedScan[], now: number): RunFacts {
  const durationMs = Math.max(0, ...finished.map((scan) => scan.startedMs + scan.durationMs));
  return {
    startedAt: new Date(now - durationMs).toISOString(),
    durationMs,
    scanners: Object.fromEntries(
      finished.map(({ scanner, startedMs, durationMs: own }) => [scanner.name, { startedMs, durationMs: own }]),
    ),
  };
}
