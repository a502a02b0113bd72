import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reporter } from '../../src/reporters/contract.ts';
import { findReporter, formats, REPORTERS } from '../../src/reporters/registry.ts';
import {
  blockingOutcome,
  cleanOutcome,
  HOSTILE_TEXTS,
  hostileOutcome,
  hugeOutcome,
  incompleteOutcome,
  judgedFinding,
  outcomeOf,
} from '../support/outcomes.ts';
import { renderOptions, terminalEscapes, workflowCommands } from '../support/reporting.ts';

const FOLDER = new URL('../../src/reporters/', import.meta.url);

function isReporter(value: unknown): value is Reporter {
  return typeof value === 'object' && value !== null && 'format' in value && 'render' in value;
}

test('every reporter in the folder is registered, and nothing else is', async () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('registry'),
  );
  const modules: readonly Record<string, unknown>[] = await Promise.all(
    files.map((file) => import(new URL(file, FOLDER).href)),
  );
  const found = modules.flatMap((module) => Object.values(module).filter(isReporter));
  expect(new Set(found)).toEqual(new Set(REPORTERS));
  expect(found).toHaveLength(REPORTERS.length);
});

test('formats and files are each named once', () => {
  expect(new Set(formats).size).toBe(REPORTERS.length);
  expect(new Set(REPORTERS.map(({ file }) => file)).size).toBe(REPORTERS.length);
});

test('a reporter is found by its format alone', () => {
  for (const format of formats) expect(findReporter(format)?.format).toBe(format);
  expect(findReporter('toString')).toBeUndefined();
});

describe.each(REPORTERS.map((reporter) => [reporter.format, reporter] as const))('reporter %s', (_, reporter) => {
  const outcomes = {
    clean: cleanOutcome,
    blocking: blockingOutcome,
    incomplete: incompleteOutcome,
    huge: hugeOutcome,
    hostile: hostileOutcome,
  };

  test.each(Object.entries(outcomes))('gives a text with a line end at its end for a run that is %s', (_name, make) => {
    const text = reporter.render(make(), renderOptions());
    expect(text.endsWith('\n')).toBe(true);
    expect(text.endsWith('\n\n')).toBe(false);
  });

  test('gives the same text for the same outcome', () => {
    expect(reporter.render(blockingOutcome(), renderOptions())).toBe(
      reporter.render(blockingOutcome(), renderOptions()),
    );
  });

  test.each([false, true])('never lets a text of the run become a workflow command (all: %s)', (all) => {
    expect(workflowCommands(reporter.render(hostileOutcome(), renderOptions({ all })))).toEqual([]);
    expect(
      workflowCommands(reporter.render(hostileOutcome(), renderOptions({ all, columns: 40, colour: true }))),
    ).toEqual([]);
  });

  test.each([false, true])('never lets a text of the run become a terminal escape (all: %s)', (all) => {
    expect(terminalEscapes(reporter.render(hostileOutcome(), renderOptions({ all })).replaceAll('\n', ''))).toEqual([]);
  });

  test('survives being written as UTF-8', () => {
    const text = reporter.render(hostileOutcome(), renderOptions({ all: true }));
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
  });

  test('keeps every blocking finding of a hostile run in sight', () => {
    // SARIF has no run for a category that is incomplete, and knows findings by their fingerprints.
    if (reporter.format === 'sarif') return;
    const blocking = hostileOutcome().findings.filter(({ disposition }) => disposition === 'block');
    const text = reporter.render(hostileOutcome(), renderOptions({ all: true }));
    for (const { id } of blocking) expect(text).toContain(id);
  });

  test('never becomes a command whatever a message, a title or a path holds', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '::',
        ':',
        '#',
        '##[',
        '[',
        'error',
        'add-mask',
        ']',
        ' ',
        '\n',
        '\r',
        '\t',
        '\u001b[0m',
        '\u0085',
        '\u00a0',
        'x',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, pieces, fc.constantFrom(...HOSTILE_TEXTS), (a, b, c) => {
        const finding = judgedFinding({
          disposition: 'block',
          message: a.join(''),
          rule: { id: b.join(''), title: b.join(''), help: c, cwes: [] },
          location: { ...judgedFinding().location, path: a.join('') },
          snippet: b.join(''),
        });
        const text = reporter.render(outcomeOf([finding]), renderOptions({ columns: 60 }));
        expect(workflowCommands(text)).toEqual([]);
        expect(terminalEscapes(text.replaceAll('\n', ''))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
