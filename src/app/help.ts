import { COMMANDS, OPTIONS } from './options.ts';

type Command = (typeof COMMANDS)[number];

/** How a command is written, and what it does. */
const USAGE: Readonly<Record<Command, { readonly form: string; readonly about: string }>> = {
  scan: { form: 'scan [PATH]', about: 'scan a folder and judge it' },
  merge: { form: 'merge FILE...', about: 'judge SARIF reports of other tools; scans nothing' },
  scanners: { form: 'scanners [PATH]', about: 'what can run here, and why not' },
  explain: { form: 'explain ID [PATH]', about: 'why a finding of the last scan is what it is' },
  help: { form: 'help [COMMAND]', about: 'this text, or what belongs to one command' },
};

interface Line {
  readonly option: string;
  readonly form: string;
  readonly about: string;
}

const line = (option: string, form: string, about: string): Line => ({ option, form, about });

/** Every option of `options.ts` but the two that every command has. */
const SECTIONS: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  {
    title: 'What runs',
    lines: [
      line('profile', '--profile NAME', 'embedded (default: nothing to install), recommended, thorough'),
      line('scanners', '--scanners A,B', 'further scanners, by name'),
      line('categories', '--categories A,B', 'only these: sast, sca, iac, container, secrets, supply-chain'),
      line('sarif-files', '--sarif-files A,B', 'reports of other tools to take in'),
      line('images', '--images A,B', 'container images: oci:DIR, docker-archive:FILE'),
      line('staged', '--staged', 'only what the next commit brings, as it is staged'),
      line('offline', '--offline', 'use no network'),
      line('jobs', '--jobs N, -j N', 'how many scanners run at once (default: the cores)'),
      line('timeout', '--timeout S', 'seconds for one scanner (default: 600)'),
      line('root', '--root DIR', 'the folder that the reports are about (default: this one)'),
    ],
  },
  {
    title: 'What blocks',
    lines: [
      line(
        'fail-on',
        '--fail-on SEVERITY',
        'critical, high (default), medium, low, info or never; per category: high,secrets=low',
      ),
      line('config', '--config FILE, -c', 'instead of .github/gatehouse.yml or .gatehouse.yml'),
      line('trust', '--trust', 'let a configuration found in the tree name programs'),
    ],
  },
  {
    title: 'What is shown',
    lines: [
      line('format', '--format FORMAT, -f', 'console (default), json, sarif, markdown: on standard output'),
      line('output', '--output FILE, -o', 'write a report; FORMAT=FILE, several times'),
      line('all', '--all', 'warnings and notes in full'),
      line('quiet', '--quiet, -q', 'only the answer'),
      line('verbose', '--verbose, -v', 'more about what happens'),
    ],
  },
];

const EXIT_STATUS = `Exit status
  0 passed   1 a finding blocks   2 bad usage or configuration
  3 incomplete, nothing blocks   4 Gatehouse itself failed   130 interrupted`;

const WIDTH = 80;
const COMMAND_COLUMN = 29;
const OPTION_COLUMN = 24;

/** What `gatehouse help` prints; 80 columns. */
export const HELP = text(
  'gatehouse: one security gate for every scanner',
  COMMANDS.map((name) => row(`gatehouse ${USAGE[name].form}`, USAGE[name].about, COMMAND_COLUMN)).join('\n'),
  ...sections(() => true),
  EXIT_STATUS,
);

/** What `gatehouse COMMAND --help` prints: the command with its own options; everything for what is no command. */
export function helpOn(topic: string | undefined): string {
  const command = COMMANDS.find((name) => name === topic);
  if (command === undefined || command === 'help') return HELP;
  const { form, about } = USAGE[command];
  const judges = OPTIONS['fail-on']?.commands.includes(command) === true;
  return text(
    `gatehouse ${form}: ${about}`,
    ...sections(({ option }) => OPTIONS[option]?.commands.includes(command) === true),
    ...(judges ? [EXIT_STATUS] : []),
  );
}

function text(...paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}

function sections(belongs: (line: Line) => boolean): readonly string[] {
  return SECTIONS.flatMap(({ title, lines }) => {
    const own = lines.filter(belongs);
    if (own.length === 0) return [];
    return [[title, ...own.map(({ form, about }) => row(form, about, OPTION_COLUMN))].join('\n')];
  });
}

/** A name and, from a column on, what it is about, in lines that fit. */
function row(form: string, about: string, column: number): string {
  const lines = [`  ${form}`.padEnd(column)];
  if (form.length + 4 > column) lines.push(' '.repeat(column));
  for (const word of about.split(' ')) {
    const last = lines.at(-1) ?? '';
    const isFirst = last.length === column && last.endsWith(' ');
    const longer = isFirst ? last + word : `${last} ${word}`;
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(' '.repeat(column) + word);
  }
  return lines.map((each) => each.trimEnd()).join('\n');
}
