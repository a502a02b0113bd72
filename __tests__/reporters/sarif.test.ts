import { expect, test } from '@jest/globals';
import { sarifReporter } from '../../src/reporters/sarif.ts';
import { writeSarif } from '../../src/sarif/write.ts';
import { blockingOutcome, hostileOutcome } from '../support/outcomes.ts';
import { renderOptions } from '../support/reporting.ts';

test('is the log that code scanning gets, value for value', () => {
  expect(JSON.parse(sarifReporter.render(blockingOutcome(), renderOptions()))).toEqual(
    JSON.parse(writeSarif(blockingOutcome())),
  );
});

test('holds the hostile texts of the categories that are complete, and nothing that a strict parser refuses', () => {
  const text = sarifReporter.render(hostileOutcome(), renderOptions());
  expect(JSON.parse(text).runs).toHaveLength(1);
  expect(JSON.parse(text).runs[0].results.length).toBeGreaterThan(3);
  expect(JSON.parse(text, (_, value) => (typeof value === 'string' ? isWhole(value) : value))).toBeTruthy();
});

/** Throws for a text with half a surrogate pair. */
function isWhole(text: string): string {
  encodeURIComponent(text);
  return text;
}
