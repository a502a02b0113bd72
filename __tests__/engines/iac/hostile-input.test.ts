import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIacEngine } from '../../../src/engines/iac/engine.ts';

const engine = createIacEngine();

function scan(path: string, text: string | Uint8Array) {
  return engine.scan(path, typeof text === 'string' ? Buffer.from(text) : text);
}

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  hostPID: true\n  containers: [{ name: a, image: a }]\n';

describe('files that are not what they seem are listed, never a crash', () => {
  test.each([
    ['bytes that are no text', 'Dockerfile', Buffer.from([0x46, 0, 0xff, 0x0a]), 'not a text'],
    ['a Dockerfile without FROM', 'Dockerfile', 'RUN make\n', 'not a Dockerfile: it has no FROM'],
    ['an empty Dockerfile', 'Dockerfile', '', 'not a Dockerfile: it has no FROM'],
    ['something else of that name', 'Dockerfile', 'hello\nworld\n', 'no instruction at line 1: HELLO'],
    ['a template', 'Dockerfile.j2', 'FROM {{ base }}\n{% if x %}\n', 'a template of a Dockerfile'],
    ['a here-document without an end', 'Dockerfile', 'FROM a\nRUN <<EOF\nmake\n', 'the here-document EOF has no end'],
    [
      'an endless instruction',
      'Dockerfile',
      `FROM a\nRUN ${'a'.repeat(40_000)}\n`,
      'an instruction of more than 32 KiB at line 2',
    ],
    ['a Dockerfile of more than 256 KiB', 'Dockerfile', `FROM a\n${'# x\n'.repeat(300_000)}`, 'larger than 256 KiB'],
    ['deep YAML', 'compose.yml', `services: ${'['.repeat(5000)}`, 'nested too deeply'],
    ['a Helm template', 'chart/templates/pod.yaml', `${POD}  x: {{ .Values.x }}\n`, expect.stringContaining('Helm')],
    ['a template elsewhere', 'pod.yaml', POD.replace('name: p', 'name: {{ p }}'), expect.stringContaining('Helm')],
    ['a broken object', 'pod.yaml', `${POD}  x: "open\n`, expect.stringMatching(/^not valid YAML at line \d+/)],
  ])('%s', (_name, path, text, why) => {
    expect(scan(path, text).notLookedAt).toEqual(why);
  });

  test('an alias bomb and a circle', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 9; at += 1) {
      const [from, to] = [String.fromCharCode(96 + at), String.fromCharCode(97 + at)];
      bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(', ')}]`);
    }
    expect(scan('compose.yml', `${bomb.join('\n')}\nservices: {}\n`).notLookedAt).toContain('repeated aliases counted');
    expect(scan('pod.yaml', 'apiVersion: v1\nkind: Pod\nspec: &s\n  containers: *s\n').notLookedAt).toContain(
      'aliases',
    );
  });

  test('arguments that double each other sixty times', () => {
    const doubled = Array.from({ length: 60 }, (_, at) => `ARG A${at + 1}=${'$'}{A${at}}${'$'}{A${at}}\n`).join('');
    const report = engine.scan('Dockerfile', Buffer.from(`ARG A0=aaaaaaaaaa\n${doubled}FROM ${'$'}{A60}\nUSER root\n`));
    expect(report.notLookedAt).toBeUndefined();
    expect(report.results.map(({ rule }) => rule.id)).toContain('dockerfile-root-user');
  });

  test('more objects than anyone writes', () => {
    const report = scan('all.yaml', `---\n${POD}`.repeat(1_501));
    expect(report.notLookedAt).toMatch(/^more than/);
    expect(report.results.length).toBe(5_000);
  });
});

describe('what is of no interest says nothing', () => {
  test.each([
    ['YAML without objects', 'config.yaml', 'a: b\n'],
    ['a custom resource that looks like a workload', 'x.yaml', 'apiVersion: acme.org/v1\nkind: Deployment\nspec: {}\n'],
    [
      'a definition with a template inside',
      'crd.yaml',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nx: {{ y }}\n',
    ],
    ['a Compose file without services', 'compose.yml', 'include: [other.yml]\n'],
    ['a kind without a version', 'x.yaml', 'kind: Pod\nx: apiVersion\n'],
  ])('%s', (_name, path, text) => {
    expect(scan(path, text)).toEqual({ results: [] });
  });
});

describe('what can be read of a broken file is judged', () => {
  test('an unknown instruction is named, the others count', () => {
    const report = scan('Dockerfile', 'FROM alpine:latest\nRUM make\nUSER root\n');
    expect(report.notLookedAt).toBe('no instruction at line 2: RUM');
    expect(report.results.map(({ rule }) => rule.id)).toContain('dockerfile-root-user');
  });

  test('a template beside an object', () => {
    const report = scan('all.yaml', `${POD}---\n${POD.replace('name: p', 'name: {{ p }}')}`);
    expect(report.notLookedAt).toContain('Helm');
    expect(report.results.map(({ rule }) => rule.id)).toContain('kubernetes-host-pid');
  });
});

describe('places are exact', () => {
  test.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
  ])('in continued lines that end with %s', (_name, end) => {
    const text = [
      'FROM debian:13',
      'RUN set -e; \\',
      '  # why',
      '',
      '    curl http://example.org/i.sh \\',
      '    | sh',
      'USER 1',
      '',
    ].join(end);
    const [result] = scan('Dockerfile', text).results.filter(({ rule }) => rule.id === 'dockerfile-piped-to-shell');
    expect(result?.region).toEqual({ startLine: 5, startColumn: 5, endLine: 5, endColumn: 33 });
  });

  test('in the second document, with a patch that fits there', () => {
    const text = `${POD}---\n${POD.replace('hostPID: true', 'hostIPC: true')}`;
    const [result] = scan('pod.yaml', text).results.filter(({ rule }) => rule.id === 'kubernetes-host-ipc');
    expect(result?.region).toEqual({ startLine: 12, startColumn: 12, endLine: 12, endColumn: 16 });
    expect(result?.remediation?.patch).toEqual({ region: result?.region, replacement: 'false' });
  });
});

describe('folders of tests and examples never block', () => {
  test.each([
    ['deploy/pod.yaml', 'high'],
    ['test/pod.yaml', 'low'],
    ['pkg/testdata/pod.yaml', 'low'],
    ['examples/pod.yaml', 'medium'],
    ['contest/pod.yaml', 'high'],
  ])('%s: %s', (path, severity) => {
    const [result] = scan(path, POD).results.filter(({ rule }) => rule.id === 'kubernetes-host-pid');
    expect(result?.claims).toEqual({ rule: severity });
  });
});

test('no result holds the value of a credential', () => {
  const value = ['not', 'a', 'real', 'one', '42'].join('-');
  const files = [
    ['Dockerfile', `FROM a\nENV DB_PASSWORD=${value}\nARG API_TOKEN=${value}\nRUN echo "root:${value}" | chpasswd\n`],
    ['compose.yml', `services:\n  a:\n    image: a\n    environment:\n      DB_PASSWORD: ${value}\n`],
    ['pod.yaml', `${POD}---\napiVersion: v1\nkind: ConfigMap\ndata: { password: ${value} }\n`],
  ] as const;
  for (const [path, text] of files) {
    const { results } = scan(path, text);
    expect(results.some(({ sensitive }) => sensitive === true)).toBe(true);
    expect(JSON.stringify(results)).not.toContain(value);
  }
});

describe('any bytes', () => {
  const pieces = [
    'FROM a',
    'FROM a AS b',
    'RUN curl http://x.example | sh',
    'RUN <<EOF',
    'EOF',
    'ENV A="b',
    "ENV A='",
    'ARG A=${A:-${B}}',
    'USER $A',
    '\\',
    '`',
    '# escape=`',
    'COPY ["a", "b"]',
    'ADD [',
    'ONBUILD RUN x',
    'ONBUILD',
    '--x',
    '$(',
    '((',
    '{{',
    '\t',
    '\r',
    '---',
    'kind: Pod',
    'apiVersion: v1',
    'spec:',
    '  containers:',
    '  - name: a',
    '    image: *a',
    '&a',
    'services:',
    '  web: { ports: ["1:2", {}], volumes: [":", "a:b:c"], environment: ["="] }',
    'HEALTHCHECK NONE',
  ];

  test.each(['Dockerfile', 'compose.yml', 'pod.yaml'])(
    'no mixture of pieces breaks %s, and every place is in the file',
    (path) => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...pieces, '\n', ' '), { maxLength: 40 }),
          fc.constantFrom('\n', ' '),
          (parts, glue) => {
            const text = parts.join(glue);
            const lines = text.replace(/\r\n?/g, '\n').split('\n');
            for (const { region } of scan(path, text).results) {
              expect(region?.startLine).toBeLessThanOrEqual(lines.length);
              expect(region?.startColumn).toBeLessThanOrEqual((lines[(region?.startLine ?? 1) - 1] ?? '').length + 1);
            }
          },
        ),
        { numRuns: 400 },
      );
      fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void scan(path, bytes)));
    },
  );

  test.each([
    ['an endless word', 'a'.repeat(30_000)],
    ['open substitutions', '$('.repeat(15_000)],
    ['open quotes', `"'`.repeat(15_000)],
    ['pipes', 'curl a|'.repeat(4_000)],
    ['assignments', 'A=b '.repeat(7_000)],
    ['braces', '{'.repeat(30_000)],
    ['spaces', `RUN x${' '.repeat(30_000)}y`],
  ])('%s are read to the end', (_name, text) => {
    const lines = ['RUN', 'ENV', 'COPY', 'USER'].map((keyword) => `${keyword} ${text}\n`);
    const { results, notLookedAt } = scan('Dockerfile', `FROM alpine:latest\n${lines.join('')}`);
    expect(notLookedAt).toBeUndefined();
    expect(results.map(({ rule }) => rule.id)).toContain('dockerfile-newest-image');
  });
});
