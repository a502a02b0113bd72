import { PlatformError, ScannerError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import { printable, shorten } from '../../model/text.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ProcessEnd } from '../../ports/processes.ts';
import { readSarif } from '../../sarif/read.ts';
import type { ExitMeaning, Invocation, Target } from '../../scanners/contract.ts';
import { absolutePath } from '../absolute-path.ts';
import { workspaceOf } from '../file-set.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, endedWith, failed, type RunContext } from './context.ts';
import { endedBadly, meaningOf } from './how-it-ended.ts';

const MEBIBYTE = 1024 * 1024;
/** The largest report that was ever seen has 204 MB; a string of Node ends at 512 MB. */
export const MAX_REPORT_BYTES = 256 * MEBIBYTE;
/** What a scanner says beside its report. */
const MAX_CHATTER_BYTES = 4 * MEBIBYTE;

/** How to ask one program, and what its answers mean. */
export interface Question {
  readonly scan: ReadyScan;
  readonly program: FilePath;
  invoke(target: Target): Invocation;
  readonly exits: Readonly<Record<number, ExitMeaning>>;
  /** What to say when it ended with a status that means `nothing`. */
  readonly nothingToDo: string;
}

/**
 * Runs a program in a bare environment with a private scratch folder as its home, the scanned root as its working folder, and takes
 * its report. The scratch folder is gone afterwards. Rejects only for what is a bug of ours.
 */
export async function askProgram(question: Question, context: RunContext): Promise<Ending> {
  const { files } = context.ports;
  try {
    const scratch = await files.makeTemporaryFolder(`scan-${question.scan.scanner.name}`);
    try {
      return await askIn(scratch, question, context);
    } finally {
      await files.remove(scratch).catch(() => undefined);
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return failed(`could not be run: ${shorten(printable(error.message), 160)}`);
  }
}

async function askIn(scratch: FilePath, question: Question, { fileSet, ports }: RunContext): Promise<Ending> {
  const { scan, program } = question;
  const { root } = fileSet;
  const target: Target = {
    root,
    files: scan.files.map(({ path }) => path),
    output: absolutePath(scratch, 'report.sarif'),
    scratch,
  };
  const invocation = question.invoke(target);
  for (const [path, text] of Object.entries(invocation.writes ?? {})) {
    await ports.files.write(absolutePath(scratch, path), text);
  }
  const command = {
    file: program,
    args: [...invocation.args, ...scan.extraArgs],
    cwd: invocation.workingFolder === 'scratch' ? scratch : root,
    env: { ...ports.tools.environment(scratch, workspaceOf(fileSet)), ...invocation.env },
  };
  const maxOutputBytes = invocation.reportOnStdout === true ? MAX_REPORT_BYTES : MAX_CHATTER_BYTES;
  const end = await ports.processes.run(command, { timeoutMs: scan.timeoutMs, maxOutputBytes });
  const report = await takeReport(end, invocation, target, ports.files);
  return conclude(question, end, report, target);
}

type Taken =
  | { readonly kind: 'report'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly why: string };

async function takeReport(
  end: ProcessEnd,
  { reportOnStdout }: Invocation,
  { output }: Target,
  files: Ports['files'],
): Promise<Taken> {
  const tooLarge: Taken = { kind: 'unusable', why: `wrote a report of more than ${MAX_REPORT_BYTES / MEBIBYTE} MB` };
  if (end.kind === 'not-started') return { kind: 'missing' };
  if (reportOnStdout === true) {
    if (end.stdoutTruncated) return tooLarge;
    return end.stdout.length === 0 ? { kind: 'missing' } : { kind: 'report', bytes: end.stdout };
  }
  try {
    return { kind: 'report', bytes: await files.read(output, MAX_REPORT_BYTES) };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.code === 'not-found') return { kind: 'missing' };
    return error.code === 'too-large' ? tooLarge : { kind: 'unusable', why: 'wrote a report that cannot be opened' };
  }
}

function conclude({ scan, exits, nothingToDo }: Question, end: ProcessEnd, taken: Taken, target: Target): Ending {
  const meaning = meaningOf(end, exits, scan.timeoutMs);
  const silent = scan.scanner.category === 'secrets';
  switch (meaning.kind) {
    case 'dead':
      return endedWith(meaning.status);
    case 'nothing':
      return endedWith({ state: 'skipped', why: nothingToDo });
    case 'ok':
    case 'unexpected': {
      if (taken.kind === 'unusable') return failed(taken.why);
      if (taken.kind === 'missing') return failed(endedBadly(end, ' and no report', silent));
      const ending = readEnding(taken.bytes, target);
      if (meaning.kind === 'ok') return ending;
      // A report that cannot be read either says less than the status and the program's own words.
      const { report, results } = ending;
      return { status: { state: 'failed', why: endedBadly(end, '', silent) }, report, results };
    }
  }
}

/** Reads the report once to count its results and to see early that it can be read at all; `normalize` reads it for good. */
export function readEnding(bytes: Uint8Array, target: Target): Ending {
  try {
    const results = readSarif(bytes).log.runs.reduce((sum, run) => sum + run.results.length, 0);
    return { status: { state: 'ok' }, report: { kind: 'sarif', bytes, target }, results };
  } catch (error) {
    if (!(error instanceof ScannerError)) throw error;
    return failed(shorten(printable(error.message), 200));
  }
}
