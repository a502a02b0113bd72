// The Action's entry.
declare const GATEHOUSE_VERSION: string;

import('./app/action.ts')
  .then(({ runAction }) => runAction(GATEHOUSE_VERSION, import.meta.url))
  .catch((error: unknown) => {
    process.stderr.write(`gatehouse could not start, so nothing was judged: ${String(error)}\n`);
    process.exitCode = 4;
  });
