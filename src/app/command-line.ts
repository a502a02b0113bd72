import { parseArgs } from 'node:util';
import type { RawInput } from '../config/raw-input.ts';
import type { Mistake } from '../model/errors.ts';
import { ConfigurationError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';

/** One report to write: to a file, or to standard output. */
export interface ReportRequest {
  readonly format: string;
  readonly file: string | undefined;
}

/** What `gatehouse scan` was asked, before anything was read. */
export interface ScanOptions {
  readonly reports: readonly ReportRequest[];
  readonly inputs: Readonly<Record<string, RawInput>>;
  readonly configFile: string | undefined;
  readonly trust: boolean;
  readonly all: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export type CommandLine =
  | { readonly command: 'scan'; readonly path: string; readonly options: ScanOptions }
  | {
      readonly command: 'merge';
      readonly files: readonly string[];
      readonly root: string;
      readonly options: ScanOptions;
    }
  | { readonly command: 'scanners'; readonly path: string }
  | { readonly command: 'explain'; readonly id: string; readonly path: string }
  | { readonly command: 'help'; readonly topic: string | undefined }
  | { readonly command: 'version' };

export const COMMANDS = ['scan', 'merge', 'scanners', 'explain', 'help'] as const;

interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: true;
  /** The setting that it gives, when it is one. */
  readonly input?: string;
  readonly commands: readonly string[];
}

const JUDGING = ['scan', 'merge'];

/** Every option, once. `help.ts` says what they do. */
export const OPTIONS: Readonly<Record<string, Option>> = {
  profile: { type: 'string', input: 'profile', commands: ['scan', 'scanners'] },
  scanners: { type: 'string', input: 'scanners', commands: ['scan'] },
  categories: { type: 'string', input: 'categories', commands: ['scan'] },
  'fail-on': { type: 'string', input: 'fail-on', commands: JUDGING },
  'sarif-files': { type: 'string', input: 'sarif-files', commands: ['scan'] },
  jobs: { type: 'string', short: 'j', input: 'max-parallel', commands: ['scan'] },
  timeout: { type: 'string', input: 'timeout', commands: ['scan'] },
  offline: { type: 'boolean', input: 'offline', commands: ['scan'] },
  config: { type: 'string', short: 'c', commands: [...JUDGING, 'scanners'] },
  format: { type: 'string', short: 'f', commands: JUDGING },
  output: { type: 'string', short: 'o', multiple: true, commands: JUDGING },
  trust: { type: 'boolean', commands: ['scan', 'scanners'] },
  all: { type: 'boolean', commands: JUDGING },
  quiet: { type: 'boolean', short: 'q', commands: JUDGING },
  verbose: { type: 'boolean', short: 'v', commands: JUDGING },
  root: { type: 'string', commands: ['merge'] },
  help: { type: 'boolean', short: 'h', commands: [...COMMANDS] },
  version: { type: 'boolean', commands: [...COMMANDS] },
};

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/**
 * Arguments → what is asked. Throws one `ConfigurationError` with every mistake in them.
 * `formats` are the names of all reporters.
 */
export function parseCommandLine(args: readonly string[], formats: readonly string[]): CommandLine {
  const mistakes: Mistake[] = [];
  const { values, positionals } = readArguments(args, mistakes);
  const [first, ...rest] = positionals;
  if (values['version'] === true) return { command: 'version' };
  if (values['help'] === true) return { command: 'help', topic: first };
  const command = commandOf(first, mistakes);
  checkOptionsBelong(command, values, mistakes);
  const options = scanOptions(values, formats, mistakes);
  const parsed = command === undefined ? undefined : assemble(command, rest, values, options, mistakes);
  if (mistakes.length > 0 || parsed === undefined) throw new ConfigurationError(mistakes);
  return parsed;
}

function readArguments(
  args: readonly string[],
  mistakes: Mistake[],
): { values: Values; positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short && { short }), ...(multiple && { multiple }) },
    ]),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = OPTIONS[token.name];
    if (option === undefined) mistakes.push(unknownOption(token.rawName));
    else if (option.type === 'string' && (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))))
      mistakes.push({ place: token.rawName, problem: 'needs a value after it' });
    else if (option.type === 'boolean' && token.value !== undefined)
      mistakes.push({ place: token.rawName, problem: 'takes no value' });
    else if (option.multiple === undefined && seen.has(token.name))
      mistakes.push({ place: token.rawName, problem: 'is given twice: keep one of them' });
    seen.add(token.name);
  }
  return { values: values as Values, positionals };
}

function unknownOption(rawName: string): Mistake {
  const guess = nearest(rawName.replace(/^-+/, ''), Object.keys(OPTIONS));
  return {
    place: rawName,
    problem: `there is no such option${guess ? `: did you mean --${guess}?` : ' (gatehouse help lists all)'}`,
  };
}

