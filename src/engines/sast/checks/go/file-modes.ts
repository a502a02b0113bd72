import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';

/** Functions that take a mode, and where. */
const MODES: Readonly<Record<string, string>> = {
  'os.Chmod': '1',
  'os.Mkdir': '1',
  'os.MkdirAll': '1',
  'os.OpenFile': '2',
  'os.WriteFile': '2',
  'io/ioutil.WriteFile': '2',
};
const OTHERS_WRITE = 0o002;
/** In a sticky folder each may remove only what is one's own: /tmp is made so. */
const STICKY = 0o1000;

/** Modes that give everybody the right to write. */
export const worldWritable: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const mode = modeOf(call, lookup);
    if (mode === undefined || (mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return [];
    return [{ span: call, message: `The mode 0${mode.toString(8)} lets every user write` }];
  });

function modeOf(call: ResolvedCall, lookup: Lookup): number | undefined {
  const selector = MODES[call.path];
  const given = selector === undefined ? undefined : lookup.argument(call, selector);
  if (given === undefined) return undefined;
  const value = lookup.valueOf(converted(given, lookup));
  return typeof value === 'number' ? value : undefined;
}

/** `os.FileMode(0o777)` is 0o777. */
function converted(value: Expression, lookup: Lookup): Expression {
  const isConversion = value.kind === 'call' && /FileMode$/.test(lookup.pathOf(value.callee));
  return isConversion ? (value.arguments[0]?.value ?? value) : value;
}
