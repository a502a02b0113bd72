import { ConfigurationError, InterruptedError } from '../model/errors.ts';
import type { VerdictWord } from '../model/verdict.ts';

/** 0 passed, 1 a finding blocks, 2 bad usage or configuration, 3 incomplete, 4 Gatehouse itself failed, 130 interrupted. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 130;

export function statusOfVerdict(word: VerdictWord): ExitStatus {
  switch (word) {
    case 'pass':
      return 0;
    case 'fail':
      return 1;
    case 'incomplete':
      return 3;
  }
}

export function statusOfError(error: unknown): ExitStatus {
  if (error instanceof ConfigurationError) return 2;
  return error instanceof InterruptedError ? 130 : 4;
}
