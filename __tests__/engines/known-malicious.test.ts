import { describe, expect, test } from '@jest/globals';
import { readKnownMalicious } from '../../src/engines/known-malicious.ts';

const incident = { date: '2026-03-19', reason: 'stolen credentials', source: 'https://example.com/advisory' };
const tool = { tool: 'acme', versions: ['1.2.3'], sha256: ['a'.repeat(64)], ...incident };
const action = { action: 'acme/scan', versions: '<=1.2.3', commits: ['b'.repeat(40)], ...incident };

describe('the bundled list', () => {
  const list = readKnownMalicious();

  test('names the malicious trivy releases with the digests of their files', () => {
    const trivy = list.tools.find((entry) => entry.tool === 'trivy');
    expect(trivy?.versions).toEqual(['0.69.4', '0.69.5', '0.69.6']);
    expect(trivy?.date).toBe('2026-03-19');
    expect(trivy?.sha256).toHaveLength(7);
  });

  test('names the malicious commits that are known', () => {
    const commits = new Map(list.actions.map((entry) => [entry.action, entry.commits]));
    expect(commits.get('tj-actions/changed-files')).toEqual(['0e58ed8671d6b60d0890c21b07f8835ace038e67']);
    expect(commits.get('reviewdog/action-setup')).toEqual(['f0d342d24037bb11d26b9bd8496e0808ba32e9ec']);
  });

  test('names each tool and each action once', () => {
    const names = [...list.tools.map((entry) => entry.tool), ...list.actions.map((entry) => entry.action)];
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a list of this shape', () => {
  test('is read as it is', () => {
    expect(readKnownMalicious({ tools: [tool], actions: [action] })).toEqual({ tools: [tool], actions: [action] });
  });

  test.each([
    ['without its sections', {}],
    ['with a section that nobody reads', { tools: [], actions: [], images: [] }],
    ['with a digest that is none', { tools: [{ ...tool, sha256: ['A'.repeat(64)] }], actions: [] }],
    ['with a tool version that starts with v', { tools: [{ ...tool, versions: ['v1.2.3'] }], actions: [] }],
    ['with an action spelled in capitals', { tools: [], actions: [{ ...action, action: 'Acme/scan' }] }],
    ['with a short commit', { tools: [], actions: [{ ...action, commits: ['0e58ed8'] }] }],
    ['with a range that it cannot read', { tools: [], actions: [{ ...action, versions: '>1' }] }],
    ['with an action without versions', { tools: [], actions: [{ ...action, versions: [] }] }],
    ['without a source', { tools: [{ ...tool, source: 'a blog' }], actions: [] }],
    ['with a date in words', { tools: [{ ...tool, date: 'March 2026' }], actions: [] }],
  ])('is refused %s', (_, data) => {
    expect(() => readKnownMalicious(data)).toThrow();
  });
});
