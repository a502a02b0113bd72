import { describe, expect, test } from '@jest/globals';
import { actionRequest } from '../../src/app/action-inputs.ts';

const HOST = { cwd: '/elsewhere', env: { GITHUB_WORKSPACE: '/workspace', RUNNER_TEMP: '/temp' } };

function requestOf(
  inputs: Readonly<Record<string, string>>,
  host: { cwd: string; env: Record<string, string> } = HOST,
) {
  return actionRequest({ input: (name) => inputs[name] }, host);
}

describe('the inputs of the Action', () => {
  test('without any, the workspace is scanned and the gate is called gatehouse', () => {
    expect(requestOf({})).toEqual({
      root: '/workspace',
      configFile: undefined,
      trust: true,
      inputs: { 'check-name': { value: 'gatehouse', from: 'input check-name' } },
      reportFolder: '/temp/gatehouse/gatehouse',
      token: undefined,
    });
  });

  test('a path is part of the identity, so that two gates of one repository stay apart', () => {
    const { root, inputs, reportFolder } = requestOf({ path: './services/api/' });
    expect(root).toBe('/workspace/services/api');
    expect(inputs['check-name']?.value).toBe('gatehouse/services/api');
    expect(reportFolder).toBe('/temp/gatehouse/gatehouse/services/api');
  });

  test('settings are handed on as they were written, under their names', () => {
    const { inputs } = requestOf({
      'fail-on': 'high,secrets=low',
      scanners: 'gitleaks\nbandit',
      offline: 'true',
      'check-name': 'security',
    });
    expect(inputs).toEqual({
      'check-name': { value: 'security', from: 'input check-name' },
      'fail-on': { value: 'high,secrets=low', from: 'input fail-on' },
      scanners: { value: 'gitleaks\nbandit', from: 'input scanners' },
      offline: { value: 'true', from: 'input offline' },
    });
  });

  test('config and report-dir are relative to the workspace, not to path', () => {
    const request = requestOf({
      path: 'app',
      config: 'security/gate.yml',
      'report-dir': 'out',
      'github-token': 'token',
    });
    expect(request.configFile).toBe('/workspace/security/gate.yml');
    expect(request.reportFolder).toBe('/workspace/out');
    expect(request.token).toBe('token');
  });

  test.each([
    ['a pull request', 'pull_request', 'acme/app/.github/workflows/gate.yml@refs/pull/1/merge', true],
    ['a push', 'push', 'Acme/App/.github/workflows/gate.yml@refs/heads/main', true],
    ['a pull request that runs the base', 'pull_request_target', 'acme/app/.github/workflows/gate.yml@main', false],
    ['a workflow after another', 'workflow_run', 'acme/app/.github/workflows/gate.yml@main', false],
    ['a comment', 'issue_comment', 'acme/app/.github/workflows/gate.yml@main', false],
    [
      'a workflow that the organisation requires',
      'pull_request',
      'acme/.github/.github/workflows/gate.yml@main',
      false,
    ],
    [
      'a workflow of a repository with a longer name',
      'pull_request',
      'acme/app-gate/.github/workflows/g.yml@main',
      false,
    ],
  ])('on %s a configuration that is found may name programs: %s, %s → %s', (_name, event, workflow, trust) => {
    const env = { GITHUB_EVENT_NAME: event, GITHUB_REPOSITORY: 'acme/app', GITHUB_WORKFLOW_REF: workflow };
    expect(requestOf({}, { cwd: '/here', env }).trust).toBe(trust);
  });

  test('outside a runner the current folder serves', () => {
    expect(requestOf({}, { cwd: '/here', env: {} }).root).toBe('/here');
  });
});
