import { describe, expect, test } from '@jest/globals';
import { patchOf } from '../../../src/engines/yaml-document/edits.ts';
import { sourceText } from '../../../src/engines/yaml-document/source-text.ts';

const source = sourceText('- one\n  two: { three }\nfour\n');

describe('several edits as one patch', () => {
  test('what stands between them is kept', () => {
    const patch = patchOf(source, [
      { region: { startLine: 1, startColumn: 3, endLine: 1, endColumn: 3 }, replacement: 'new\n  ' },
      { region: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 15 }, replacement: '3' },
    ]);
    expect(patch).toEqual({
      region: { startLine: 1, startColumn: 3, endLine: 2, endColumn: 15 },
      replacement: 'new\n  one\n  two: { 3',
    });
  });

  test('none give no patch', () => {
    expect(patchOf(source, [])).toBeUndefined();
  });

  test('new lines inside a flow map would not be YAML, so there is no patch', () => {
    const region = { startLine: 2, startColumn: 10, endLine: 2, endColumn: 10 };
    expect(patchOf(source, [{ region, replacement: 'a\nb' }])).toBeUndefined();
  });
});

test('offsets and regions of a text are inverse', () => {
  for (let offset = 0; offset <= source.text.length; offset += 1) {
    const { startLine, startColumn } = source.region(offset, offset);
    expect(source.offsetOf(startLine, startColumn)).toBe(offset);
  }
});
