import type { FilePath } from '../../../../model/path.ts';
import type { Value } from '../../cloud/value.ts';

/** What the names of an expression stand for. */
export interface Scope {
  /** The file that the expression stands in. */
  readonly path: FilePath;
  /** `each`, `count`, iterators of dynamic blocks, names of `for`. */
  readonly bindings: ReadonlyMap<string, Value>;
  readonly module: Names;
  readonly budget: Budget;
}

/** What a module's own names come to; each is computed once, and one that depends on itself is unknown. */
export interface Names {
  readonly folder: FilePath;
  variable(name: string): Value | undefined;
  local(name: string): Value | undefined;
  /** An output of a module call; `undefined` where nothing is known of it. `key`: of the instance. */
  output(call: string, key: Value | undefined, name: string): Value | undefined;
  /** An attribute of a resource (`aws_vpc.main`) or data source (`data.aws_ami.x`); `undefined` where the code does not say. */
  attribute(resource: string, key: Value | undefined, name: string): Value | undefined;
  /** The address of such a resource in the whole tree, without keys; `undefined` if there is none. */
  addressOf(resource: string): string | undefined;
}

/** How much more may be computed: code can be written whose evaluation never ends. */
export interface Budget {
  steps: number;
  /** Calls of modules and values that are being computed now. */
  depth: number;
}

/** About three seconds; the largest real module trees need a twentieth. */
export const MAX_STEPS = 4_000_000;

/** How deep values may depend on each other: locals on variables on outputs on locals. */
export const MAX_DEPTH = 120;