function commandOf(word: string | undefined, mistakes: Mistake[]): (typeof COMMANDS)[number] | undefined {
  if (word === undefined) return 'help';
  const command = COMMANDS.find((name) => name === word);
  if (command !== undefined) return command;
  const guess = nearest(word, COMMANDS);
  mistakes.push({
    place: 'gatehouse',
    problem: `there is no command "${word}"${guess ? `: did you mean "${guess}"?` : ` (to scan a folder: gatehouse scan ${word})`}`,
  });
  return undefined;
}

function checkOptionsBelong(command: string | undefined, values: Values, mistakes: Mistake[]): void {
  if (command === undefined || command === 'help') return;
  for (const name of Object.keys(values)) {
    const option = OPTIONS[name];
    if (option !== undefined && !option.commands.includes(command)) {
      mistakes.push({
        place: `--${name}`,
        problem: `does not go with ${command}, only with ${option.commands.join(' and ')}`,
      });
    }
  }
}

function assemble(
  command: (typeof COMMANDS)[number],
  rest: readonly string[],
  values: Values,
  options: ScanOptions,
  mistakes: Mistake[],
): CommandLine | undefined {
  switch (command) {
    case 'help':
      return { command, topic: rest[0] };
    case 'scan':
    case 'scanners': {
      if (rest.length > 1)
        mistakes.push({ place: command, problem: `takes one path, and got ${rest.length}: ${rest.join(' ')}` });
      const path = rest[0] ?? '.';
      return command === 'scan' ? { command, path, options } : { command, path };
    }
    case 'merge':
      if (rest.length === 0) mistakes.push({ place: command, problem: 'needs at least one SARIF file' });
      return { command, files: rest, root: text(values['root']) ?? '.', options };
    case 'explain': {
      const [id, path, ...more] = rest;
      if (id === undefined)
        mistakes.push({
          place: command,
          problem: 'needs the id of a finding: the six characters after "id" in the report',
        });
      if (more.length > 0)
        mistakes.push({ place: command, problem: 'takes an id and, after it, the path that was scanned' });
      return { command, id: id ?? '', path: path ?? '.' };
    }
  }
}

function scanOptions(values: Values, formats: readonly string[], mistakes: Mistake[]): ScanOptions {
  const inputs: Record<string, RawInput> = {};
  for (const [name, { input }] of Object.entries(OPTIONS)) {
    const value = values[name];
    if (input !== undefined && value !== undefined) inputs[input] = { value: String(value), from: `--${name}` };
  }
  return {
    reports: reportRequests(values, formats, mistakes),
    inputs,
    configFile: text(values['config']),
    trust: values['trust'] === true,
    all: values['all'] === true,
    quiet: values['quiet'] === true,
    verbose: values['verbose'] === true,
  };
}

/** `--format F` alone is standard output; `--output FILE` takes `--format`'s format, or the one its name ends in; `FORMAT=FILE` says it. */
function reportRequests(values: Values, formats: readonly string[], mistakes: Mistake[]): readonly ReportRequest[] {
  const format = text(values['format']);
  if (format !== undefined && !formats.includes(format)) {
    const guess = nearest(format, formats);
    mistakes.push({
      place: '--format',
      problem: `"${format}" is no format${guess ? `: did you mean "${guess}"?` : ''} (${formats.join(', ')})`,
    });
  }
  const outputs = Array.isArray(values['output']) ? values['output'] : [];
  const requests = outputs.map((output) => reportRequest(String(output), format, formats, mistakes));
  const standard = format !== undefined && !requests.some((request) => request.format === format);
  return [...requests, ...(standard ? [{ format, file: undefined }] : [])];
}

function reportRequest(
  output: string,
  format: string | undefined,
  formats: readonly string[],
  mistakes: Mistake[],
): ReportRequest {
  const equals = output.indexOf('=');
  const named = equals > 0 ? output.slice(0, equals) : undefined;
  if (named !== undefined && formats.includes(named)) {
    if (output.length === equals + 1) mistakes.push({ place: '--output', problem: `"${output}" names no file` });
    return { format: named, file: output.slice(equals + 1) };
  }
  const guessed = format ?? formatOfName(output);
  if (guessed === undefined)
    mistakes.push({
      place: '--output',
      problem: `"${output}" does not say its format: write FORMAT=FILE (${formats.join(', ')})`,
    });
  return { format: guessed ?? 'json', file: output };
}

function formatOfName(file: string): string | undefined {
  if (/\.sarif(\.json)?$/i.test(file)) return 'sarif';
  if (/\.json$/i.test(file)) return 'json';
  if (/\.(md|markdown)$/i.test(file)) return 'markdown';
  return /\.txt$/i.test(file) ? 'console' : undefined;
}

function text(value: string | boolean | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
