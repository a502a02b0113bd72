import type { Region } from '../../../model/location.ts';
import { remembering } from '../../remember.ts';
import type { Instruction, PlacedLine } from './dockerfile.ts';

/** One simple command of a script: `curl -fsSL https://…`. */
export interface ShellCommand {
  /** Quotes taken off; assignments in front are not among them. */
  readonly words: readonly string[];
  /** As written. */
  readonly text: string;
  readonly region: Region;
  /** The one that reads what this one writes. */
  pipedInto: ShellCommand | undefined;
}

/** Interpreters whose here-document is no shell script. */
const OTHER_LANGUAGE = /^\s*(?:\S*\/)?(?:python|node|ruby|perl|php|cat|tee|psql|mysql)\S*/;

/** The commands of a RUN, in its shell form, its JSON form with `sh -c`, and its here-document. */
export const commandsOf = remembering((instruction: Instruction): readonly ShellCommand[] => {
  const { args, json, heredocs } = instruction;
  const own = json === undefined ? splitScript(args) : commandsOfJson(json, args);
  if (OTHER_LANGUAGE.test(args.value)) return own;
  return [...own, ...heredocs.flatMap(({ body }) => splitScript(body))];
});

function commandsOfJson(json: readonly string[], args: PlacedLine): readonly ShellCommand[] {
  const region = args.regionOf(0, args.value.trimEnd().length);
  const script = /(?:^|\/)(?:ba|da|z|a)?sh$/.test(json[0] ?? '') && /^-\w*c$/.test(json[1] ?? '') ? json[2] : undefined;
  if (script !== undefined) return splitScript({ value: script, regionOf: () => region });
  return [{ words: json, text: json.join(' '), region, pipedInto: undefined }];
}

/** Cuts a script at `;`, `&`, `|`, line ends and parentheses outside of quotes. Substitutions stay in their word. Linear. */
export function splitScript(script: PlacedLine): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let start = -1;
  let end = 0;
  let piping: ShellCommand | undefined;
  const close = (separator: string) => {
    if (start !== -1) {
      const text = script.value.slice(start, end);
      const command = {
        words: withoutAssignments(words),
        text,
        region: script.regionOf(start, end),
        pipedInto: undefined,
      };
      if (piping !== undefined) piping.pipedInto = command;
      commands.push(command);
      piping = separator === '|' || separator === '|&' ? command : undefined;
    } else if (separator !== '\n') piping = undefined;
    words = [];
    start = -1;
  };
  for (const match of script.value.matchAll(TOKEN)) {
    const [token] = match;
    if (SEPARATOR.test(token)) close(token);
    else if (!token.startsWith('#') && !/^[^\S\n]/.test(token)) {
      if (start === -1) start = match.index;
      end = match.index + token.length;
      words.push(token.replace(/["']|\\(?=.)/g, ''));
    }
  }
  close(';');
  return commands;
}

const SEPARATOR = /^(?:[;|&\n(){}]|&&|\|\||\|&)$/;

/** Blank, comment, separator, or a word: redirections, quotes, escapes and `$(…)` without inner parentheses hold together. */
const TOKEN =
  /[^\S\n]+|(?<![^\s;|&(])#[^\n]*|\|\||&&|\|&|(?:\d?[<>]&\d?|&>|\$\([^()]*\)|\$\{[^{}\n]*\}|<\([^()]*\)|[^\s;|&(){}"'\\]|[{}](?=\S)|(?<=\S)[{}]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+|[\s\S]/g;

function withoutAssignments(words: readonly string[]): readonly string[] {
  const first = words.findIndex(
    (word) => !/^\w+=/.test(word) && !/^(?:then|do|else|if|while|!|time|exec|env)$/.test(word),
  );
  return first === -1 ? [] : words.slice(first);
}

/** The program of a command without its folder: `curl` of `/usr/bin/curl`; what sudo starts, not sudo itself. */
export function programOf({ words }: ShellCommand): string {
  const at = words[0] === 'sudo' ? words.findIndex((word, index) => index > 0 && !word.startsWith('-')) : 0;
  const word = words[at] ?? '';
  return word.slice(word.lastIndexOf('/') + 1);
}

/** Longer pipelines than this are nobody's; without a bound a hostile one would cost the square of its length. */
const LONGEST_PIPE = 10;

/** The commands that read what this one writes, one after the other. */
export function pipeline({ pipedInto }: ShellCommand): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  for (let next = pipedInto; next !== undefined && commands.length < LONGEST_PIPE; next = next.pipedInto)
    commands.push(next);
  return commands;
}
