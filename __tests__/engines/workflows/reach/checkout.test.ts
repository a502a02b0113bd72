import { describe, expect, test } from '@jest/globals';
import { cacheRestoredBy, cachingActions } from '../../../../src/engines/workflows/reach/caching.ts';
import { headCheckoutOf } from '../../../../src/engines/workflows/reach/checkout.ts';
import { firstExecutionAfter } from '../../../../src/engines/workflows/reach/execution.ts';
import { publishes } from '../../../../src/engines/workflows/reach/publishing.ts';
import { parseWorkflow } from '../parse.ts';

function jobWith(steps: string, on = 'on: push') {
  const workflow = parseWorkflow(`${on}\njobs:\n  a:\n    steps:\n${steps.replace(/^/gm, '      ')}\n`);
  const [job] = workflow.jobs;
  if (job === undefined) throw new Error('no job');
  return {
    workflow,
    job,
    step:
      job.steps[0] ??
      (() => {
        throw new Error('no step');
      })(),
  };
}

describe('a checkout of the pull request', () => {
  test.each([
    '${{ github.head_ref }}',
    '${{ github.event.pull_request.head.sha }}',
    '${{ github.event.pull_request.head.ref || github.ref }}',
    "${{ github.event_name == 'x' && github.event.pull_request.head.sha || github.sha }}",
    '${{ github.event.pull_request.merge_commit_sha }}',
    'refs/pull/${{ github.event.number }}/merge',
    'refs/pull/${{ github.event.issue.number }}/head',
    'refs/pull/7/merge',
    "${{ format('refs/pull/{0}/merge', github.event.number) }}",
    '${{ github.event.workflow_run.head_sha }}',
    '${{ github.event.workflow_run.head_branch }}',
    '${{ steps.pr.outputs.head_sha }}',
    '${{ steps.pr.outputs.head-ref }}',
  ])('by ref %s', (ref) => {
    const { step } = jobWith(`- uses: actions/checkout@v4\n  with: { ref: ${JSON.stringify(ref)} }`);
    expect(headCheckoutOf(step)).toMatchObject({ what: ref, region: { startLine: 6 } });
  });

  test.each([
    'gh pr checkout 7',
    'set -e\ngh  pr checkout "$NUMBER"',
    'git fetch origin pull/$NUMBER/head:pr',
    'git fetch origin "+refs/pull/${{ github.event.number }}/merge"',
    'git checkout ${{ github.head_ref }}',
    'git pull origin ${{ github.event.pull_request.head.ref }}',
  ])('by command %s', (run) => {
    const { step } = jobWith(`- run: |\n${run.replace(/^/gm, '    ')}`);
    expect(headCheckoutOf(step)?.what).toMatch(/^(gh|git)/);
  });

  test.each([
    '- uses: actions/checkout@v4',
    '- uses: actions/checkout@v4\n  with: { ref: main }',
    '- uses: actions/checkout@v4\n  with: { ref: "${{ github.sha }}" }',
    '- uses: actions/checkout@v4\n  with: { ref: "${{ github.event.pull_request.base.ref }}" }',
    '- uses: actions/checkout@v4\n  with: { path: "${{ github.head_ref }}" }',
    '- uses: acme/checkout@v4\n  with: { ref: "${{ github.head_ref }}" }',
    '- run: gh pr list',
    '- run: git fetch origin main',
    '- run: git pull --rebase',
  ])('is not %s', (steps) => {
    expect(headCheckoutOf(jobWith(steps).step)).toBeUndefined();
  });
});

describe('what runs the code that was checked out', () => {
  test.each([
    'run: npm ci',
    'run: |\n    cd app && make -j2',
    'run: ./scripts/test.sh',
    'run: bash scripts/test.sh',
    'run: python setup.py test',
    'run: go test ./...',
    'run: docker build .',
    'uses: ./.github/actions/x',
    'uses: gradle/actions/setup-gradle@v4',
    'uses: docker/build-push-action@v6',
  ])('%s', (step) => {
    const { job, step: first } = jobWith(`- uses: actions/checkout@v4\n- run: echo start\n- ${step}`);
    expect(firstExecutionAfter(job, first)).toBe(job.steps[2]);
  });

  test.each([
    'run: echo "npm-like"',
    'run: cat package.json',
    'run: "# npm ci"',
    'run: git diff',
    'uses: actions/setup-node@v4',
    'uses: $/.github/actions/x',
  ])('not %s', (step) => {
    const { job, step: first } = jobWith(`- uses: actions/checkout@v4\n- ${step}`);
    expect(firstExecutionAfter(job, first)).toBeUndefined();
  });

  test('what ran before the checkout ran something else', () => {
    const { job } = jobWith('- run: npm ci\n- uses: actions/checkout@v4');
    const checkout = job.steps[1];
    expect(checkout && firstExecutionAfter(job, checkout)).toBeUndefined();
  });
});

describe('a step that restores a cache', () => {
  test.each([
    ['uses: actions/cache@v4', 'actions/cache@v4'],
    ['uses: actions/setup-node@v4\n  with: { cache: npm }', 'npm'],
    ['uses: actions/setup-go@v5', 'actions/setup-go@v5'],
    ['uses: actions/setup-go@v5\n  with: { cache: true }', 'true'],
    ['uses: astral-sh/setup-uv@v6\n  with: { Enable-Cache: auto }', 'auto'],
    ['uses: docker/build-push-action@v6\n  with: { cache-from: "type=gha,scope=x" }', 'type=gha,scope=x'],
    ['uses: gradle/actions/setup-gradle@v4', 'gradle/actions/setup-gradle@v4'],
  ])('%s', (step, text) => {
    expect(cacheRestoredBy(jobWith(`- ${step}`).step)?.value).toBe(text);
  });

  test.each([
    'run: x',
    'uses: actions/setup-node@v4',
    'uses: actions/setup-go@v5\n  with: { cache: false }',
    'uses: actions/cache/save@v4',
    'uses: docker/build-push-action@v6\n  with: { cache-from: "type=registry" }',
    'uses: gradle/actions/setup-gradle@v4\n  with: { cache-disabled: true }',
  ])('not %s', (step) => {
    expect(cacheRestoredBy(jobWith(`- ${step}`).step)).toBeUndefined();
  });

  test('every action of the list is named once', () => {
    const names = cachingActions().map((action) => action.action);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a job that publishes', () => {
  test.each([
    ['npm', 'on: push', '- run: npm publish', true],
    ['a release of GitHub', 'on: push', '- run: gh release create v1', true],
    ['PyPI', 'on: push', '- uses: pypa/gh-action-pypi-publish@release/v1', true],
    ['rights on a release', 'on: release\npermissions: { packages: write }', '- run: make', true],
    ['rights without a release', 'on: push\npermissions: { packages: write }', '- run: make', false],
    ['a release without rights', 'on: release\npermissions: read-all', '- run: make', false],
    ['a word in a name', 'on: push', '- run: npm test -- publish', false],
  ])('%s', (_name, on, steps, expected) => {
    const { workflow, job } = jobWith(steps, on);
    expect(publishes(workflow, job)).toBe(expected);
  });
});
