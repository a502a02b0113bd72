/** YAML, JSON and Dockerfiles that are broken in part, or shaped otherwise than their format says: what can be read is judged, the rest is named. */
import { describe, expect, test } from '@jest/globals';
import { createIacEngine } from '../../../src/engines/iac/engine.ts';

const engine = createIacEngine();

/** `N: what is said`, N being the number of results of the rule that every sample breaks once. */
function said(path: string, content: string | Uint8Array): string {
  const { results, notLookedAt } = engine.scan(path, typeof content === 'string' ? Buffer.from(content) : content);
  const rules = new Set([
    'kubernetes-privileged',
    'compose-privileged',
    'aws-ebs-unencrypted',
    'dockerfile-piped-to-shell',
  ]);
  return `${results.filter(({ rule }) => rules.has(rule.id)).length}: ${notLookedAt ?? ''}`;
}

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: a
      image: a
      securityContext:
        privileged: true
`;
const COMPOSE = 'services:\n  web:\n    image: a\n    privileged: true\n';
const VOLUME = '    Type: AWS::EC2::Volume\n    Properties:\n      Encrypted: false\n';
const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  B:\n${VOLUME}`;
const DOCKERFILE = 'FROM a\nRUN curl http://example.org | sh\n';

const SAMPLES = [
  ['pod.yaml', pod('a')],
  ['compose.yml', COMPOSE],
  ['stack.yaml', TEMPLATE],
  ['stack.json', JSON.stringify({ Resources: { B: { Type: 'AWS::EC2::Volume', Properties: { Encrypted: false } } } })],
  ['Dockerfile', DOCKERFILE],
] as const;

