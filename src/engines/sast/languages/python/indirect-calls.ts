import type { Argument, Expression } from '../../program.ts';
import { other, spanOf } from './lowering.ts';
import type { SyntaxNode } from './syntax-node.ts';

/**
 * Functions that run another one with arguments of its own, by the position of the function:
 * https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor, https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.submit
 */
const RUNNERS: ReadonlyMap<string, number> = new Map([
  ['to_thread', 0],
  ['submit', 0],
  ['call_soon', 0],
  ['call_soon_threadsafe', 0],
  ['run_sync', 0],
  ['run_in_threadpool', 0],
  ['start_soon', 0],
  ['start_new_thread', 0],
  ['callInThread', 0],
  ['deferToThread', 0],
  ['partial', 0],
  ['run_in_executor', 1],
  ['call_later', 1],
  ['call_at', 1],
]);
/** Those that take the arguments as one sequence: https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply */
const WITH_SEQUENCE: ReadonlyMap<string, number> = new Map([
  ['apply', 0],
  ['apply_async', 0],
  ['start_new_thread', 0],
]);
/** https://docs.python.org/3/library/threading.html#threading.Thread */
const WORKERS = /^(?:Thread|Process|Greenlet)$/;

/** `pool.submit(f, x)`, `Thread(target=f, args=(x,))`: a call of `f` with `x`, whenever it runs; `undefined` for any other call. */
export function indirectCall(
  node: SyntaxNode,
  called: Expression,
  values: readonly Argument[],
): Expression | undefined {
  const name = called.kind === 'member' ? called.property : called.kind === 'name' ? called.name : '';
  if (WORKERS.test(name)) return worker(node, values);
  const position = RUNNERS.get(name) ?? WITH_SEQUENCE.get(name);
  const run = position === undefined ? undefined : values[position];
  if (position === undefined || run === undefined || !isFunctionName(run)) return undefined;
  const rest = values.slice(position + 1);
  const sequence = WITH_SEQUENCE.has(name) ? sequenceOf(rest[0]?.value) : undefined;
  if (WITH_SEQUENCE.has(name)) return sequence && callOf(node, run.value, sequence);
  // What is bound to nothing is still a function, and is called later.
  return rest.length === 0 ? undefined : callOf(node, run.value, rest);
}

function worker(node: SyntaxNode, values: readonly Argument[]): Expression | undefined {
  const target = values.find((value) => value.name === 'target');
  const given = sequenceOf(values.find((value) => value.name === 'args')?.value);
  if (target === undefined || given === undefined || !isFunctionName(target)) return undefined;
  return other(node, 'worker', [callOf(node, target.value, given)]);
}

/** Functions of a module or class, by their name: `os.system`, `run`. */
function isFunctionName({ value, isSpread }: Argument): boolean {
  return !isSpread && (value.kind === 'name' || value.kind === 'member');
}

function sequenceOf(value: Expression | undefined): readonly Argument[] | undefined {
  if (value?.kind !== 'list') return undefined;
  return value.items.map((item) => ({ name: undefined, value: item, isSpread: false }));
}

function callOf(node: SyntaxNode, callee: Expression, given: readonly Argument[]): Expression {
  return { kind: 'call', callee, arguments: given, isNew: false, ...spanOf(node) };
}
