import { describe, expect, test } from '@jest/globals';
import { writeScopes } from '../../../../src/engines/workflows/model/permissions.ts';
import { readAction, readWorkflow } from '../../../../src/engines/workflows/model/read-automation.ts';
import { defaultShell } from '../../../../src/engines/workflows/model/shell.ts';
import {
  isCallable,
  powerOf,
  startsOnRelease,
  triggerOf,
  waitsForLabel,
} from '../../../../src/engines/workflows/reach/events.ts';
import { readDocument } from '../../../../src/engines/yaml-document/read-document.ts';
import { parseWorkflow } from '../parse.ts';

function workflowOn(on: string) {
  return parseWorkflow(`${on}\njobs: { a: { steps: [] } }\n`);
}

describe('triggers', () => {
  test.each([
    ['a text', 'on: push', ['push']],
    ['a list', 'on: [push, pull_request]', ['push', 'pull_request']],
    ['a map', 'on:\n  push:\n  pull_request: { branches: main }', ['push', 'pull_request']],
    ['a quoted key', '"on": push', ['push']],
    ['nothing', 'name: x', []],
    ['something else', 'on: [[push]]', []],
  ])('are read from %s', (_name, on, expected) => {
    expect(workflowOn(on).triggers.map((trigger) => trigger.name)).toEqual(expected);
  });

  test.each([
    ['on: release', true],
    ['on: { push: { tags: [v1] } }', true],
    ['on: { push: { branches: [release] } }', true],
    ['on: { push: { branches: [main] } }', false],
    ['on: push', false],
  ])('%s starts on a release: %s', (on, expected) => {
    expect(startsOnRelease(workflowOn(on))).toBe(expected);
  });

  test('waiting for a label means for nothing else', () => {
    expect(waitsForLabel(triggerOf(workflowOn('on: { issues: { types: [labeled] } }'), 'issues'))).toBe(true);
    expect(waitsForLabel(triggerOf(workflowOn('on: { issues: { types: [labeled, opened] } }'), 'issues'))).toBe(false);
    expect(waitsForLabel(triggerOf(workflowOn('on: issues'), 'issues'))).toBe(false);
  });

  test("an event that nobody knows is no stranger's", () => {
    expect(powerOf('unheard_of')).toBe('trusted');
    expect(isCallable(workflowOn('on: workflow_call'))).toBe(true);
  });
});

describe('permissions', () => {
  test.each([
    ['permissions: write-all', ['write-all']],
    ['permissions: read-all', []],
    ['permissions: {}', []],
    ['permissions: { contents: write, issues: read, id-token: write }', ['contents', 'id-token']],
  ])('%s', (text, expected) => {
    const { permissions } = parseWorkflow(`on: push\n${text}\njobs: { a: { steps: [] } }`);
    expect(permissions && writeScopes(permissions)).toEqual(expected);
  });
});

describe('jobs and steps', () => {
  test('strange values are left out, the rest is read', () => {
    const { jobs } = parseWorkflow(
      'on: push\njobs:\n  a: nothing\n  b:\n    runs-on: { labels: [x, y] }\n    steps:\n      - text\n      - run: [a]\n      - { run: b, name: last, env: { A: 1, B: [2] } }\n',
    );
    expect(jobs.map((job) => job.id.value)).toEqual(['a', 'b']);
    expect(jobs[1]?.runsOn.map((label) => label.value)).toEqual(['x', 'y']);
    expect(jobs[1]?.steps.map((step) => step.run?.value)).toEqual([undefined, undefined, 'b']);
    expect(jobs[1]?.steps.map((step) => step.label)).toEqual(['step 1', 'step 2', 'last']);
    expect(jobs[1]?.steps[2]?.env.map((entry) => [entry.key.value, entry.value.value])).toEqual([['A', '1']]);
  });

  test.each([
    ['jobs: { a: { runs-on: ubuntu-latest, steps: [] } }', { name: undefined, isCertain: true }],
    ['jobs: { a: { runs-on: windows-2025, steps: [] } }', { name: 'pwsh', isCertain: true }],
    ['jobs: { a: { runs-on: "${{ matrix.os }}", steps: [] } }', { name: undefined, isCertain: false }],
    ['defaults: { run: { shell: bash } }\njobs: { a: { steps: [] } }', { name: 'bash', isCertain: true }],
    [
      'defaults: { run: { shell: bash } }\njobs: { a: { defaults: { run: { shell: pwsh } }, steps: [] } }',
      { name: 'pwsh', isCertain: true },
    ],
  ])('the shell of %s', (text, expected) => {
    const workflow = parseWorkflow(`on: push\n${text}`);
    const [job] = workflow.jobs;
    expect(job && defaultShell(workflow, job)).toEqual(expected);
  });
});

test.each(['on: push', 'jobs:', 'jobs: []', 'jobs: text', '[]', 'text'])('%s is no workflow', (text) => {
  const { value } = readDocument(Buffer.from(text));
  expect(value && readWorkflow(value)).toBeUndefined();
});

test.each(['name: x', 'runs: text', '[]'])("%s is no action's metadata", (text) => {
  const { value } = readDocument(Buffer.from(text));
  expect(value && readAction(value)).toBeUndefined();
});
