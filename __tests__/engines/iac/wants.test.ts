import { describe, expect, test } from '@jest/globals';
import { createIacEngine } from '../../../src/engines/iac/engine.ts';
import { kindOfPath, NOTHING_FOR_IAC } from '../../../src/engines/iac/wants.ts';

describe('what a file is taken for', () => {
  test.each([
    ['Dockerfile', 'dockerfile'],
    ['api/Dockerfile.prod', 'dockerfile'],
    ['Dockerfile-alpine', 'dockerfile'],
    ['api.dockerfile', 'dockerfile'],
    ['Containerfile', 'dockerfile'],
    ['Dockerfile.dockerignore', 'other'],
    ['Dockerfile.md', 'other'],
    ['src/dockerfile.ts', 'other'],
    ['compose.yaml', 'compose'],
    ['compose.override.yml', 'compose'],
    ['docker-compose.prod.yml', 'compose'],
    ['deploy/web.yaml', 'yaml'],
    ['composer.yml', 'yaml'],
    ['.github/workflows/ci.yml', 'other'],
    ['pnpm-lock.yaml', 'other'],
    ['infra/main.tf', 'other'],
    ['package.json', 'other'],
  ])('%s: %s', (path, kind) => {
    expect(kindOfPath(path)).toBe(kind);
    expect(createIacEngine().wants({ path, sizeBytes: 1 })).toBe(kind !== 'other');
  });
});

test('the engine says what it is and when it has nothing to do', () => {
  const engine = createIacEngine();
  expect(engine).toMatchObject({ unit: 'file', name: 'gatehouse-iac', category: 'iac', nothingToDo: NOTHING_FOR_IAC });
  expect(engine.rulesDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(createIacEngine().rulesDigest).toBe(engine.rulesDigest);
});
