import { describe, expect, test } from '@jest/globals';
import { assignmentsOf, wordsOf } from '../../../src/engines/iac/dockerfile/assignments.ts';
import { lineage } from '../../../src/engines/iac/dockerfile/dockerfile.ts';
import { readDockerfile } from '../../../src/engines/iac/dockerfile/read-dockerfile.ts';
import { commandsOf, programOf } from '../../../src/engines/iac/dockerfile/shell-commands.ts';
import { parseImage } from '../../../src/engines/iac/image-reference.ts';
import { substitute } from '../../../src/engines/iac/variables.ts';

function stagesOf(text: string) {
  const { dockerfile, problem } = readDockerfile(text);
  expect(problem).toBeUndefined();
  return dockerfile?.stages ?? [];
}

function only(text: string) {
  const instruction = stagesOf(`FROM a\n${text}\n`)[0]?.instructions[0];
  if (instruction === undefined) throw new Error('the test gives no instruction');
  return instruction;
}

describe('stages', () => {
  test('a stage knows what it builds on, by name and in any case', () => {
    const [build, test_, last] = stagesOf('FROM a AS Build\nFROM build AS test\nFROM TEST\n');
    expect(build?.base).toBeUndefined();
    expect(last && lineage(last)).toEqual([build, test_, last]);
    expect([build, test_, last].map((stage) => stage?.address)).toEqual(['stage Build', 'stage test', 'stage 2']);
    expect([build, test_, last].map((stage) => stage?.isFinal)).toEqual([false, false, true]);
  });

  test.each([
    ['a default', 'ARG TAG=1\nFROM a:${TAG}\n', 'a:1'],
    ['a default of a default', 'ARG A=x\nARG B=${A}-slim\nFROM a:$B\n', 'a:x-slim'],
    ['a default in the reference', 'ARG A\nFROM a:${A:-2}\n', 'a:2'],
    ['no default', 'ARG A\nFROM a:$A\n', undefined],
    ['an argument that nobody declares', 'FROM a:$A\n', undefined],
    ['a platform before the image', 'FROM --platform=$BUILDPLATFORM a:1 AS b\n', 'a:1'],
  ])('%s', (_name, text, image) => {
    expect(stagesOf(text)[0]?.imageName).toBe(image);
  });
});

describe('instructions', () => {
  test.each([
    ['continuations, comments and empty lines', 'RUN a \\\n  # no\n\n  b\\\nc', 'a   bc'],
    ['white space behind the escape', 'RUN a \\  \n b', 'a  b'],
    ['small letters', 'run a', 'a'],
    ['a hash that is no comment', 'RUN echo # x', 'echo # x'],
  ])('%s', (_name, text, args) => {
    expect(only(text)).toMatchObject({ keyword: 'RUN', onbuild: false });
    expect(only(text).args.value).toBe(args);
  });

  test('the escape directive counts only at the top', () => {
    const [stage] = stagesOf('# escape=`\nFROM a\nRUN dir C:\\ `\n  && b\n');
    expect(stage?.instructions[0]?.args.value).toBe('dir C:\\   && b');
    expect(readDockerfile('FROM a\n# escape=`\nRUN a `\nUSER b\n').dockerfile?.stages[0]?.instructions).toHaveLength(2);
  });

  test('flags, the JSON form and ONBUILD', () => {
    expect(only('COPY --chown=a:b --link ["x y", "z"]')).toMatchObject({
      flags: [
        { name: 'chown', value: 'a:b' },
        { name: 'link', value: '' },
      ],
      json: ['x y', 'z'],
    });
    expect(only('CMD [ not, json ]').json).toBeUndefined();
    expect(only('ONBUILD RUN make')).toMatchObject({ keyword: 'RUN', onbuild: true });
  });

  test('here-documents, two of them, with tabs', () => {
    const { heredocs } = only('COPY <<A <<-"B" /x/\none\nA\n\ttwo\n\tB');
    expect(heredocs.map(({ name, body }) => [name, body.value])).toEqual([
      ['A', 'one'],
      ['B', '\ttwo'],
    ]);
  });
});

describe('variables and words', () => {
  test.each([
    ['ENV A=b C="d e" F=\'g h\' I=j\\ k', { A: 'b', C: 'd e', F: 'g h', I: 'j k' }],
    ['ENV A b c', { A: 'b c' }],
    ['ARG A', { A: undefined }],
    ['ARG A= B="x=y"', { A: '', B: 'x=y' }],
  ])('%s', (text, expected) => {
    const found = assignmentsOf(only(text));
    expect(Object.fromEntries(found.map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  test('a word has its own place, across lines', () => {
    const [, second] = wordsOf(only('EXPOSE 80 \\\n  443'));
    expect(second).toEqual({ value: '443', region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 6 } });
  });

  test.each([
    ['${A:+x}', 'x', true],
    ['${B:+x}', '', false],
    ['${E:-d}', 'd', true],
    ['${E-d}', '', true],
    ['$A$B', 'one$B', false],
    ['a$$b', 'a$b', true],
    ['plain', 'plain', true],
  ])('%s', (text, value, certain) => {
    expect(substitute(text, (name) => ({ A: 'one', E: '' })[name])).toEqual({ value, certain });
  });
});

describe('commands of a script', () => {
  test.each([
    ['a && b; c || d', ['a', 'b', 'c', 'd']],
    ['A=b /usr/bin/x y', ['x']],
    ['sudo -E x y', ['x']],
    ['(a; b)', ['a', 'b']],
    ['echo "a; b | c"', ['echo']],
    ["echo 'a && b' # c; d", ['echo']],
    ['x $(y; z) w', ['x']],
    ['if a; then b; fi', ['a', 'b', 'fi']],
    ['a 2>&1 >b', ['a']],
  ])('%s', (script, programs) => {
    expect(commandsOf(only(`RUN ${script}`)).map(programOf)).toEqual(programs);
  });

  test('a pipe tells who reads', () => {
    const [first, second, third] = commandsOf(only('RUN a | b |& c; d'));
    expect(first?.pipedInto).toBe(second);
    expect(second?.pipedInto).toBe(third);
    expect(third?.pipedInto).toBeUndefined();
  });

  test("a shell's JSON form and a here-document are scripts, another language's is not", () => {
    expect(commandsOf(only('RUN ["/bin/sh", "-ec", "a; b"]')).map(programOf)).toEqual(['a', 'b']);
    expect(commandsOf(only('RUN ["a; b", "c"]'))).toHaveLength(1);
    expect(commandsOf(only('RUN <<E\na\nb\nE')).map(programOf)).toContain('b');
    expect(commandsOf(only('RUN python3 <<E\nimport a\nE')).map(programOf)).not.toContain('import');
  });
});

test.each([
  ['node', { name: 'node', tag: undefined, digest: undefined }],
  ['r.example:5000/a/b:1', { name: 'r.example:5000/a/b', tag: '1', digest: undefined }],
  ['r.example:5000/a', { name: 'r.example:5000/a', tag: undefined, digest: undefined }],
  ['a:1@sha256:0f', { name: 'a', tag: '1', digest: 'sha256:0f' }],
  ['a:$TAG', undefined],
  ['', undefined],
])('the image %s', (text, expected) => {
  expect(parseImage(text)).toEqual(expected);
});
