import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';

const WRITE_FOR_OTHERS = 0o002;
const STICKY = 0o1000;

/** `chmod` with rights to write for everybody; a sticky folder is like /tmp. */
export const checkWorldWritable: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const isFunction = call.path === 'os.chmod' || call.path === 'os.fchmod' || call.path === 'os.lchmod';
    if (!isFunction && !/\.chmod$/.test(call.path)) return [];
    const mode = lookup.argument(call, 'mode') ?? lookup.argument(call, isFunction ? '1' : '0');
    if (mode === undefined || !givesAll(mode, lookup)) return [];
    return [{ span: call, message: 'everybody on the machine may write to it' }];
  });

function givesAll(mode: Expression, lookup: Lookup): boolean {
  const value = lookup.valueOf(mode);
  if (typeof value === 'number') return (value & WRITE_FOR_OTHERS) !== 0 && (value & STICKY) === 0;
  if (/^stat\.S_(?:IWOTH|IRWXO)$/.test(lookup.pathOf(mode))) return true;
  if (mode.kind !== 'other' && mode.kind !== 'operation') return false;
  const parts = mode.kind === 'other' ? mode.children : mode.operands;
  const isUnion = mode.kind === 'other' ? mode.word === '|' : mode.operator === '|';
  return isUnion && parts.some((part) => givesAll(part, lookup));
}
