import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { CONTENT } from '../../../src/engines/container/checks/content.ts';
import { CONTAINER_CHECKS } from '../../../src/engines/container/checks/registry.ts';
import type { ImageFacts } from '../../../src/engines/container/facts.ts';
import { type ContainerExample, readRules } from '../../../src/engines/container/rule.ts';
import type { ImageToBe, LayerToBe } from '../../support/image-writer.ts';
import { lookAt } from './looking.ts';

const FOLDER = new URL('../../../rules/container/', import.meta.url);
const files = readdirSync(FOLDER).map((name) => readRules(parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
const rules = files.flat();

/** An image in few words → one in bytes; what the example leaves out harms nobody. */
function imageOf(example: ContainerExample): ImageToBe {
  const { user = 'app', environment = [], ports = [], command = [], history = [], created, layers = [{}] } = example;
  return {
    ...(created !== undefined && { created }),
    history,
    config: {
      User: user,
      Env: environment,
      Cmd: command,
      ExposedPorts: Object.fromEntries(ports.map((port) => [port, {}])),
    },
    layers: layers.map(
      ({ by, files: texts, setuid, remove }): LayerToBe => ({
        ...(by !== undefined && { by }),
        ...(texts !== undefined && { files: texts }),
        ...(setuid !== undefined && { setuid }),
        ...(remove !== undefined && { remove }),
      }),
    ),
  };
}

describe('every rule', () => {
  test('has a file that is registered, and an id of its own', () => {
    expect(CONTAINER_CHECKS).toHaveLength(files.length);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});

describe('an image of a gigabyte', () => {
  // Made of words alone: nobody wants to pack and unpack one in a test.
  test('is told of with its largest layer, at the line that made it', () => {
    const check = CONTENT.checks['container-large'];
    const layer = (index: number, fileBytes: number) => ({
      index,
      digest: `sha256:${'a'.repeat(64)}`,
      createdBy: 'RUN make',
      fileBytes,
    });
    const [image, line] = [{ path: 'img/index.json' }, { path: 'Dockerfile' }];
    const context = {
      places: { image, layer: () => line, instruction: () => image },
      now: 0,
      secretsIn: () => [],
    };
    const facts = { layers: [layer(0, 1000), layer(1, 1_300_000_000)] };
    // The check reads the layers and nothing else.
    expect(check?.(facts as unknown as ImageFacts, context)).toEqual([
      { place: line, message: 'unpacks to 1.2 GB, of which 1.2 GB are in layer 2 of 2, sha256:aaaaaaaaaaaa, RUN make' },
    ]);
    expect(check?.({ layers: [layer(0, 1000)] } as unknown as ImageFacts, context)).toEqual([]);
  });
});

describe.each(rules.filter(({ id }) => id !== 'container-large'))('$id', ({ id, severity, fix, examples }) => {
  test.each(examples?.fail ?? [])('finds: $name', async (example) => {
    const { results, incomplete } = await lookAt(imageOf(example));
    expect(incomplete).toBeUndefined();
    const found = results.filter(({ rule }) => rule.id === id);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      category: 'container',
      claims: { rule: example.severity ?? severity },
      path: 'img/index.json',
      remediation: { text: fix },
    });
    expect(JSON.stringify(results)).not.toMatch(/tr0ub4dor|v3ry-private/);
  });

  test.each(examples?.pass ?? [])('passes over: $name', async (example) => {
    const { results, incomplete } = await lookAt(imageOf(example));
    expect(incomplete).toBeUndefined();
    expect(results.filter(({ rule }) => rule.id === id)).toEqual([]);
  });
});
