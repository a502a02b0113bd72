import { describe, expect, test } from '@jest/globals';
import { readGradleLockfile } from '../../src/inventory/jvm/gradle-lockfile.ts';
import { inventoryOf, listed, whyOf } from './reading.ts';

const read = (text: string) => inventoryOf(readGradleLockfile('gradle.lockfile', Buffer.from(text)));

describe('gradle.lockfile', () => {
  test('gives modules; what only tests hold is for development', () => {
    const inventory = read(
      [
        '# This is a Gradle generated file for dependency locking.',
        '# Manual edits can break the build and are not advised.',
        '# This file is expected to be part of source control.',
        'ch.qos.logback:logback-core:1.2.3=compileClasspath,testRuntimeClasspath',
        'junit:junit:4.12=testCompileClasspath,integrationTestRuntimeClasspath,debugAndroidTestCompileClasspath',
        'org.acme:latest-tests:1.0-SNAPSHOT=latestClasspath',
        'org.acme:plain:31.1-jre',
        'empty=annotationProcessor',
      ].join('\r\n'),
    );
    expect(listed(inventory)).toEqual([
      '4 ch.qos.logback:logback-core 1.2.3',
      '5 junit:junit 4.12 dev',
      '6 org.acme:latest-tests 1.0-SNAPSHOT',
      '7 org.acme:plain 31.1-jre',
    ]);
    expect(inventory.packages[0]).toMatchObject({ ecosystem: 'Maven', purl: 'pkg:maven/ch.qos.logback/logback-core' });
    expect(inventory.problems).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['empty configurations', 'empty=a,b\n'],
  ])('of %s has no packages', (_, text) => {
    expect(read(text)).toEqual({ packages: [], foreign: [], problems: [] });
  });

  test('names lines that it does not understand', () => {
    expect(read(`a:b:1=c\na:b\na:b:c:d:e\n${'x'.repeat(10_000)}:b:1=c\n`).problems).toEqual([
      '3 lines are not understood (the first in line 2)',
    ]);
  });

  test.each([
    ['bytes', Buffer.from([0, 1]), 'is not text'],
    ['half of a merge', '<<<<<<< HEAD\n', 'holds merge conflict markers'],
    ['another file', 'hello world\n', 'is no lockfile of Gradle'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readGradleLockfile('gradle.lockfile', Buffer.from(text)))).toBe(why);
  });

  test('of colons and commas without end is read in linear time', () => {
    expect(read(`a:b:1=${'c,'.repeat(500_000)}\n${':'.repeat(1_000_000)}`).packages).toHaveLength(1);
  });
});
