import type { CallFacts } from './call-facts.ts';
import { approve } from './checked-host.ts';
import { change, clean, safeFor } from './checked-value.ts';
import type { Frame, Machine } from './machine.ts';

/** Functions that ask a list, which comes first: https://pkg.go.dev/slices#Contains, https://pkg.go.dev/github.com/samber/lo#Contains */
const IN_LIST = /(?:^|\/)(?:slices|slice|lo|funk|arrays?|sliceutil|stringutil|stringslice|sets?)\.(?:Contains|Has|In)$/;
const PARTS = /^(?:strings|bytes)\.(?:Contains|ContainsAny|Index)$/;
/** What fails for any text that is not of its kind: a number, an address, a date. */
const PARSES =
  /(?:^|[./])(?:strconv\.(?:Atoi|Parse\w+)|uuid\.(?:Parse|FromString|Validate)|net\.Parse\w+|netip\.Parse\w+|time\.Parse\w*|\w*ObjectI[Dd]FromHex|IsObjectIdHex|ulid\.Parse|xid\.FromString)$/;

/**
 * What a call of Go says of its arguments once it holds (or does not): functions of packages are no methods of what they look at. Whether
 * there is nothing more to be said.
 */
export function applyGoCall({ call }: CallFacts, holds: boolean, frame: Frame, machine: Machine): boolean {
  const [first, second] = call.arguments.map(({ value }) => value);
  if (first === undefined) return false;
  if (PARSES.test(call.path)) {
    if (holds) change(first, clean, frame);
    return true;
  }
  if (second === undefined) return false;
  if (IN_LIST.test(call.path)) {
    if (holds && machine.evaluate(first, frame) === undefined) approve(second, frame, machine);
    return true;
  }
  if (!PARTS.test(call.path)) return false;
  // A name without `..` stays below the folder that it is joined to.
  if (!holds && machine.program.lookup.valueOf(second) === '..')
    change(first, safeFor(rulesAboutPaths(machine)), frame);
  return true;
}

function rulesAboutPaths({ book }: Machine): readonly string[] {
  return book.rules.filter((rule) => rule.cwes.includes('CWE-22')).map((rule) => rule.id);
}
