import { createHost } from '../platform/host.ts';
import { createScreen } from '../platform/screen.ts';
import { REPORTERS } from '../reporters/registry.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import type { ExitStatus } from './exit-status.ts';
import { explainCommand } from './explain-command.ts';
import { guard } from './guard.ts';
import { helpOn } from './help.ts';
import { mergeCommand } from './merge-command.ts';
import { scanCommand } from './scan-command.ts';
import { scannersCommand } from './scanners-command.ts';
import type { TerminalContext } from './terminal-context.ts';

const FORMATS = REPORTERS.map(({ format }) => format);

/** Runs what the command line asks for and sets the exit status. `entry` is the entry's own `import.meta.url`. */
export async function runTerminal(version: string, entry: string): Promise<void> {
  const host = createHost(entry);
  const screen = createScreen(host.stderr, host.env);
  await guard(host, version, screen.print, async (onRelease) =>
    run(parseCommandLine(host.args, FORMATS), { host, version, onRelease }),
  );
}

async function run(line: CommandLine, context: TerminalContext): Promise<ExitStatus> {
  switch (line.command) {
    case 'scan':
      return scanCommand(line, context);
    case 'merge':
      return mergeCommand(line, context);
    case 'scanners':
      return scannersCommand(line, context);
    case 'explain':
      return explainCommand(line, context);
    case 'help':
      context.host.stdout.write(helpOn(line.topic));
      return 0;
    case 'version':
      context.host.stdout.write(`gatehouse ${context.version}\n`);
      return 0;
  }
}
