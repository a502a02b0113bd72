import { resolve } from 'node:path';
import { ConfigurationError, type Mistake, PlatformError } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import type { FilePath } from '../model/path.ts';
import type { EntryKind, Files } from '../ports/files.ts';
import type { RenderOptions, Reporter } from '../reporters/contract.ts';
import { findReporter } from '../reporters/registry.ts';

/** A report to write, with its file's absolute path. */
export interface FileReportRequest {
  readonly format: string;
  readonly file: FilePath;
  /** As the user wrote it. */
  readonly given: string;
}

/** Refuses, before anything runs, what could not be written afterwards. Throws one `ConfigurationError` with every mistake. */
export async function checkReportFiles(requests: readonly FileReportRequest[], files: Files): Promise<void> {
  const mistakes: Mistake[] = [];
  const seen = new Set<string>();
  for (const { file, given } of requests) {
    const problem = seen.has(file) ? 'is named twice' : await problemOf(file, files);
    if (problem !== undefined) mistakes.push({ place: `--output ${given}`, problem });
    seen.add(file);
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
}

/** Refuses a report that is not there: a misspelled name is no scan that went wrong. Throws one `ConfigurationError` with every mistake. */
export async function checkGivenReports(given: readonly string[], cwd: string, files: Files): Promise<void> {
  const mistakes: Mistake[] = [];
  for (const name of given) {
    const kind = await kindAt(resolve(cwd, name), files);
    if (kind === undefined) mistakes.push({ place: name, problem: 'there is no such file' });
    else if (kind === 'directory') mistakes.push({ place: name, problem: 'is a folder: name the reports in it' });
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
}

/** `undefined` where nothing is; what cannot be looked at is left to who reads it. */
async function kindAt(path: FilePath, files: Files): Promise<EntryKind | undefined> {
  try {
    return (await files.stat(path)).kind;
  } catch (error) {
    if (error instanceof PlatformError) return error.code === 'not-found' ? undefined : 'other';
    throw error;
  }
}

async function problemOf(file: FilePath, files: Files): Promise<string | undefined> {
  try {
    // A link to a regular file is fine: writing replaces what it points to, or refuses.
    const { kind } = await files.stat(file);
    if (kind === 'directory') return 'is a folder: name a file in it';
    return kind === 'other' ? 'is no regular file: reports are written to regular files only' : undefined;
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'not-found') return undefined;
    return error instanceof PlatformError ? error.message : 'cannot be looked at';
  }
}

/** Renders and writes each report. Rejects with the first `PlatformError` after every other report was tried. */
export async function writeReports(
  outcome: Outcome,
  requests: readonly FileReportRequest[],
  options: RenderOptions,
  files: Files,
): Promise<void> {
  const failures: unknown[] = [];
  for (const { format, file } of requests) {
    try {
      await files.write(file, reporterFor(format).render(outcome, { ...options, colour: false }));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** The reporter of a format that the command line has already checked. */
export function reporterFor(format: string): Reporter {
  const reporter = findReporter(format);
  if (reporter === undefined) throw new Error(`no reporter for ${format}`);
  return reporter;
}
