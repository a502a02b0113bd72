import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { bare, everyExpression, withParts } from './every-expression.ts';

const EQUALITY = new Set(['==', '===', '!=', '!==']);
const HMAC = /^crypto\.createHmac\(\)(?:\..*)?\.digest$/;

/** A computed signature compared by `===`, which ends at the first letter that differs. */
export const checkTimingComparison: ProgramCheck = (_program, lookup) => {
  const found: CheckResult[] = [];
  for (const expression of everyExpression(lookup)) {
    if (expression.kind !== 'operation' || !EQUALITY.has(expression.operator)) continue;
    const fixed = expression.operands.some((operand) => lookup.valueOf(operand) !== undefined);
    if (fixed || !expression.operands.some((operand) => isSignature(operand, lookup))) continue;
    found.push({
      span: expression,
      message: 'A computed signature is compared in a time that depends on the other one',
    });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
};

function isSignature(operand: Expression, lookup: Lookup): boolean {
  const inner = bare(operand);
  if (/^crypto\.createHmac\(\)(?:\..*)?\.digest\(\)$/.test(lookup.pathOf(inner))) return true;
  if (inner.kind === 'join') return [...withParts(inner)].some((part) => isDigest(part, lookup));
  return inner.kind === 'name' && assigned(inner.name, lookup).some((value) => joinsSignature(value, lookup));
}

function isDigest(part: Expression, lookup: Lookup): boolean {
  return part.kind === 'call' && HMAC.test(lookup.pathOf(part.callee));
}

function joinsSignature(value: Expression, lookup: Lookup): boolean {
  return value.kind === 'join' && value.parts.some((part) => isDigest(bare(part), lookup));
}

function assigned(name: string, lookup: Lookup): readonly Expression[] {
  return lookup.statements.flatMap((statement) =>
    statement.kind === 'assign' &&
    statement.target.kind === 'variable' &&
    statement.target.name === name &&
    statement.value !== undefined
      ? [statement.value]
      : [],
  );
}
