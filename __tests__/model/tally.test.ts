import { expect, test } from '@jest/globals';
import { Tally } from '../../src/model/tally.ts';

test('a tally counts by its words and says them in one order', () => {
  const tally = new Tally();
  expect(tally.phrases()).toEqual([]);
  tally.add('without a line');
  tally.add('beyond the end of the file', 2);
  tally.add('without a line');
  expect(tally.phrases()).toEqual(['2 results beyond the end of the file', '2 results without a line']);
});
