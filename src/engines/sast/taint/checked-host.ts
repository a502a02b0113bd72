import type { Expression } from '../program.ts';
import { change, clean, safeFor } from './checked-value.ts';
import { rulesAboutHosts } from './fixed-beginning.ts';
import type { Frame, Machine } from './machine.ts';

const HOST = /^(?:hostname|host|netloc|origin|Host)$/;
/** What takes an address apart: https://docs.python.org/3/library/urllib.parse.html, https://developer.mozilla.org/en-US/docs/Web/API/URL */
const PARSES = /^(?:urlparse|urlsplit|URL|parse|Parse|ParseRequestURI)$/;

/** A value is one of those that stand in the file; if it is an address' host, the address leads where the program says. */
export function approve(expression: Expression, frame: Frame, machine: Machine): undefined {
  // Of a text that is in a list every part is one that somebody wrote there: `files.includes(`${folder}/${name}`)`.
  for (const part of expression.kind === 'join' ? expression.parts : [expression]) change(part, clean, frame);
  const object = hostOf(expression);
  if (object === undefined) return;
  const about = safeFor(rulesAboutHosts(machine));
  if (object.kind === 'name') change(object, about, frame);
  const parsed = object.kind === 'name' ? machine.program.soleValue(object) : object;
  if (parsed?.kind !== 'call' || !PARSES.test(nameOf(parsed.callee))) return;
  const [address] = parsed.arguments;
  if (address !== undefined) change(address.value, about, frame);
}

/** The address whose host an expression gives: `address.host`, Go's and Java's `address.Hostname()`. */
function hostOf(expression: Expression): Expression | undefined {
  if (expression.kind === 'member') return HOST.test(expression.property) ? expression.object : undefined;
  const { callee } = expression.kind === 'call' ? expression : { callee: undefined };
  return callee?.kind === 'member' && /^(?:Hostname|getHost)$/.test(callee.property) ? callee.object : undefined;
}

function nameOf(callee: Expression): string {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}
