import pLimit from 'p-limit';
import { PlatformError, ScannerError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { printable, shorten } from '../../model/text.ts';
import type { Ports } from '../../ports/ports.ts';
import type { SarifLog } from '../../sarif/log.ts';
import { readSarif } from '../../sarif/read.ts';
import type { OwnScanner } from '../../scanners/contract.ts';
import { resolveAgainst } from '../absolute-path.ts';
import { type FileSet, workspaceOf } from '../file-set.ts';
import { type Ending, endedWith } from './context.ts';
import { MAX_REPORT_BYTES } from './program.ts';
import { categoryOfReport } from './report-category.ts';

/** A report of another tool as if that tool had just run. */
export interface TakenReport {
  readonly scanner: OwnScanner;
  readonly version: string | undefined;
  readonly ending: Ending;
}

/**
 * The reports that the settings name, each as a scanner called after the one tool that wrote it, else after its file. What is missing or
 * cannot be read has failed. `taken`: names that other scanners of this run have.
 */
export async function takeReports(
  paths: readonly FilePath[],
  fileSet: FileSet,
  taken: readonly string[],
  files: Ports['files'],
): Promise<readonly TakenReport[]> {
  // One at a time: two reports of the largest size would not fit into memory together.
  const opened = await pLimit(1).map(paths, (path) => open(path, fileSet, files));
  const names = new Set(taken);
  return opened.map((report) => {
    const name = freeName(report.scanner.name, report.path, names);
    names.add(name);
    const { version, ending } = report;
    return { scanner: { ...report.scanner, name }, version, ending };
  });
}

async function open(
  path: FilePath,
  fileSet: FileSet,
  files: Ports['files'],
): Promise<TakenReport & { readonly path: FilePath }> {
  const { root } = fileSet;
  const output = resolveAgainst(workspaceOf(fileSet), path);
  try {
    // Whoever names a link means what it leads to.
    const bytes = await files.read(await files.resolve(output), MAX_REPORT_BYTES);
    const { log } = readSarif(bytes);
    const results = log.runs.reduce((sum, run) => sum + run.results.length, 0);
    const report = { kind: 'sarif', bytes, target: { root, files: [], output, scratch: root } } as const;
    const { name, version } = toolOf(log) ?? { name: baseName(path), version: undefined };
    return { path, version, scanner: reportScanner(name, log), ending: { status: { state: 'ok' }, report, results } };
  } catch (error) {
    if (!(error instanceof PlatformError) && !(error instanceof ScannerError)) throw error;
    const scanner = reportScanner(baseName(path), { runs: [] });
    return { path, version: undefined, scanner, ending: endedWith(statusOf(path, error)) };
  }
}

function statusOf(path: FilePath, error: PlatformError | ScannerError): ScanStatus {
  const shown = shorten(printable(path), 80);
  if (error instanceof ScannerError)
    return { state: 'failed', why: `(${shown}) ${shorten(printable(error.message), 110)}` };
  switch (error.code) {
    case 'not-found':
      return { state: 'failed', why: `has no report: ${shown} is not there` };
    case 'too-large':
      return { state: 'failed', why: `has a report of more than ${MAX_REPORT_BYTES / 1024 / 1024} MB: ${shown}` };
    default:
      return { state: 'failed', why: `has a report that cannot be opened: ${shown}` };
  }
}

/** The one tool of all runs, or `undefined` when there are several or it says no name. */
function toolOf({ runs }: SarifLog): { readonly name: string; readonly version: string | undefined } | undefined {
  const [first, ...others] = runs.map(({ tool }) => tool);
  if (first === undefined || first.name === 'unknown' || others.some(({ name }) => name !== first.name))
    return undefined;
  return { name: shorten(printable(first.name), 60), version: first.version };
}

function reportScanner(name: string, log: SarifLog): OwnScanner {
  return { kind: 'own', name, category: categoryOfReport(log), command: [] };
}

/** `Tool`, else `Tool (file)`, else `Tool (file) 2`: statuses, durations and the live display go by name. */
function freeName(name: string, path: FilePath, names: ReadonlySet<string>): string {
  if (!names.has(name)) return name;
  const withFile = `${name} (${baseName(path)})`;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? withFile : `${withFile} ${number}`;
    if (!names.has(candidate)) return candidate;
  }
}

function baseName(path: FilePath): string {
  return shorten(printable(path.split(/[\\/]/).at(-1) ?? path), 60);
}
