import { describe, expect, test } from '@jest/globals';
import { isPowerful, powerOfJob } from '../../../../src/engines/workflows/reach/power.ts';
import { reachOf, sitesOf } from '../../../../src/engines/workflows/reach/reach.ts';
import { parseWorkflow } from '../parse.ts';

/** How far a stranger gets to the last step of a workflow. */
function reach(event: string, text: string) {
  const site = sitesOf(parseWorkflow(text)).at(-1);
  if (site === undefined) throw new Error('no step');
  return reachOf(site, event);
}

function behind(event: string, condition: string) {
  return reach(event, `on: ${event}\njobs:\n  a:\n    if: ${JSON.stringify(condition)}\n    steps: [{ run: x }]\n`);
}

describe('conditions that no stranger fulfils', () => {
  test.each([
    ['pull_request_target', 'github.event.pull_request.head.repo.full_name == github.repository'],
    ['pull_request_target', '${{ github.event.pull_request.head.repo.full_name == github.repository }}'],
    ['pull_request_target', "github.repository == github.event.pull_request.head.repo.full_name && github.ref != ''"],
    ['pull_request_target', '!github.event.pull_request.head.repo.fork'],
    ['pull_request_target', 'github.event.pull_request.head.repo.fork == false'],
    ['pull_request_target', 'github.event.pull_request.merged'],
    ['pull_request_target', 'github.event.pull_request.merged == true'],
    ['pull_request_target', "github.event_name == 'push'"],
    ['pull_request_target', "github.event_name != 'pull_request_target'"],
    ['pull_request_target', 'contains(fromJSON(\'["push", "schedule"]\'), github.event_name)'],
    ['pull_request_target', "github.event.pull_request.user.login == 'dependabot[bot]'"],
    ['pull_request_target', "github.actor == 'the-owner'"],
    ['issue_comment', "github.event.comment.author_association == 'MEMBER'"],
    ['issue_comment', 'contains(fromJSON(\'["OWNER", "COLLABORATOR"]\'), github.event.comment.author_association)'],
    ['issue_comment', "contains('OWNER MEMBER', github.event.comment.author_association)"],
    ['issue_comment', "github.event.comment.user.login == 'owner' || github.event.comment.user.login == 'other'"],
    ['workflow_run', "github.event.workflow_run.event == 'push'"],
    ['workflow_run', 'github.event.workflow_run.head_repository.full_name == github.repository'],
    ['push', 'false'],
  ])('%s: %s', (event, condition) => {
    expect(behind(event, condition)).toBe('closed');
  });
});

describe('conditions that a stranger may fulfil', () => {
  test.each([
    ['pull_request_target', "github.actor == 'dependabot[bot]'"],
    ['pull_request_target', "github.actor != 'dependabot[bot]'"],
    ['pull_request_target', "github.repository == 'acme/app'"],
    ['pull_request_target', 'github.event.pull_request.draft == false'],
    ['pull_request_target', "!contains(github.event.pull_request.labels.*.name, 'skip')"],
    ['pull_request_target', 'github.event.pull_request.head.repo.full_name != github.repository'],
    ['pull_request_target', "${{ github.event_name == 'push' }} && true"],
    ['issue_comment', "contains(github.event.comment.body, '/test')"],
    ['issue_comment', "github.event.comment.author_association == 'CONTRIBUTOR'"],
    ['issue_comment', 'contains(fromJSON(\'["OWNER", "NONE"]\'), github.event.comment.author_association)'],
    ['issue_comment', "github.event.issue.author_association == 'OWNER'"],
    ['issue_comment', 'github.event.issue.pull_request'],
    ['workflow_run', "github.event.workflow_run.conclusion == 'success'"],
    ['workflow_run', "github.event.workflow_run.head_branch == 'main'"],
    ['workflow_run', "github.event.workflow_run.event == 'pull_request'"],
    ['issues', 'not an expression'],
  ])('%s: %s', (event, condition) => {
    expect(behind(event, condition)).toBe('open');
  });
});

describe('gates that somebody must open', () => {
  test.each([
    [
      'a label in the condition',
      'on: pull_request_target\njobs: { a: { if: "contains(github.event.pull_request.labels.*.name, \'ok\')", steps: [{ run: x }] } }',
    ],
    ['a label as the event', 'on: { pull_request_target: { types: [labeled] } }\njobs: { a: { steps: [{ run: x }] } }'],
    ['an environment', 'on: pull_request_target\njobs: { a: { environment: test, steps: [{ run: x }] } }'],
    [
      'a script that asks for rights',
      'on: pull_request_target\njobs: { a: { steps: [{ uses: actions-cool/check-user-permission@v2 }, { run: x }] } }',
    ],
    [
      'a job before it with an environment',
      'on: pull_request_target\njobs: { a: { environment: e, steps: [] }, b: { needs: a, steps: [{ run: x }] } }',
    ],
  ])('%s', (_name, text) => {
    expect(reach('pull_request_target', text)).toBe('gated');
  });

  test('a job that no stranger starts keeps those that need it closed, unless they run after failures too', () => {
    const jobs = (condition: string) =>
      `on: pull_request_target\njobs:\n  a: { if: false, steps: [] }\n  b: { needs: [a], if: "${condition}", steps: [{ run: x }] }`;
    expect(reach('pull_request_target', jobs("github.ref != ''"))).toBe('closed');
    expect(reach('pull_request_target', jobs('always()'))).toBe('open');
  });

  test('jobs that need each other in a circle come to an end', () => {
    expect(
      reach(
        'issues',
        'on: issues\njobs:\n  a: { needs: b, steps: [] }\n  b: { needs: [a, b, c], steps: [{ run: x }] }',
      ),
    ).toBe('open');
  });

  test("a step's own condition counts", () => {
    expect(
      reach('issues', 'on: issues\njobs:\n  a: { steps: [{ run: x, if: "github.event_name == \'push\'" }] }'),
    ).toBe('closed');
  });
});

describe('what there is to take in a job', () => {
  test.each([
    ['jobs: { a: { steps: [{ run: x }] } }', { token: 'default', secrets: false }, true],
    ['permissions: read-all\njobs: { a: { steps: [{ run: x }] } }', { token: 'read', secrets: false }, false],
    [
      'permissions: {}\njobs: { a: { permissions: { issues: write }, steps: [{ run: x }] } }',
      { token: 'write', secrets: false },
      true,
    ],
    ['permissions: {}\njobs: { a: { steps: [{ run: "${{ secrets.X }}" }] } }', { token: 'read', secrets: true }, true],
    [
      'permissions: {}\nenv: { A: "${{ secrets[\'X\'] }}" }\njobs: { a: { steps: [] } }',
      { token: 'read', secrets: true },
      true,
    ],
    [
      'permissions: {}\njobs: { a: { steps: [{ run: "${{ secrets.GITHUB_TOKEN }}" }] } }',
      { token: 'read', secrets: false },
      false,
    ],
  ])('%s', (text, expected, powerful) => {
    const workflow = parseWorkflow(`on: push\n${text}`);
    const [job] = workflow.jobs;
    const power = job && powerOfJob(workflow, job);
    expect(power).toEqual(expected);
    expect(power && isPowerful(power)).toBe(powerful);
  });
});
