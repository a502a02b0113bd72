import { describe, expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../../src/engines/secrets/engine.ts';
import { CONTEXT_FILE, FORMAT_FILE } from '../../../src/engines/secrets/rule-schema.ts';
import { CONTEXTS_FILE, contextRules, FORMAT_FILES, formatRules } from '../../../src/engines/secrets/rules.ts';
import { exampleText } from './example-text.ts';

const engine = createSecretsEngine();
const rulesFoundIn = (path: string, text: string) =>
  engine.scan(path, Buffer.from(text, 'utf8')).results.map(({ rule }) => rule.id);

describe('rule files', () => {
  test.each(Object.entries(FORMAT_FILES))('%s.yml has the shape of a file of formats', (_, file) => {
    expect(FORMAT_FILE.safeParse(file).error?.issues ?? []).toEqual([]);
  });

  test('contexts.yml has the shape of a file of contexts', () => {
    expect(CONTEXT_FILE.safeParse(CONTEXTS_FILE).error?.issues ?? []).toEqual([]);
  });

  test('no id stands twice', () => {
    const ids = [...formatRules().map(({ id }) => id), ...contextRules().keys()];
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

describe.each(formatRules().map((rule) => [rule.id, rule] as const))('format %s', (id, rule) => {
  test.each(rule.examples.fail)('is found in %s', (example) => {
    expect(rulesFoundIn('src/settings.ts', `x = 1\n${exampleText(example)}\n`)).toContain(id);
  });

  test.each(rule.examples.pass)('is not found in %s', (example) => {
    expect(rulesFoundIn('src/settings.ts', `x = 1\n${exampleText(example)}\n`)).not.toContain(id);
  });
});

describe.each([...contextRules()])('context %s', (id, rule) => {
  test.each(rule.examples.fail)('is found in $path: $text', ({ path, text }) => {
    expect(rulesFoundIn(path, exampleText(text))).toContain(id);
  });

  test.each(rule.examples.pass)('is not found in $path: $text', ({ path, text }) => {
    expect(rulesFoundIn(path, exampleText(text))).toEqual([]);
  });
});
