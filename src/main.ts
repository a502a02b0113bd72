// The Action's entry. Small on purpose: it must parse on an old Node, which only a runner of somebody's own can bring.
declare const GATEHOUSE_VERSION: string;

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `gatehouse needs Node 20 or newer, and this is Node ${process.versions.node}: install a newer one\n`,
  );
  process.exitCode = 2;
} else {
  import('./app/action.ts')
    .then(({ runAction }) => runAction(GATEHOUSE_VERSION, import.meta.url))
    .catch((error: unknown) => {
      process.stderr.write(`gatehouse could not start, so nothing was judged: ${String(error)}\n`);
      process.exitCode = 4;
    });
}
