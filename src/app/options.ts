import { parseArgs } from 'node:util';
import type { Mistake } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';

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
  profile: { type: 'string', input: 'profile', commands: ['scan'] },
  scanners: { type: 'string', input: 'scanners', commands: ['scan'] },
  categories: { type: 'string', input: 'categories', commands: ['scan'] },
  'fail-on': { type: 'string', input: 'fail-on', commands: JUDGING },
  'sarif-files': { type: 'string', input: 'sarif-files', commands: ['scan'] },
  images: { type: 'string', input: 'images', commands: ['scan'] },
  jobs: { type: 'string', short: 'j', input: 'max-parallel', commands: ['scan'] },
  timeout: { type: 'string', input: 'timeout', commands: ['scan'] },
  staged: { type: 'boolean', commands: ['scan'] },
  offline: { type: 'boolean', input: 'offline', commands: ['scan'] },
  config: { type: 'string', short: 'c', commands: JUDGING },
  format: { type: 'string', short: 'f', commands: JUDGING },
  output: { type: 'string', short: 'o', multiple: true, commands: JUDGING },
  trust: { type: 'boolean', commands: ['scan'] },
  all: { type: 'boolean', commands: JUDGING },
  quiet: { type: 'boolean', short: 'q', commands: JUDGING },
  verbose: { type: 'boolean', short: 'v', commands: JUDGING },
  root: { type: 'string', commands: ['merge'] },
  help: { type: 'boolean', short: 'h', commands: [...COMMANDS] },
  version: { type: 'boolean', commands: [...COMMANDS] },
};

export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Arguments → their values by option. Adds what is wrong with them to `mistakes`. */
export function readArguments(
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
    const problem = problemOf(token, seen.has(token.name));
    if (problem !== undefined) mistakes.push({ place: token.rawName, problem });
    seen.add(token.name);
  }
  // parseArgs gives what the options' own types say: a text, a list of them where `multiple`, or a boolean.
  return { values: values as Values, positionals };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function problemOf({ name, rawName, value, inlineValue }: OptionToken, isSecond: boolean): string | undefined {
  const option = OPTIONS[name];
  if (option === undefined) return unknownOption(rawName);
  const swallowedOption = inlineValue !== true && /^-./.test(value ?? '');
  if (option.type === 'string' && (value === undefined || swallowedOption)) return 'needs a value after it';
  if (option.type === 'boolean' && value !== undefined) return 'takes no value';
  return isSecond && option.multiple === undefined ? 'is given twice: keep one of them' : undefined;
}

function unknownOption(rawName: string): string {
  const guess = nearest(rawName.replace(/^-+/, ''), Object.keys(OPTIONS));
  return `there is no such option${guess ? `: did you mean --${guess}?` : ' (gatehouse help lists all)'}`;
}

/** The one value of an option that takes one. */
export function oneValue(value: string | boolean | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
