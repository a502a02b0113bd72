import type { CheckResult, ProgramCheck } from '../../language.ts';
import { isExponential } from './repetitions.ts';

const CALLS = /^re\.(?:compile|match|search|fullmatch|findall|finditer|sub|subn|split)$/;
/** Modules of code that answers requests. */
const WEB =
  /^(?:flask|django|fastapi|starlette|aiohttp\.web|tornado\.web|bottle|pyramid|sanic|rest_framework|quart)(?:\.|$)/;

/** Fixed patterns with exponentially many ways to match. */
export const checkExponentialPatterns: ProgramCheck = (program, lookup) => {
  const isWeb = [...program.imports.values()].some((path) => WEB.test(path));
  return lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (!CALLS.test(call.path)) return [];
    const given = lookup.argument(call, '0') ?? lookup.argument(call, 'pattern');
    const pattern = given === undefined ? undefined : lookup.valueOf(given);
    if (given === undefined || typeof pattern !== 'string') return [];
    if (!isExponential(pattern, call.path === 're.fullmatch')) return [];
    const severity = isWeb ? 'medium' : 'low';
    return [
      {
        span: call,
        message: 'the pattern repeats what is repeated already: some texts take exponential time',
        severity,
      },
    ];
  });
};
