import { describe, expect, test } from '@jest/globals';
import { isByGitHub, parseUses } from '../../../../src/engines/workflows/model/uses.ts';

const COMMIT = '8f4b7f84864484a7bf31766abe9204da3cbe65b3';

describe('what uses names', () => {
  test.each([
    ['acme/deploy@v1', 'tag'],
    ['acme/deploy@1.2.3', 'tag'],
    ['acme/deploy@release/v1', 'tag'],
    ['acme/deploy@refs/tags/v1', 'tag'],
    ['acme/deploy@main', 'branch'],
    ['acme/deploy@Master', 'branch'],
    ['acme/deploy@refs/heads/v1', 'branch'],
    [`acme/deploy@${COMMIT}`, 'commit'],
    [`acme/deploy@${COMMIT.toUpperCase()}`, 'commit'],
    [`acme/deploy@${COMMIT}${COMMIT.slice(0, 24)}`, 'commit'],
    [`acme/deploy@${COMMIT.slice(0, 39)}`, 'short-commit'],
    ['acme/deploy@8f4b7f8', 'short-commit'],
    ['acme/deploy@20240101', 'tag'],
    ['acme/deploy@deadbee', 'tag'],
    [`acme/deploy@${COMMIT}0`, 'tag'],
    ['acme/deploy', 'none'],
  ])('%s is pinned by %s', (value, pin) => {
    expect(parseUses(value)).toMatchObject({ kind: 'repository', repository: 'acme/deploy', pin });
  });

  test.each([
    ['./.github/actions/x', { kind: 'local', from: 'checkout' }],
    ['../x', { kind: 'local', from: 'checkout' }],
    ['$/.github/actions/x', { kind: 'local', from: 'commit' }],
    ['docker://alpine:3', { kind: 'docker', image: 'alpine:3' }],
    ['DOCKER://alpine', { kind: 'docker', image: 'alpine' }],
    ['${{ matrix.action }}', { kind: 'unknown' }],
    ['just-a-name', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('%s', (value, expected) => {
    expect(parseUses(value)).toMatchObject(expected);
  });

  test('names are compared without regard to case, paths belong to the name', () => {
    expect(parseUses('Acme/Deploy/Sub/Path@v1')).toMatchObject({
      owner: 'acme',
      repository: 'acme/deploy',
      name: 'acme/deploy/sub/path',
    });
  });

  test.each([
    ['actions/checkout@v4', true],
    ['GitHub/codeql-action/init@v3', true],
    ['actions-rs/cargo@v1', false],
    ['githubnext/x@v1', false],
  ])("%s is GitHub's own: %s", (value, expected) => {
    const reference = parseUses(value);
    expect(reference.kind === 'repository' && isByGitHub(reference)).toBe(expected);
  });
});
