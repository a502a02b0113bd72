/** What the documentation and the published schema say is compared with what reads configurations. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readConfiguration } from '../../src/config/configuration-file.ts';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { INPUT_NAMES } from '../../src/config/inputs.ts';
import { configurationJsonSchema, type SchemaNode, schemaText } from '../../src/config/json-schema.ts';
import { mergeLayers } from '../../src/config/layers.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import { settle } from '../../src/config/settle.ts';
import { registry } from '../../src/scanners/registry.ts';

const documentation = readFileSync('docs/configuration.md', 'utf8');
const scanners = registry.map(({ name, category, kind }) => ({ name, category, embedded: kind === 'embedded' }));

function read(text: string) {
  return readConfiguration(Buffer.from(text), { name: 'docs/configuration.md', isTrusted: true, scanners });
}

/** Every key with a value of its own, as the documentation's headings write it. */
function leaves(node: SchemaNode, path: string): readonly string[] {
  const join = (key: string) => (path === '' ? key : `${path}.${key}`);
  const { properties, items, additionalProperties: others } = node;
  if (properties !== undefined) return Object.entries(properties).flatMap(([key, inner]) => leaves(inner, join(key)));
  if (typeof others === 'object') return leaves(others, `${path}.<name>`);
  return items?.properties === undefined ? [path] : leaves(items, `${path}[]`);
}

const sections = new Map(
  documentation
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => [section.match(/^`([^`]+)`/)?.[1] ?? section, section]),
);

describe('docs/configuration.md', () => {
  test('has a section for every key of the schema, and for no other', () => {
    expect([...sections.keys()].sort()).toEqual([...leaves(configurationJsonSchema(), '')].sort());
  });

  test.each([...sections])(
    '%s has a type, a default and an example that is read without a mistake and uses it',
    (key, section) => {
      expect(section).toMatch(/^- Type: .+/m);
      expect(section).toMatch(/^- Default: .+/m);
      const example = section.match(/```yaml\n([\s\S]+?)```/)?.[1] ?? '';
      expect(read(example).mistakes).toEqual([]);
      expect(example).toMatch(new RegExp(`\\b${key.split(/[.[\]]+/).at(-1)}:`));
    },
  );

  test('names the values of every choice', () => {
    for (const [key, section] of sections) {
      const choices = choicesOf(key);
      for (const choice of choices)
        expect(`${key}: ${section.match(/^- Type: (.+)/m)?.[1]}`).toContain(`\`${choice}\``);
    }
  });

  test('says the defaults that hold', () => {
    const { profile, policy, advisories } = settle(DEFAULTS);
    const stated = (key: string) => sections.get(key)?.match(/^- Default: `([^`]+)`/m)?.[1];
    expect(stated('profile')).toBe(profile);
    expect(stated('policy.fail-on')).toBe(policy.failOn.value);
    expect(stated('policy.on-incomplete')).toBe(policy.onIncomplete.value);
    expect(stated('policy.inline-exceptions')).toBe(policy.inlineExceptions.value ? 'on' : 'off');
    expect(stated('advisories.service')).toBe(advisories.service ? 'on' : 'off');
    const written = read(
      `timeout: ${stated('timeout')}\nadvisories: { max-age: ${stated('advisories.max-age')} }\ncheck-name: ${stated('check-name')}`,
    );
    expect(settle(mergeLayers(DEFAULTS, written.layer))).toEqual({
      ...settle(DEFAULTS),
      decidedBy: 'docs/configuration.md',
    });
  });

  test.each([...documentation.matchAll(/```yaml\n([\s\S]+?)```/g)].map((match) => [match[1] ?? '']))(
    'has an example that works: %j',
    (example) => {
      expect(read(example).mistakes).toEqual([]);
    },
  );

  test('lists every input', () => {
    for (const name of INPUT_NAMES) expect(documentation).toMatch(new RegExp(`^\\| \`${name}\``, 'm'));
  });
});

function choicesOf(key: string): readonly string[] {
  const steps = key.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), '[]'] : [step]));
  const node = steps.reduce<SchemaNode | undefined>((inner, step) => {
    if (step === '[]') return inner?.items;
    return step === '<name>' && typeof inner?.additionalProperties === 'object'
      ? inner.additionalProperties
      : inner?.properties?.[step];
  }, configurationJsonSchema());
  return node?.enum ?? node?.items?.enum ?? node?.anyOf?.flatMap(({ enum: words }) => words ?? []) ?? [];
}

describe('schema/gatehouse.schema.json', () => {
  test('is what the schema gives (npm run schema)', () => {
    expect(readFileSync('schema/gatehouse.schema.json', 'utf8')).toBe(schemaText());
  });

  const ajv = new Ajv2020.default({ strict: true, strictTypes: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync('schema/gatehouse.schema.json', 'utf8')));

  test.each([
    ['an empty configuration', {}, true],
    [
      'the example of the design',
      {
        profile: 'recommended',
        paths: { exclude: ['testdata/**'] },
        policy: { 'fail-on': 'high', categories: { secrets: { 'fail-on': 'low' } } },
      },
      true,
    ],
    ['a switch as a word', { advisories: { service: 'on' } }, true],
    ['a switch as a boolean', { advisories: { service: true } }, true],
    ["a scanner of one's own", { scanners: { acme: { category: 'sast', command: ['x'] } } }, true],
    ['an exception', { exceptions: [{ rule: 'R', reason: 'r', owner: 'o', expires: '2027-01-31' }] }, true],
    ['an unknown key', { profil: 'embedded' }, false],
    ['an unknown severity', { policy: { 'fail-on': 'hihg' } }, false],
    ['an exception without an owner', { exceptions: [{ rule: 'R', reason: 'r', expires: '2027-01-31' }] }, false],
    ['a pattern that climbs', { paths: { exclude: ['../x'] } }, false],
    ['a day that is none', { exceptions: [{ rule: 'R', reason: 'r', owner: 'o', expires: 'soon' }] }, false],
    ['a wrong category', { categories: ['secret'] }, false],
    ['an empty command', { scanners: { acme: { category: 'sast', command: [] } } }, false],
    ['a number of scanners that is not whole', { 'max-parallel': 1.5 }, false],
  ])('agrees with the reader on %s', (_, configuration, isRight) => {
    expect({ ajv: validate(configuration), reader: configurationSchema.safeParse(configuration).success }).toEqual({
      ajv: isRight,
      reader: isRight,
    });
  });
});
