import { readInputs } from '../config/inputs.ts';
import type { RawInput } from '../config/raw-input.ts';
import { ConfigurationError, type Mistake } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { COMMANDS, OPTIONS, oneValue, readArguments, type Values } from './options.ts';
import { type ReportRequest, reportRequests } from './report-requests.ts';

/** What `gatehouse scan` was asked, before anything was read. */
export interface ScanOptions {
  readonly reports: readonly ReportRequest[];
  readonly inputs: Readonly<Record<string, RawInput>>;
  readonly configFile: string | undefined;
  readonly trust: boolean;
  readonly staged: boolean;
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
  | { readonly command: 'explain'; readonly id: string; readonly path: string | undefined }
  | { readonly command: 'help'; readonly topic: string | undefined }
  | { readonly command: 'version' };

/**
 * Arguments → what is asked. Throws one `ConfigurationError` with every mistake in them.
 * `formats` are the names of all reporters.
 */
export function parseCommandLine(args: readonly string[], formats: readonly string[]): CommandLine {
  const mistakes: Mistake[] = [];
  const { values, positionals } = readArguments(args, mistakes);
  const [first, ...rest] = positionals;
  if (values['version'] === true) return { command: 'version' };
  if (values['help'] === true) return { command: 'help', topic: first === 'help' ? rest[0] : first };
  const command = commandOf(first, mistakes);
  checkOptionsBelong(command, values, mistakes);
  checkStaged(values, mistakes);
  const options = scanOptions(values, formats, mistakes);
  const parsed = command === undefined ? undefined : assemble(command, rest, values, options, mistakes);
  if (mistakes.length > 0 || parsed === undefined) {
    throw new ConfigurationError([...mistakes, ...mistakesInValues(options.inputs, mistakes)]);
  }
  return parsed;
}

/**
 * What is wrong with the values of options that are otherwise well. Without a mistake beside them they are judged with the configuration, which
 * alone knows the names of a user's own scanners.
 */
function mistakesInValues(inputs: ScanOptions['inputs'], told: readonly Mistake[]): readonly Mistake[] {
  const places = new Set(told.map(({ place }) => place));
  const entries = Object.entries(inputs).filter(([name, { from }]) => name !== 'scanners' && !isTold(from, places));
  return readInputs(Object.fromEntries(entries), []).mistakes;
}

function isTold(from: string, places: ReadonlySet<string>): boolean {
  const short = OPTIONS[from.replace(/^--/, '')]?.short;
  return places.has(from) || (short !== undefined && places.has(`-${short}`));
}

function commandOf(word: string | undefined, mistakes: Mistake[]): (typeof COMMANDS)[number] | undefined {
  if (word === undefined) return 'help';
  const command = COMMANDS.find((name) => name === word);
  if (command !== undefined) return command;
  const guess = nearest(word, COMMANDS) ?? (word === 'version' ? '--version' : undefined);
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

/** Made from the files on the disk. */
const NOT_STAGED = ['sarif-files', 'images'];

function checkStaged(values: Values, mistakes: Mistake[]): void {
  for (const name of NOT_STAGED) {
    if (values['staged'] !== true || values[name] === undefined) continue;
    mistakes.push({ place: `--${name}`, problem: 'does not go with --staged: it says nothing of what is staged' });
  }
}

function topicOf(word: string | undefined, mistakes: Mistake[]): string | undefined {
  return word === undefined ? undefined : commandOf(word, mistakes);
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
      return { command, topic: topicOf(rest[0], mistakes) };
    case 'scan':
    case 'scanners': {
      if (rest.length > 1)
        mistakes.push({ place: command, problem: `takes one path, and got ${rest.length}: ${rest.join(' ')}` });
      const path = rest[0] ?? '.';
      // What a variable without a value becomes in a script: the current folder is not what was meant.
      if (path === '') mistakes.push({ place: command, problem: 'the path is empty: name a folder, or leave it out' });
      return command === 'scan' ? { command, path, options } : { command, path };
    }
    case 'merge':
      if (rest.length === 0) mistakes.push({ place: command, problem: 'needs at least one SARIF file' });
      return { command, files: rest, root: oneValue(values['root']) ?? '.', options };
    case 'explain': {
      const [id, path, ...more] = rest;
      if (id === undefined)
        mistakes.push({
          place: command,
          problem: 'needs the id of a finding: the six characters after "id" in the report',
        });
      if (more.length > 0)
        mistakes.push({ place: command, problem: 'takes an id and, after it, the path that was scanned' });
      return { command, id: id ?? '', path };
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
    configFile: oneValue(values['config']),
    trust: values['trust'] === true,
    staged: values['staged'] === true,
    all: values['all'] === true,
    quiet: values['quiet'] === true,
    verbose: values['verbose'] === true,
  };
}
