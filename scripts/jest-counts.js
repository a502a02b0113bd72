import { appendFileSync } from 'node:fs';

/** Adds this run's numbers to the file that GATEHOUSE_TEST_COUNTS names, one JSON object per line: `.ci/run` sums them up. */
export default class CountsReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.GATEHOUSE_TEST_COUNTS;
    if (!file) return;
    // A test file that could not even load has no test to fail: it counts as one failure.
    const broken = results.testResults.filter(
      ({ testExecError }) => testExecError !== undefined && testExecError !== null,
    ).length;
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + broken,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    appendFileSync(file, `${JSON.stringify(counts)}\n`);
  }
}
