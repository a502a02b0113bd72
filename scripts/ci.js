/**
 * Everything that CI checks, in order: the README's test command on what the repository installs, then what a contributor's machine may lack.
 * Its last line is `N passed, N failed, N skipped` over all of it. Goes on after a failure, so that one run tells everything.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-ci-'));
const countsFile = join(scratch, 'counts.jsonl');
const advisories = resolve(root, '../shared/advisories');

// A real tool that is missing after its installation fails the tests that need it, instead of skipping them.
const env = { ...process.env, CI: 'true', GATEHOUSE_REQUIRE_TOOLS: '1', GATEHOUSE_TEST_COUNTS: countsFile };
if (env.GATEHOUSE_TEST_ADVISORIES === undefined && existsSync(advisories)) env.GATEHOUSE_TEST_ADVISORIES = advisories;

/** `counted`: its tests count themselves; otherwise the step is one test. */
const STEPS = [
  { name: 'npm cit', command: ['npm', 'cit'], counted: true },
  { name: 'dist/ is current', command: ['npm', 'run', '--silent', 'build', '--', '--check'], counted: false },
  { name: 'real scanners installed', command: ['npm', 'run', '--silent', 'scanners:install'], counted: false },
  {
    name: 'contract tests with the real scanners, act and Node 24',
    command: ['npm', 'run', '--silent', 'test:scanners', '--', '--ci'],
    counted: true,
  },
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, command, counted } of STEPS) {
  const started = Date.now();
  console.log(`\n=== ${name}`);
  const before = linesOf(countsFile).length;
  const { status } = spawnSync(command[0], command.slice(1), {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const counts = counted
    ? linesOf(countsFile)
        .slice(before)
        .map((line) => JSON.parse(line))
    : [];
  for (const key of Object.keys(total)) total[key] += counts.reduce((sum, entry) => sum + entry[key], 0);
  const failedTests = counts.reduce((sum, entry) => sum + entry.failed, 0);
  // A step that failed without a failed test (types, lint, an install) is a failure of its own.
  if (status !== 0 && failedTests === 0) total.failed += 1;
  else if (!counted) total.passed += 1;
  console.log(
    `=== ${name}: ${status === 0 ? 'ok' : `FAILED (status ${status})`}, ${Math.round((Date.now() - started) / 1000)} s`,
  );
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

function linesOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : [];
}
