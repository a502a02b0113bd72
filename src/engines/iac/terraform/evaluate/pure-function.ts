import type { Place, Value } from '../../cloud/value.ts';

/** A function of its arguments alone; `undefined` where the answer is not certain. */
export type PureFunction = (args: readonly Value[], place: Place) => Value | undefined;
