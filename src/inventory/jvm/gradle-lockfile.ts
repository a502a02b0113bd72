import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';
import { problemOfEnd, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { isPackageName } from '../lock-graph.ts';
import { readLockText } from '../lock-text.ts';
import { purlOf } from '../purl.ts';

/** `group:artifact:version=configuration,configuration`; the older file per configuration has no list. */
const LINE = /^([^\s:=#]+):([^\s:=]+):([^\s:=]+)(?:=(\S*))?$/;

/**
 * Reads gradle.lockfile (https://docs.gradle.org/current/userguide/dependency_locking.html), flat. What only configurations of tests
 * hold is for development.
 */
export function readGradleLockfile(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockText(bytes, (text) => {
    const packages: Package[] = [];
    const wrong: number[] = [];
    let isLock = text.trim() === '';
    // The older files, one per configuration, have neither lists of them nor this end; what people write may have none either.
    const isWhole =
      /^empty=/m.test(text) || !/^# This is a Gradle generated file/m.test(text) || !/^[^#\n]+=/m.test(text);
    for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
      const line = raw.trim();
      if (/^empty=/.test(line) || /^# (This is a Gradle generated file|Manual edits)/.test(line)) isLock = true;
      if (line === '' || line.startsWith('#') || line.startsWith('empty=')) continue;
      const [, group = '', artifact, version, configurations = ''] = LINE.exec(line) ?? [];
      const name = `${group}:${artifact}`;
      if (artifact === undefined || version === undefined || !isPackageName(name)) wrong.push(index + 1);
      else packages.push(packageOf(name, version, configurations, index + 1, manifest));
    }
    if (!isLock && packages.length === 0) return unreadable('is no lockfile of Gradle');
    const problems = [...problemOfLines(wrong, 'line'), ...problemOfEnd(isWhole, 'the last line, "empty=",')];
    return { kind: 'read', inventory: { packages, foreign: [], problems } };
  });
}

function packageOf(name: string, version: string, configurations: string, line: number, manifest: FilePath): Package {
  const names = configurations.split(',').filter(Boolean);
  const development = names.length > 0 && names.every(isForTests);
  return { ecosystem: 'Maven', name, version, purl: purlOf('Maven', name), manifest, line, path: [], development };
}

/** `testRuntimeClasspath`, `integrationTestCompileClasspath`, `debugAndroidTestRuntimeClasspath`. */
function isForTests(configuration: string): boolean {
  return /^test(?![a-z])|Test(?![a-z])|^androidTest/.test(configuration);
}
