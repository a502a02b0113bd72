import type { Expression, Target } from '../../program.ts';

/**
 * Functions that write what they read into what they are given a pointer to: their call becomes an assignment to it, so that
 * `json.Unmarshal(body, &order)` gives `order` what the body held.
 */
const FILLS =
  /^(?:Unmarshal\w*|Decode\w*|Bind\w*|ShouldBind\w*|MustBindWith|(?:Body|Query|Params|ReqHeader|Cookie)Parser|ReadJSON|Sscanf?|Fprint(?:f|ln)?|WriteString|Copy)$/;
/** These write into what they are given first, often no pointer but a stream: only a plain `&buffer` counts. */
const WRITES = /^(?:Fprint(?:f|ln)?|WriteString|Copy|Sscanf?)$/;

type Call = Extract<Expression, { kind: 'call' }>;

/** The call itself, or an assignment of its result to the variable that it fills. */
export function withFilled(call: Call): Expression {
  const called = call.callee.kind === 'member' ? call.callee.property : '';
  if (!FILLS.test(called)) return call;
  const filled = call.arguments.map((argument) => pointedTo(argument.value)).find((target) => target !== undefined);
  const target = filled ?? (WRITES.test(called) ? undefined : lastName(call));
  if (target === undefined) return call;
  return { kind: 'assignment', target, value: call, start: call.start, end: call.end };
}

/** The variable in `&x`; a conversion or dereference is none. */
function pointedTo(value: Expression): Target | undefined {
  if (value.kind !== 'wrapped' || value.type !== undefined || value.value.kind !== 'name') return undefined;
  return variable(value.value);
}

function lastName(call: Call): Target | undefined {
  const last = call.arguments.at(-1)?.value;
  return last?.kind === 'name' ? variable(last) : undefined;
}

function variable(name: Extract<Expression, { kind: 'name' }>): Target {
  return { kind: 'variable', name: name.name, start: name.start, end: name.end };
}
