import { expect, test } from '@jest/globals';
import { manifestKind } from '../../src/inventory/kinds.ts';

test.each([
  ['package-lock.json', 'npm-lockfile'],
  ['web/npm-shrinkwrap.json', 'npm-lockfile'],
  ['go.mod', 'go-mod'],
  ['requirements.txt', 'requirements'],
  ['requirements-dev.txt', 'requirements'],
  ['requirements.prod.txt', 'requirements'],
  ['dev_requirements.txt', 'requirements'],
  ['Requirements.TXT', 'requirements'],
  ['requirements/base.txt', 'requirements'],
  ['service/requirements/production.txt', 'requirements'],
  ['requirements/deep/notes.txt', undefined],
  ['myrequirements.txt', undefined],
  ['requirements.md', undefined],
  ['package.json', undefined],
  ['go.sum', undefined],
  ['package-lock.json/readme', undefined],
  ['node_modules/a/package-lock.json', undefined],
  ['web/node_modules/gyp/requirements.txt', undefined],
  ['my_node_modules/requirements.txt', 'requirements'],
])('%s is %s', (path, kind) => {
  expect(manifestKind(path)).toBe(kind);
});
