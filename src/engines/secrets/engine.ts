import { createHash } from 'node:crypto';
import type { FilePath } from '../../model/path.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { FileEngine, FileReport } from '../contract.ts';
import { type Candidate, type Detector, withoutOverlaps } from './candidate.ts';
import { type Detectors, makeDetectors } from './detectors.ts';
import { expandLiteral } from './literal-classes.ts';
import { type Literal, LiteralSearch } from './literals.ts';
import { placeFinder } from './places.ts';
import { asResult } from './report.ts';
import { CONTEXTS_FILE, FORMAT_FILES } from './rules.ts';
import { LONG_LINE, openSource, type Source } from './source.ts';
import { NOTHING_FOR_SECRETS, wantsForSecrets } from './wants.ts';

/** Raise it with every change of code that changes what is found: results of earlier revisions are then no longer taken from the cache. */
const REVISION = 7;

/**
 * Looks for credentials: formats of known services, private keys, passwords where programs keep them, and values under telling names.
 * One pass finds where anything could be, whatever the number of rules; then only those that have a literal there are asked.
 */
export function createSecretsEngine(): FileEngine {
  // Made when first needed: the main thread asks only for the digest, and a worker only scans.
  let searching: Searching | undefined;
  let rulesDigest: string | undefined;
  return {
    unit: 'file',
    name: 'gatehouse-secrets',
    category: 'secrets',
    wants: wantsForSecrets,
    nothingToDo: NOTHING_FOR_SECRETS,
    get rulesDigest() {
      rulesDigest ??= digest();
      return rulesDigest;
    },
    scan(path, bytes) {
      searching ??= prepare();
      return scan(path, bytes, searching);
    },
  };
}

interface Searching {
  readonly search: LiteralDispatch;
  readonly ofFiles: Detectors['ofFiles'];
}

function prepare(): Searching {
  const { atLiterals, ofFiles } = makeDetectors();
  return { search: new LiteralDispatch(atLiterals), ofFiles };
}

function scan(path: FilePath, bytes: Uint8Array, { search, ofFiles }: Searching): FileReport {
  const source = openSource(path, bytes);
  if (source === undefined) return { results: [] };
  const found = [...search.candidates(source), ...ofFiles.flatMap((detect) => detect(source))];
  return { results: found.length === 0 ? [] : asResults(source, withoutOverlaps(found)) };
}

function asResults(source: Source, candidates: readonly Candidate[]): readonly ReportedResult[] {
  const place = placeFinder(source.bytes);
  return candidates.map((candidate) => asResult(source.path, candidate, place(candidate.start, candidate.end)));
}

/** Which detectors want to look where one of all literals stands. */
class LiteralDispatch {
  readonly #search: LiteralSearch;
  readonly #detectors: readonly (readonly Detector[])[];

  constructor(detectors: readonly Detector[]) {
    const byLiteral = new Map<string, { literal: Literal; detectors: Detector[] }>();
    for (const detector of detectors) {
      for (const literal of literalsOf(detector)) {
        const key = `${literal.exact ? '=' : '~'}${literal.text}`;
        const entry = byLiteral.get(key);
        if (entry === undefined) byLiteral.set(key, { literal, detectors: [detector] });
        else entry.detectors.push(detector);
      }
    }
    this.#search = new LiteralSearch([...byLiteral.values()].map(({ literal }) => literal));
    this.#detectors = [...byLiteral.values()].map(({ detectors: interested }) => interested);
  }

  candidates(source: Source): readonly Candidate[] {
    const { count, literals, offsets } = this.#search.search(source.bytes);
    const found: Candidate[] = [];
    for (let hit = 0; hit < count; hit += 1) {
      const at = offsets[hit] ?? 0;
      for (const detector of this.#detectors[literals[hit] ?? 0] ?? []) {
        if (!detector.anyLine && isLongLine(source, at)) continue;
        const answer = detector.detect(source, at);
        if (answer === undefined) continue;
        if ('rule' in answer) found.push(answer);
        else found.push(...answer);
      }
    }
    return found;
  }
}

function literalsOf({ literals, exactCase }: Detector): readonly Literal[] {
  const texts = literals.flatMap((literal) => expandLiteral(exactCase ? literal : literal.toLowerCase(), exactCase));
  return [...new Set(texts)].map((text) => ({ text, exact: exactCase }));
}

function isLongLine(source: Source, at: number): boolean {
  const { start, end } = source.line(at);
  return end - start > LONG_LINE;
}

function digest(): string {
  return createHash('sha256')
    .update(JSON.stringify([REVISION, FORMAT_FILES, CONTEXTS_FILE]))
    .digest('hex');
}