describe.each(SAMPLES)('%s', (path, text) => {
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');

  test.each([
    ['as it is', Buffer.from(text)],
    ['with a byte-order mark', Buffer.from(`\ufeff${text}`)],
    ['with the line ends of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['in UTF-16, little end first', utf16],
    ['in UTF-16, big end first', Buffer.from(utf16).swap16()],
    ['with a byte of Latin-1 in a comment', Buffer.concat([Buffer.from(text), Buffer.from([0x0a, 0x23, 0xe9, 0x0a])])],
  ])('%s is judged', (_name, bytes) => {
    expect(said(path, bytes)).toBe('1: ');
  });

  test('cut off anywhere breaks nothing', () => {
    for (let end = 0; end < text.length; end += 1) expect(said(path, text.slice(0, end))).toMatch(/^[01]: /);
  });
});

const broken = (name: string) => pod(name).replace(`  name: ${name}`, `  name: [${name}`);
const chart = 'chart/templates/a.yaml';

test.each<readonly [name: string, path: string, text: string, expected: string | RegExp]>([
  [
    'of three documents the second is broken',
    'all.yaml',
    `${pod('a')}---\n${broken('b')}---\n${pod('c')}`,
    /^3: not valid YAML at line 16: /,
  ],
  [
    'two of four documents are broken',
    'all.yaml',
    `${pod('a')}---\n${broken('b')}---\n${broken('c')}---\n${pod('d')}`,
    /^4: not valid YAML at line 16: .*; not valid YAML at line 27: /,
  ],
  [
    'many documents are broken',
    'all.yaml',
    Array.from({ length: 5 }, () => broken('a')).join('---\n'),
    /^5: not valid YAML at line 5: .*; not valid YAML at line 16: [^;]* \(and 3 more\)$/,
  ],
  ['a pod that is a scalar', 'a.yaml', 'apiVersion: v1\nkind: Pod\nspec: 7\n', '0: "spec" at line 3 is no map'],
  [
    'containers that are a map',
    'a.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        a: { image: a }\n',
    '0: "containers" at line 6 is no list',
  ],
  ['a container that is a name', 'a.yaml', `${pod('a')}    - sidecar\n`, '1: a container at line 11 is no map'],
  [
    'a workload without its pod: a patch',
    'a.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n',
    '0: ',
  ],
  ['a pod with nothing in it', 'a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\nspec:\n', '0: '],
  ['another kind of that name', 'a.yaml', 'apiVersion: acme.org/v1\nkind: Deployment\nspec: 7\n', '0: '],
  ['a template whose kind is an action', chart, 'apiVersion: v1\nkind: {{ .Values.kind }}\n', /^0: a Helm template/],
  ['a template that only includes another', chart, '{{- include "common.pod" . }}\n', /^0: a Helm template/],
  ['a template of another program', chart, 'a: {{ b }}\n', '0: '],
  ['a base of Kustomize', 'base/pod.yaml', pod('a'), '1: '],
  ['what puts bases together', 'kustomization.yaml', 'kind: Kustomization\napiVersion: x\nresources: [\n', '0: '],
  [
    'Compose, broken in the middle',
    'compose.yml',
    `${COMPOSE}  b: [\n  c:\n    privileged: true\n`,
    /^2: not valid YAML at/,
  ],
  ['Compose that is a list', 'compose.yml', '- services\n', '0: not a Compose file: it is no map'],
  ['Compose that is a word', 'compose.yml', 'services\n', '0: not a Compose file: it is no map'],
  ['services that are a list', 'compose.yml', 'a: b\nservices:\n  - image: a\n', '0: "services" at line 2 is no map'],
  ['a service that is a word', 'compose.yml', `${COMPOSE}  b: c\n`, '1: the service at line 5 is no map'],
  ['a service without anything', 'compose.yml', `${COMPOSE}  b:\n`, '1: '],
  ['Compose without services', 'compose.yml', 'include: [a.yml]\nvolumes:\n  a:\n    driver: local\n', '0: '],
  [
    'Compose of the first version',
    'docker-compose.yml',
    'web:\n  image: a\n  privileged: true\n',
    '0: a Compose file of version 1, without "services": it is not read',
  ],
  [
    'a template, broken in the middle',
    'a.yaml',
    `${TEMPLATE}  C: [\n  D:\n${VOLUME}`,
    /^2: not valid YAML at line 8: /,
  ],
  [
    'a template in JSON that was cut',
    'a.json',
    '{"Resources":{"B":{"Type":"AWS::X::Y"},',
    /^0: not valid JSON at line 1: /,
  ],
  [
    'resources that are a list',
    'a.yaml',
    TEMPLATE.replace('  B:\n', '  - C:\n'),
    '0: it has no resource that is known: "Resources" is no map of them',
  ],
  ['a template in a text of another document', 'a.yaml', `- text: |\n${TEMPLATE.replace(/^/gm, '    ')}`, '0: '],
  ['a resource that is a number', 'a.yaml', `${TEMPLATE}  C: 5\n`, '1: the resource at line 7 has no type'],
  [
    'properties that are a list',
    'a.yaml',
    `${TEMPLATE}  C:\n    Type: AWS::EC2::Volume\n    Properties: [Encrypted]\n`,
    '1: the properties of the resource at line 7 are no map',
  ],
  [
    'properties that a function makes',
    'a.yaml',
    `${TEMPLATE}  C:\n    Type: AWS::X::Y\n    Properties: !Z [a]\n`,
    '1: ',
  ],
  [
    'resources that a loop makes',
    'a.yaml',
    `${TEMPLATE}  Fn::ForEach::Vs:\n    - I\n    - [a, b]\n    - V\${I}:\n        Type: AWS::EC2::Volume\n`,
    '1: what Fn::ForEach::Vs at line 7 makes was not looked at',
  ],
  ['an instruction that is none', 'Dockerfile', `${DOCKERFILE}RUM a\n`, '1: no instruction at line 3: RUM'],
  ['FROM alone', 'Dockerfile', `FROM\n${DOCKERFILE}`, '1: FROM without an image at line 1'],
])('%s', (_name, path, text, expected) => {
  expect(said(path, text)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
});
