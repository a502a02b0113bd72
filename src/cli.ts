#!/usr/bin/env node
// The terminal's entry. Small on purpose: it must parse on an old Node, and `--version` must not load the program.
declare const GATEHOUSE_VERSION: string;

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `gatehouse needs Node 20 or newer, and this is Node ${process.versions.node}: install a newer one\n`,
  );
  process.exitCode = 2;
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write(`gatehouse ${GATEHOUSE_VERSION}\n`);
} else {
  import('./app/terminal.ts')
    .then(({ runTerminal }) => runTerminal(GATEHOUSE_VERSION, import.meta.url))
    .catch(cannotStart);
}

function cannotStart(error: unknown): void {
  process.stderr.write(`gatehouse could not start, so nothing was judged: ${String(error)}\n`);
  process.exitCode = 4;
}
