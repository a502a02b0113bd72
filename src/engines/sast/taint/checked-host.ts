import type { Expression } from '../program.ts';
import { change, clean, safeFor } from './checked-value.ts';
import { rulesAboutHosts } from './fixed-beginning.ts';
import type { Frame, Machine } from './machine.ts';

const HOST = /^(?:hostname|host|netloc|origin)$/;
/** What takes an address apart: https://docs.python.org/3/library/urllib.parse.html, https://developer.mozilla.org/en-US/docs/Web/API/URL */
const PARSES = /^(?:urlparse|urlsplit|URL|parse)$/;

/** A value is one of those that stand in the file; if it is an address' host, the address leads where the program says. */
export function approve(expression: Expression, frame: Frame, machine: Machine): undefined {
  change(expression, clean, frame);
  if (expression.kind !== 'member' || !HOST.test(expression.property)) return;
  const { object } = expression;
  const about = safeFor(rulesAboutHosts(machine));
  if (object.kind === 'name') change(object, about, frame);
  const parsed = object.kind === 'name' ? machine.program.soleValue(object) : object;
  if (parsed?.kind !== 'call' || !PARSES.test(nameOf(parsed.callee))) return;
  const [address] = parsed.arguments;
  if (address !== undefined) change(address.value, about, frame);
}

function nameOf(callee: Expression): string {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}
