/** Steps of a microsecond or a few: some 10 ms of them. */
const STEPS_PER_TURN = 5_000;

/**
 * Calls `visit` for each item in order, and lets the rest of the program run in between: without that a long loop would keep a Ctrl-C,
 * a time limit and the live lines waiting.
 */
export async function visitInTurns<Item>(items: Iterable<Item>, visit: (item: Item) => void): Promise<void> {
  let steps = 0;
  for (const item of items) {
    visit(item);
    steps += 1;
    if (steps % STEPS_PER_TURN === 0) await turn();
  }
}

/** Resolves after everything else that waits has had its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
