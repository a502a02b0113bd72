import { describe, expect, test } from '@jest/globals';
import { plan } from '../../src/pipeline/plan.ts';
import { embeddedContainer } from '../../src/scanners/embedded.ts';
import { fileSetOf } from '../support/file-set.ts';
import { settingsWith } from '../support/settings.ts';

describe('the engine for images', () => {
  test.each([
    ['has nothing to do without one, whatever Dockerfiles there are', ['Dockerfile'], [], 'skipped'],
    ['runs with one, without a Dockerfile', [], ['oci:img'], 'planned'],
    ['runs with one and knows the Dockerfiles', ['Dockerfile', 'a.ts'], ['oci:img'], 'planned'],
  ])('%s', (_name, paths, images, expected) => {
    const { scans, settled } = plan(settingsWith({ images }), fileSetOf(paths), [embeddedContainer]);
    expect([...scans.map(() => 'planned'), ...settled.map(({ status }) => status.state)]).toEqual([expected]);
    for (const { files, required } of scans) {
      expect(required).toBe(true);
      expect(files.map(({ path }) => path)).toEqual(paths.filter((path) => path === 'Dockerfile'));
    }
  });
});
