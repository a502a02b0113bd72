import { describe, expect, test } from '@jest/globals';
import { reachInWords } from '../../src/reporters/cvss-words.ts';

describe('what an attacker needs', () => {
  test.each([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'over the network without rights'],
    ['CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', 'over the network with administrator rights'],
    ['CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:U/C:H/I:H/A:H', 'on the machine itself with user rights once a user joins in'],
    ['CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'with hands on the machine without rights'],
    [
      'CVSS:4.0/AV:A/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
      'from a neighbouring network without rights once a user joins in',
    ],
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 'over the network without rights'],
    ['(AV:N/AC:L/Au:S/C:P/I:P/A:P)', 'over the network with user rights'],
    ['CVSS:3.1/toString', undefined],
    ['', undefined],
  ])('by %j is %j', (vector, words) => {
    expect(reachInWords({ vector })).toBe(words);
  });
});
