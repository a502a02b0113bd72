import * as z from 'zod';
import data from '../../../../rules/workflows/data/untrusted-contexts.yml';

/** A context that holds what people without rights in the repository wrote. */
export interface UntrustedContext {
  readonly path: readonly string[];
  /** `the title of an issue` */
  readonly what: string;
  /** The events that fill it. */
  readonly events: readonly string[];
}

/** An action's output that hands on what strangers wrote. */
export interface UntrustedOutput {
  readonly action: string;
  readonly output: string;
  readonly what: string;
  readonly events: readonly string[];
}

const schema = z.strictObject({
  contexts: z.array(
    z.strictObject({
      events: z.array(z.string().min(1)).min(1),
      names: z.record(z.string().regex(/^[a-z_]+(\.([a-z_]+|\*))+$/), z.string().min(1)),
    }),
  ),
  outputs: z.array(
    z.strictObject({
      action: z.string().regex(/^[a-z0-9-]+\/[a-z0-9._-]+$/),
      output: z.string().min(1),
      what: z.string().min(1),
      events: z.array(z.string().min(1)).min(1),
      source: z.url({ protocol: /^https$/ }),
    }),
  ),
});

let known: { readonly contexts: readonly UntrustedContext[]; readonly outputs: readonly UntrustedOutput[] } | undefined;

/** The lists of `rules/workflows/data/untrusted-contexts.yml`, parsed once. */
export function untrusted() {
  if (known === undefined) {
    const { contexts, outputs } = schema.parse(data);
    known = {
      contexts: contexts.flatMap(({ events, names }) =>
        Object.entries(names).map(([name, what]) => ({ path: name.split('.'), what, events })),
      ),
      outputs,
    };
  }
  return known;
}

/**
 * The contexts that a reference reads. An index computed at run time (`*`) may be any of them; `whole` is a reference that is
 * dumped with all that is below it (`toJSON(github.event)`).
 */
export function untrustedContextsAt(path: readonly string[], whole: boolean): readonly UntrustedContext[] {
  return untrusted().contexts.filter((context) => {
    const isBelow = whole && path.length < context.path.length;
    return (
      (isBelow || path.length === context.path.length) && path.every((segment, at) => fits(segment, context.path[at]))
    );
  });
}

/** The untrusted output that `steps.ID.outputs.NAME` reads, if the step's action has one of that name. */
export function untrustedOutputOf(action: string, output: string): UntrustedOutput | undefined {
  return untrusted().outputs.find(
    (candidate) => candidate.action === action && (output === '*' || fitsPattern(candidate.output, output)),
  );
}

function fits(segment: string, expected: string | undefined): boolean {
  return segment === expected || segment === '*' || expected === '*';
}

/** `*` at a pattern's start or alone stands for anything. */
function fitsPattern(pattern: string, name: string): boolean {
  return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : pattern === name;
}
