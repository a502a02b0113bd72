import { describe, expect, test } from '@jest/globals';
import { createWorkflowsEngine } from '../../../../src/engines/workflows/engine.ts';

const engine = createWorkflowsEngine();

/** `severity line` of every result of a rule. */
function found(rule: string, text: string, path = '.github/workflows/ci.yml'): string[] {
  return engine
    .scan(path, Buffer.from(text))
    .results.filter((result) => result.rule.id === `workflow-${rule}`)
    .map((result) => `${result.claims.rule} ${result.region?.startLine}`);
}

function steps(on: string, ...lines: string[]): string {
  return `${on}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
}

describe('severity of an injection follows who can cause it', () => {
  test.each([
    ['on: pull_request_target', 'github.head_ref', ['critical 6']],
    ['on: pull_request_target\npermissions: {}', 'github.head_ref', ['high 7']],
    ['on: pull_request', 'github.head_ref', ['medium 6']],
    ['on: [pull_request, pull_request_target]', 'github.head_ref', ['critical 6']],
    ['on: push', 'github.event.head_commit.message', ['medium 6']],
    ['on: push', 'github.head_ref', ['low 6']],
    ['on: workflow_call', 'github.head_ref', ['medium 6']],
    ['on: workflow_dispatch', 'github.event.inputs.x', []],
    ['on: { workflow_dispatch: { inputs: { x: } } }', 'github.event.inputs.x', ['low 6']],
    ['on: { workflow_run: { workflows: [CI] } }', 'github.event.workflow_run.head_branch', ['critical 6']],
    ['on: issues', 'github.event.issue.title || inputs.x', ['critical 6']],
  ])('%s: %s', (on, context, expected) => {
    expect(found('script-injection', steps(on, `run: echo \${{ ${context} }}`))).toEqual(expected);
  });
});

describe('programs in inputs of actions', () => {
  test.each([
    ['actions/github-script', 'script', ['critical 7']],
    ['actions/github-script', 'SCRIPT', ['critical 7']],
    ['actions/github-script', 'result-encoding', []],
    ['azure/CLI', 'inlineScript', ['critical 7']],
    ['nick-fields/retry', 'command', ['critical 7']],
    ['acme/unknown', 'script', []],
  ])('%s: %s', (action, input, expected) => {
    const step = `uses: ${action}@v1\n        with: { ${input}: "\${{ github.event.issue.title }}" }`;
    expect(found('script-injection', steps('on: issues', step))).toEqual(expected);
  });
});

describe('how the variable is read in the fix', () => {
  test.each([
    ['shell: bash', '"$HEAD_REF"'],
    ['shell: pwsh', '$env:HEAD_REF'],
    ['shell: cmd', '%HEAD_REF%'],
    ['shell: python {0}', 'os.environ["HEAD_REF"]'],
  ])('%s', (shell, expected) => {
    const text = steps('on: pull_request_target', `run: echo \${{ github.head_ref }}\n        ${shell}`);
    const [result] = engine.scan('.github/workflows/a.yml', Buffer.from(text)).results;
    expect(result?.remediation?.text).toContain(expected);
  });

  test('a variable that is there already is used as it is', () => {
    const text = steps(
      'on: issues',
      'run: echo ${{ env.Title }}\n        env: { Title: "${{ github.event.issue.title }}" }',
    );
    const [result] = engine.scan('.github/workflows/a.yml', Buffer.from(text)).results;
    expect(result?.remediation?.text).toBe('Use "$Title" in the script: the variable is there already.');
  });
});

describe('tags that were moved to malware', () => {
  test.each([
    ['tj-actions/changed-files@v1', ['high 6']],
    ['tj-actions/changed-files@v45.0.7', ['high 6']],
    ['tj-actions/changed-files@v45', ['high 6']],
    ['tj-actions/changed-files@v45.0.8', []],
    ['tj-actions/changed-files@v46', []],
    ['tj-actions/changed-files@main', []],
    ['aquasecurity/trivy-action@0.34.2', ['high 6']],
    ['Aquasecurity/Trivy-Action@v0.1.0', ['high 6']],
    ['xygeni/xygeni-action@v5', ['high 6']],
    ['xygeni/xygeni-action@v5.1.0', []],
    ['reviewdog/action-setup@f0d342d24037bb11d26b9bd8496e0808ba32e9ec', ['critical 6']],
    ['reviewdog/action-setup@e04ffabe3898a0af8d0fb1af00c188831c4b5893', []],
  ])('%s', (uses, expected) => {
    expect(found('known-malicious-action', steps('on: push', `uses: ${uses}`))).toEqual(expected);
  });
});

test('a tag that is listed as malware is not reported as unpinned too', () => {
  expect(found('unpinned-action', steps('on: push', 'uses: tj-actions/changed-files@v45'))).toEqual([]);
});

describe('images', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

  test.each([
    ['alpine', ['medium 6']],
    ['alpine:latest', ['medium 6']],
    ['registry.example:5000/alpine', ['medium 6']],
    [`alpine@${digest}`, []],
    [`alpine:3@${digest}`, []],
    ['alpine@sha256:123', ['medium 6']],
    ['${{ inputs.image }}', []],
  ])('docker://%s', (image, expected) => {
    expect(found('unpinned-image', steps('on: push', `uses: "docker://${image}"`))).toEqual(expected);
  });
});

describe('secrets in scripts', () => {
  test.each([
    ['echo ${{ secrets.A }}', ['medium 6']],
    ['printf "%s" "${{ secrets.A }}"', ['medium 6']],
    ['true && echo ${{ secrets.A }}', ['medium 6']],
    ['echo ${{ secrets.A }} > file', ['low 6']],
    ['echo ${{ secrets.A }} | sha256sum', ['low 6']],
    ['X=$(echo ${{ secrets.A }})', ['low 6']],
    ['curl -H ${{ secrets.A }}', ['low 6']],
    ['curl ${{ secrets.A }} ${{ secrets.a }} ${{ secrets.B }}', ['low 6', 'low 6']],
    ['curl ${{ secrets.A || secrets.B }}', ['low 6']],
    ["echo ${{ secrets.A && 'yes' }}", []],
    ["echo ${{ secrets.A == '' }}", []],
    ['echo ${{ !secrets.A }}', []],
    ['echo ${{ vars.A }}', []],
  ])('%s', (run, expected) => {
    expect(found('secret-in-script', steps('on: push', `run: ${JSON.stringify(run)}`))).toEqual(expected);
  });
});

describe('all secrets at once', () => {
  test.each([
    ['${{ toJSON(secrets) }}', ['high 6']],
    ['${{ secrets }}', ['high 6']],
    ["${{ join(secrets.*, ',') }}", ['high 6']],
    ['${{ secrets[matrix.name] }}', ['low 6']],
    ["${{ secrets['A'] }}", []],
    ['${{ toJSON(secrets.A) }}', []],
    ['${{ needs.secrets.outputs.x }}', []],
    ['toJSON(secrets)', []],
  ])('%s', (value, expected) => {
    expect(found('secrets-dump', steps('on: push', `{ run: x, env: { A: ${JSON.stringify(value)} } }`))).toEqual(
      expected,
    );
  });
});

describe('writes to the environment of later steps', () => {
  const env = 'env: { T: "${{ github.event.issue.title }}", N: "${{ github.event.issue.number }}" }';

  test.each([
    ['echo "T=$T" >> $GITHUB_ENV', ['high 6']],
    ['echo "T=${T}" >> "${GITHUB_ENV}"', ['high 6']],
    ['echo "$T" >>$GITHUB_PATH', ['high 6']],
    ['echo "T=$T" >> "$GITHUB_OUTPUT"', []],
    ['echo "N=$N" >> "$GITHUB_ENV"', []],
    ['echo "$T"', []],
  ])('%s', (run, expected) => {
    expect(found('tainted-environment', steps('on: issues', `{ run: ${JSON.stringify(run)}, ${env} }`))).toEqual(
      expected,
    );
  });
});

describe('conditions', () => {
  test.each([
    ['${{ a }} && b', ['medium 3']],
    ['! ${{ a }}', ['medium 3']],
    [' ${{ a }}', ['medium 3']],
    ['${{ a }}', []],
    ['a && b', []],
    ["contains('a b', github.ref)", ['low 3']],
    ["contains(github.ref, 'a b')", []],
    ["contains('a b', 'a')", []],
  ])('%s', (condition, expected) => {
    const text = `on: push\njobs:\n  a: { if: ${JSON.stringify(condition)}, steps: [{ run: x }] }\n`;
    expect(found('ineffective-condition', text)).toEqual(expected);
  });
});

describe('rights', () => {
  test.each([
    ['permissions: { contents: write }', 1, []],
    ['permissions: { contents: write }', 2, ['low 2']],
    ['permissions: { issues: write, pull-requests: write }', 2, []],
    ['permissions: write-all', 1, ['medium 2']],
    ['permissions: read-all', 2, []],
  ])('%s for %s jobs', (permissions, jobs, expected) => {
    const list = Array.from({ length: jobs }, (_, at) => `  j${at}: { steps: [{ run: x }] }\n`).join('');
    expect(found('excessive-permissions', `on: push\n${permissions}\njobs:\n${list}`)).toEqual(expected);
  });

  test('jobs beyond a handful are counted, not listed', () => {
    const list = Array.from({ length: 9 }, (_, at) => `  j${at}: { steps: [{ run: x }] }\n`).join('');
    const [result] = engine.scan('.github/workflows/a.yml', Buffer.from(`on: push\njobs:\n${list}`)).results;
    expect(result?.message).toBe(
      'no permissions are declared for j0, j1, j2 and 6 more jobs: the token has the default rights of the repository',
    );
  });
});

describe('a hostile job of thousands of steps is looked at in a moment', () => {
  const run = 'on: { workflow_run: { workflows: [CI] } }\npermissions: { contents: write }';

  test('each of which fetches an artifact to a folder of its own and runs it', () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `run: gh run download -D f${at} && bash f${at}/x`);
    // The last folder as the first: those beyond the twentieth are taken for the workspace, in which the next step runs something.
    expect(found('untrusted-artifact', steps(run, ...lines))).toHaveLength(3000);
  });

  test('each of which writes to the environment at the end of a block', () => {
    const body = `'{ echo a\n\n          } >> $GITHUB_ENV'`;
    const lines = Array.from({ length: 3000 }, () => `run: ${body}`);
    expect(found('tainted-environment', steps('on: issues', ...lines))).toEqual([]);
  });

  test('or one step whose script opens and closes blocks without end', () => {
    const script = `${'          {\n'.repeat(20_000)}${'          } >> $GITHUB_ENV\n'.repeat(10_000)}`;
    expect(found('tainted-environment', steps('on: issues', `run: |\n${script}`))).toEqual([]);
  });
});
