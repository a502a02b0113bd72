import type { Identity } from '../../model/fingerprint.ts';
import { fingerprintsOf } from '../../model/fingerprint.ts';
import { lineHashes } from '../../model/line-hash.ts';
import type { Region } from '../../model/location.ts';
import type { FilePath } from '../../model/path.ts';
import { redactTokens } from '../../model/redact.ts';
import type { FlowStep, PlacedStep, ReportedResult, Result } from '../../model/result.ts';
import { findAllowance } from './allowance.ts';
import type { Candidate } from './candidates.ts';
import { completeRegion } from './region.ts';
import { SecretsOfFile } from './secrets-of-file.ts';
import { snippetOf } from './snippet.ts';

/** The results of one file, finished, with what had to be repaired at each. */
export interface FinishedResult {
  readonly candidate: Candidate;
  readonly result: Result;
  readonly repair: string | undefined;
}

/**
 * Completes, redacts and fingerprints all results of one file. They are done together because a secret that one scanner found must not
 * be shown by another. `lines` is `undefined` for a file that cannot be read; `prefix` leads from the repository's top to the root.
 * `secrets` are the values themselves: for the rest of the run to be kept out of other texts, and for nothing else.
 */
export function finishFile(
  candidates: readonly Candidate[],
  path: FilePath,
  lines: readonly string[] | undefined,
  prefix: string,
): { readonly results: readonly FinishedResult[]; readonly secrets: readonly string[] } {
  const placed = candidates.map((candidate) => ({
    candidate,
    ...completeRegion(candidate.reported.region, lines, candidate.unit),
  }));
  const shows = ({ candidate }: { readonly candidate: Candidate }) => showsSecret(candidate.reported);
  const secrets = new SecretsOfFile(
    lines ?? [],
    placed.filter(shows).map(({ region }) => region),
  );
  const known = new Map<string, readonly string[]>();
  const hashes = lineHashes(secrets.cutLines, new Set(placed.map(({ region }) => region.startLine)));
  const results = placed.map(({ candidate, region, repair }) => {
    const file = { path, prefix, secrets, lines, readable: lines !== undefined, known };
    const lineHash = lines === undefined ? undefined : hashes.get(region.startLine);
    return { candidate, repair, result: finish(candidate, region, file, lineHash) };
  });
  return { results, secrets: secrets.values };
}

interface FileFacts {
  readonly path: FilePath;
  readonly prefix: string;
  readonly secrets: SecretsOfFile;
  readonly lines: readonly string[] | undefined;
  readonly readable: boolean;
  /** Fingerprints by what they are made of: results of one rule on one line have the same. */
  readonly known: Map<string, readonly string[]>;
}

function finish(
  { finished, reported, unit }: Candidate,
  region: Region,
  file: FileFacts,
  lineHash: string | undefined,
): Result {
  const {
    path: _path,
    region: _region,
    sensitive: _sensitive,
    advisories: _advisories,
    flow: _flow,
    ...kept
  } = reported;
  const advisories = [...new Set(reported.advisories ?? [])].sort();
  return {
    ...kept,
    ...redactedTexts(reported, file),
    scanner: finished.scanner.name,
    scannerVersion: finished.version,
    location: { path: file.path, region },
    advisories,
    snippet: file.readable ? snippetOf(file.secrets.show(region.startLine), region) : undefined,
    fingerprints: fingerprintsIn(file, reported, advisories, region),
    allowed: findAllowance(file.secrets.shownLines, region, namesOf(reported), file.path),
    ...(lineHash !== undefined && { lineHash }),
    ...(reported.flow !== undefined && { flow: placedSteps(reported.flow, unit, file) }),
  };
}

function placedSteps(
  flow: readonly FlowStep[],
  unit: Candidate['unit'],
  { lines, secrets }: FileFacts,
): readonly PlacedStep[] {
  return flow.map(({ region, message }) => ({
    region: completeRegion(region, lines, unit).region,
    message: secrets.redactOther(message),
  }));
}

function showsSecret({ category, sensitive }: ReportedResult): boolean {
  return category === 'secrets' || sensitive === true;
}

/** Every text of a result without the values of its file. A patch that would write one is left out: redacted, it would be wrong. */
function redactedTexts(reported: ReportedResult, { secrets, readable }: FileFacts) {
  const { message, rule, remediation, resource } = reported;
  const shows = showsSecret(reported);
  // Of a file that cannot be read no value is known, and a message may quote it.
  const blind = !readable && shows;
  const redact = (text: string) => {
    const known = shows ? secrets.redactOwn(text) : secrets.redactOther(text);
    return blind ? redactTokens(known) : known;
  };
  const patch = remediation?.patch;
  const patchIsSafe = patch !== undefined && !blind && redact(patch.replacement) === patch.replacement;
  return {
    message: redact(message),
    rule: {
      ...rule,
      title: redact(rule.title),
      ...(rule.help !== undefined && { help: redact(rule.help) }),
    },
    ...(remediation !== undefined && {
      remediation: { text: redact(remediation.text), ...(patchIsSafe && { patch }) },
    }),
    ...(resource !== undefined && { resource: redact(resource) }),
  };
}

function fingerprintsIn(
  file: FileFacts,
  reported: ReportedResult,
  advisories: readonly string[],
  region: Region,
): readonly string[] {
  const identity = () => fingerprintsOf(identityOf(reported, advisories, region, file));
  if (reported.package !== undefined) return identity();
  const key = JSON.stringify([reported.category, reported.family ?? '', reported.rule.id, region.startLine]);
  const known = file.known.get(key) ?? identity();
  file.known.set(key, known);
  return known;
}

function identityOf(
  reported: ReportedResult,
  advisories: readonly string[],
  region: Region,
  { path, prefix, secrets }: FileFacts,
): Identity {
  const place = prefix + path;
  const at = region.startLine - 1;
  if (reported.package !== undefined && advisories.length > 0) {
    return { kind: 'package', purl: reported.package.purl, manifest: place, advisories };
  }
  if (reported.category === 'secrets') {
    return {
      kind: 'secret',
      family: reported.family ?? reported.rule.id,
      path: place,
      line: secrets.cutLines[at] ?? '',
    };
  }
  return { kind: 'code', rule: reported.rule.id, path: place, lines: around(secrets.cutLines, at) };
}

/** Blank lines that are passed over in search of one that is not. */
const MOST_BLANK = 1_000;

/** The line and the nearest one that is not blank on either side. */
function around(lines: readonly string[], at: number): readonly string[] {
  const isText = (line: string) => line.trim() !== '';
  const before = lines.slice(Math.max(0, at - MOST_BLANK), at).findLast(isText);
  return [before ?? '', lines[at] ?? '', lines.slice(at + 1, at + 1 + MOST_BLANK).find(isText) ?? ''];
}

/** What an inline allowance may call a result, in lower case. */
function namesOf({ rule, family, advisories = [] }: ReportedResult): ReadonlySet<string> {
  return new Set([rule.id, ...(family === undefined ? [] : [family]), ...advisories].map((name) => name.toLowerCase()));
}
