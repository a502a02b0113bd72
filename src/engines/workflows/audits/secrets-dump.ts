import rule from '../../../../rules/workflows/secrets-dump.yml';
import { type PlacedText, textsBelow } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { type Expression, expressionsWithin } from '../expressions/expression.ts';
import { expressionsOf } from '../taint/scope.ts';

/** Expressions that bring all secrets of the repository into a job instead of one. */
export const secretsDump: Audit = {
  rule,
  examine: (automation) => textsBelow(automation.root).flatMap(examineText),
};

function examineText(text: PlacedText): readonly AuditResult[] {
  if (!/secrets/i.test(text.value)) return [];
  return expressionsOf(text).flatMap(({ expression, start, end }) => {
    const kind = expression && kindOf(expression);
    return kind === undefined ? [] : [{ region: text.regionOf(start, end), ...RESULTS[kind] }];
  });
}

const RESULTS = {
  all: {
    message:
      'all secrets that this repository can read are written out at once: whatever gets this text has every one of them',
    severity: 'high',
  },
  chosen: {
    message: 'the secret is chosen when the job runs, so the runner is sent all of them',
    severity: 'low',
  },
} as const;

/** `secrets` alone or in `toJSON` is all of them; `secrets[name]` one that only the runner knows. */
function kindOf(expression: Expression): keyof typeof RESULTS | undefined {
  for (const part of expressionsWithin(expression)) {
    if (part.kind !== 'reference' || part.of !== undefined || part.path[0] !== 'secrets') continue;
    if (part.path.length === 1 || (part.path[1] === '*' && part.indexes.length === 0)) return 'all';
    if (part.path[1] === '*') return 'chosen';
  }
  return undefined;
}
