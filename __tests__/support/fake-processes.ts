import type { Command, Output, ProcessEnd, Processes, ProcessLimits } from '../../src/ports/processes.ts';

type Answer = (command: Command, limits: ProcessLimits) => ProcessEnd | Promise<ProcessEnd>;

interface OutputText {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly stdoutTruncated?: boolean;
  readonly durationMs?: number;
}

/** Programs that answer by script, by absolute path; a program without a script cannot be started. All that was asked is in `calls`. */
export class FakeProcesses implements Processes {
  readonly calls: { readonly command: Command; readonly limits: ProcessLimits }[] = [];
  readonly #answers = new Map<string, Answer>();

  /** What `file` does whenever it runs; takes the place of what it did before. */
  script(file: string, answer: ProcessEnd | Answer): void {
    this.#answers.set(file, typeof answer === 'function' ? answer : () => answer);
  }

  async run(command: Command, limits: ProcessLimits): Promise<ProcessEnd> {
    this.calls.push({ command, limits });
    const answer = this.#answers.get(command.file);
    return answer === undefined ? { kind: 'not-started', why: 'no such file' } : answer(command, limits);
  }
}

export function exited(code: number, output: OutputText = {}): ProcessEnd {
  return { kind: 'exited', code, ...outputOf(output) };
}

export function killed(signal: string, output: OutputText = {}): ProcessEnd {
  return { kind: 'killed', signal, ...outputOf(output) };
}

export function timedOut(output: OutputText = {}): ProcessEnd {
  return { kind: 'timed-out', ...outputOf(output) };
}

function outputOf(output: OutputText): Output {
  return {
    stdout: Buffer.from(output.stdout ?? ''),
    stderr: Buffer.from(output.stderr ?? ''),
    stdoutTruncated: output.stdoutTruncated ?? false,
    durationMs: output.durationMs ?? 0,
  };
}
