import type { ProgramCheck } from '../../language.ts';
import type { Statement } from '../../program.ts';
import { withParts } from './every-expression.ts';

const HANDLERS = new Set(['errorhandler', 'express.errorHandler']);
const GUARD = /NODE_ENV|env|development|isDev|__DEV__/i;

/** `errorhandler()` that is not within a condition on the environment. */
export const checkErrorDetails: ProgramCheck = (_program, lookup) => {
  const guarded = lookup.statements.flatMap((statement) => (isGuard(statement) ? [statement] : []));
  return lookup.calls
    .filter(({ path }) => HANDLERS.has(path))
    .filter((call) => !guarded.some((guard) => guard.start <= call.start && call.end <= guard.end))
    .map((call) => ({ span: call, message: `\`${call.path}\` shows errors with code and stack in every environment` }));
};

function isGuard(statement: Statement): boolean {
  const condition =
    statement.kind === 'if' ? statement.condition : statement.kind === 'branches' ? statement.subject : undefined;
  if (condition === undefined) return false;
  return [...withParts(condition)].some(
    (part) =>
      (part.kind === 'member' && GUARD.test(part.property)) ||
      (part.kind === 'name' && GUARD.test(part.name)) ||
      (part.kind === 'text' && GUARD.test(part.value)),
  );
}
