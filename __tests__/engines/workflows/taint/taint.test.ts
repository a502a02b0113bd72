import { describe, expect, test } from '@jest/globals';
import { parseExpression } from '../../../../src/engines/workflows/expressions/parse-expression.ts';
import { sitesOf } from '../../../../src/engines/workflows/reach/reach.ts';
import { lookupAt } from '../../../../src/engines/workflows/taint/scope.ts';
import { type Lookup, taintsOf } from '../../../../src/engines/workflows/taint/taint.ts';
import { untrusted } from '../../../../src/engines/workflows/taint/untrusted-contexts.ts';
import { parseWorkflow } from '../parse.ts';

function namesIn(text: string, lookup: Lookup = () => []) {
  const expression = parseExpression(text, 0);
  if (expression === undefined) throw new Error(`no expression: ${text}`);
  return taintsOf(expression, lookup).map((taint) => taint.name);
}

test.each([["'' || "], ["github.sha == '' || "], ['true && ']])('a chain of very many %j hides nothing', (link) => {
  expect(namesIn(`${link.repeat(1_000)}github.head_ref`)).toEqual(['github.head_ref']);
  expect(namesIn(`${link.repeat(1_000)}(${link.repeat(1_000)}github.head_ref)`)).toEqual(['github.head_ref']);
});

describe("a stranger's words reach the value of", () => {
  test.each([
    'github.head_ref',
    'github.event.pull_request.title',
    'github.event.pull_request.head.ref',
    'github.event.pull_request.head.label',
    'github.event.pull_request.head.repo.default_branch',
    'github.event.issue.body',
    'github.event.comment.body',
    'github.event.review.body',
    'github.event.discussion.title',
    'github.event.pages[0].page_name',
    'github.event.commits[0].message',
    'github.event.head_commit.author.email',
    'github.event.workflow_run.head_branch',
    "github['event']['issue']['title']",
    'github.event[inputs.kind].title',
    "format('{0}', github.head_ref)",
    'github.head_ref || github.ref_name',
    "github.event_name == 'x' && github.head_ref",
    'fromJSON(toJSON(github.event.issue)).title',
    'toJSON(github.event.issue)',
    'toJSON(github)',
  ])('%s', (text) => {
    expect(namesIn(text)).not.toEqual([]);
  });
});

describe("no stranger's words reach the value of", () => {
  test.each([
    'github.event.number',
    'github.sha',
    'github.ref',
    'github.base_ref',
    'github.actor',
    'github.event.pull_request.head.sha',
    'github.event.pull_request.user.login',
    'github.event.issue.number',
    'github.event.issue',
    'github.event.comment.id',
    "github.head_ref == 'main'",
    '!github.head_ref',
    "github.head_ref && 'yes' || 'no'",
    "contains(github.event.comment.body, 'x')",
    "startsWith(github.head_ref, 'x')",
    'hashFiles(github.head_ref)',
    'toJSON(github.event.number)',
    'github.event.issue.title.length',
    'secrets.TOKEN',
    "'github.head_ref'",
  ])('%s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});

describe('names of the workflow', () => {
  const workflow = parseWorkflow(`
on:
  workflow_dispatch:
    inputs: { tag: {}, kind: { type: choice }, dry: { type: boolean } }
  workflow_call:
    inputs: { Where: { type: string } }
env: { A: "\${{ github.head_ref }}", B: "\${{ inputs.tag }}", C: plain, D: "\${{ github.head_ref }}" }
jobs:
  a:
    env: { c: "\${{ github.event.issue.title }}" }
    steps:
      - { id: Files, uses: tj-actions/changed-files@v46 }
      - { id: filter, uses: dorny/paths-filter@v3 }
      - { id: own, run: x }
      - { run: y, env: { D: safe } }
`);
  const site = sitesOf(workflow).at(-1);
  const lookup = site === undefined ? () => [] : lookupAt(site);

  test.each([
    ['env.A', ['env.A']],
    ['env.B', ['env.B']],
    ['env.C', ['env.c']],
    ['env.D', []],
    ['env.NONE', []],
    ['inputs.tag', ['inputs.tag']],
    ['github.event.inputs.tag', ['inputs.tag']],
    ['inputs.where', ['inputs.where']],
    ['inputs.kind', []],
    ['inputs.dry', []],
    ['inputs.none', []],
    ['steps.files.outputs.all_changed_files', ['steps.files.outputs.all_changed_files']],
    ['steps.filter.outputs.src_files', ['steps.filter.outputs.src_files']],
    ['steps.filter.outputs.src', []],
    ['steps.own.outputs.x', []],
    ['steps.none.outputs.x', []],
    ['steps.files.conclusion', []],
    ['github.event.client_payload.x', []],
  ])('%s', (text, expected) => {
    expect(namesIn(text, lookup)).toEqual(expected);
  });
});

test('every untrusted context says what it is and which known events fill it', () => {
  for (const context of untrusted().contexts) {
    expect(context.path[0]).toBe('github');
    expect(namesIn(context.path.join('.').replaceAll('*', '0').replace(/\.0/g, '[0]'))).toHaveLength(1);
    expect(context.what).toMatch(/^(the|a) /);
  }
});
