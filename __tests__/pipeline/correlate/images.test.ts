import { describe, expect, test } from '@jest/globals';
import type { Result } from '../../../src/model/result.ts';
import { groupRepeats } from '../../../src/pipeline/correlate/repeats.ts';
import { result } from '../../support/findings.ts';

describe('results about one image have one place', () => {
  const at = (changed: Partial<Result>) =>
    result({ scanner: 'gatehouse-container', category: 'container', ...changed });

  test.each<[string, readonly Result[], number]>([
    ['two files of it are two findings', [at({ resource: 'oci:img › /a' }), at({ resource: 'oci:img › /b' })], 2],
    ['one file told of twice is one', [at({ resource: 'oci:img › /a' }), at({ resource: 'oci:img › /a' })], 1],
    [
      'elsewhere the place decides',
      [at({ category: 'iac', resource: 'a' }), at({ category: 'iac', resource: 'b' })],
      1,
    ],
  ])('%s', (_name, results, findings) => {
    expect(groupRepeats(results)).toHaveLength(findings);
  });
});
