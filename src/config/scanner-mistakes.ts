import type { Mistake } from '../model/errors.ts';
import { type KnownScanner, unknownScanner } from './scanner-names.ts';
import type { YamlDocument } from './yaml-document.ts';

// What makes Gatehouse run something other than what it would run by itself.
const PROGRAM_KEYS = ['command', 'args', 'path'] as const;

/**
 * What is wrong under `scanners` beyond the schema: names that no scanner has, keys that do not fit the scanner, and, for a
 * configuration that is not trusted, everything that names a program or its arguments (docs/architecture.md, Trust).
 */
export function scannerMistakes(document: YamlDocument, known: readonly KnownScanner[], isTrusted: boolean): Mistake[] {
  return Object.entries(entriesOf(entriesOf(document.value)['scanners'])).flatMap(([name, written]) => {
    const scanner = known.find((candidate) => candidate.name === name);
    const keys = Object.keys(entriesOf(written));
    return [
      ...nameMistakes(name, keys, scanner, known, document),
      ...(isTrusted ? [] : trustMistakes(name, keys, document)),
    ];
  });
}

/** Names of the user's own scanners in a configuration, whether or not everything else in it is right. */
export function ownScannerNames(document: YamlDocument): readonly string[] {
  return Object.entries(entriesOf(entriesOf(document.value)['scanners']))
    .filter(([, written]) => 'command' in entriesOf(written))
    .map(([name]) => name);
}

function nameMistakes(
  name: string,
  keys: readonly string[],
  scanner: KnownScanner | undefined,
  known: readonly KnownScanner[],
  document: YamlDocument,
): Mistake[] {
  if (scanner === undefined) {
    if (keys.includes('command') || keys.includes('category')) return [];
    const names = known.map((candidate) => candidate.name);
    const problem = `${unknownScanner(name, names)}; one of your own needs "category" and "command"`;
    return [{ place: document.placeOfKey(['scanners', name]), problem }];
  }
  const misfits = scanner.embedded ? ['args', 'path', 'category', 'command'] : ['category', 'command'];
  const why = scanner.embedded
    ? `${name} is built in and runs no program`
    : `${name} is a scanner that Gatehouse knows, and this is for one of your own: give yours another name`;
  return keys
    .filter((key) => misfits.includes(key))
    .map((key) => ({
      place: document.placeOfKey(['scanners', name, key]),
      problem: `"${key}" does not fit here: ${why}`,
    }));
}

function trustMistakes(name: string, keys: readonly string[], document: YamlDocument): Mistake[] {
  return PROGRAM_KEYS.filter((key) => keys.includes(key)).map((key) => ({
    place: document.placeOfKey(['scanners', name, key]),
    problem: `"${key}" decides what is run, and this file was merely found in the scanned tree: read it, then allow it with --trust or name the file with --config (in a workflow: the input config)`,
  }));
}

/** The keys of what may or may not be a mapping. */
function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  // Plain data from `readYaml`: what is an object and no list is a mapping of names.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
