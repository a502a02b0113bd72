import type { Outcome } from '../../model/outcome.ts';
import type { Reporter } from '../contract.ts';
import { harmlessJson } from '../json-text.ts';
import { reportOf } from './report.ts';

/** The report for other programs, version 1: docs/report.md. */
export const jsonReporter: Reporter = {
  format: 'json',
  file: 'gatehouse.json',
  render(outcome: Outcome): string {
    const json = JSON.stringify(reportOf(outcome), undefined, 2);
    return `${harmlessJson(json)}\n`;
  },
};
