import type { Outcome } from '../model/outcome.ts';
import { writeSarif } from '../sarif/write.ts';
import type { Reporter } from './contract.ts';
import { harmlessJson } from './json-text.ts';

/** SARIF 2.1.0 for code scanning and other viewers. */
export const sarifReporter: Reporter = {
  format: 'sarif',
  file: 'gatehouse.sarif',
  render: (outcome: Outcome) => harmlessJson(writeSarif(outcome)),
};
