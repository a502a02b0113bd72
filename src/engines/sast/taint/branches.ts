import { computedValue } from '../analysis/computed.ts';
import type { BranchCase, Expression, Statement } from '../program.ts';
import { change, clean } from './checked-value.ts';
import type { Environment } from './environment.ts';
import type { Frame, Machine } from './machine.ts';

type Branches = Extract<Statement, { kind: 'branches' }>;

/** Cases of a switch begin where it begins; handlers of a `try` wherever its body was left. Whether what follows is never reached. */
export function runBranches({ subject, branches, cases }: Branches, frame: Frame, machine: Machine): boolean {
  if (subject !== undefined) machine.evaluate(subject, frame);
  const taken = subject && cases && takenBranch(subject, cases, machine);
  if (taken !== undefined) return machine.run(branches[taken] ?? [], frame);
  frame.lists.clear();
  const before = frame.environment;
  const ends: Environment[] = subject === undefined || cases?.includes('default') ? [] : [before];
  let start = before;
  branches.forEach((branch, index) => {
    frame.environment = start.copy();
    // In a case the subject is one of the texts that stand there.
    if (subject !== undefined && isFixed(cases?.[index], machine)) change(subject, clean, frame);
    const left = machine.run(branch, frame);
    frame.lists.clear();
    if (!left) ends.push(frame.environment);
    if (index === 0 && subject === undefined) start = before.merge(frame.environment);
  });
  const [first, ...rest] = ends;
  if (first === undefined) {
    frame.environment = before;
    return branches.length > 0;
  }
  frame.environment = rest.reduce((merged, end) => merged.merge(end), first);
  return false;
}

/** The one branch that runs, if the subject's value and those of all cases before it are certain. */
function takenBranch(subject: Expression, cases: readonly BranchCase[], machine: Machine): number | undefined {
  const { scoped } = machine.program;
  const wanted = computedValue(subject, scoped);
  if (wanted === undefined || wanted === null) return undefined;
  const known = cases.map((labels) =>
    labels === 'default' ? [] : labels?.map((label) => computedValue(label, scoped)),
  );
  if (known.some((labels) => labels === undefined || labels.includes(undefined))) return undefined;
  const at = known.findIndex((labels) => labels?.includes(wanted));
  const otherwise = cases.indexOf('default');
  return at === -1 ? (otherwise === -1 ? undefined : otherwise) : at;
}

function isFixed(labels: BranchCase, machine: Machine): boolean {
  if (labels === undefined || labels === 'default' || labels.length === 0) return false;
  return labels.every((label) => machine.program.lookup.valueOf(label) !== undefined);
}
