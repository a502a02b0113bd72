import type { z } from 'zod';
import type { Mistake } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { configurationJsonSchema, type SchemaNode, schemaAt } from './json-schema.ts';
import { type KeyPath, showKeyPath, showWord } from './key-path.ts';
import type { YamlDocument } from './yaml-document.ts';

type Issue = z.core.$ZodIssue;

// A hostile key may be as long as the file; what was meant is never that far away.
const LONGEST_GUESS = 60;

/** What the schema found wrong → mistakes with their places in the file, each with what is allowed there. */
export function schemaMistakes(issues: readonly Issue[], document: YamlDocument): Mistake[] {
  const schema = configurationJsonSchema();
  return issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, schema, document));
    if (issue.code === 'invalid_key') return [badName(issue, path, document)];
    return [badValue(issue, path, schema, document)];
  });
}

function unknownKey(key: string, path: KeyPath, schema: SchemaNode, document: YamlDocument): Mistake {
  const known = Object.keys(schemaAt(schema, path)?.properties ?? {});
  const where = path.length === 0 ? '' : ` in ${showKeyPath(path)}`;
  return {
    place: document.placeOfKey([...path, key]),
    problem: `unknown key "${showWord(key)}"${where}: ${didYouMean(key, known) ?? `known are ${known.join(', ')}`}`,
  };
}

function badName(issue: z.core.$ZodIssueInvalidKey, path: KeyPath, document: YamlDocument): Mistake {
  const wanted = issue.issues[0]?.message ?? issue.message;
  return { place: document.placeOfKey(path), problem: `"${showWord(String(path.at(-1)))}" must be ${wanted}` };
}

function badValue(issue: Issue, path: KeyPath, schema: SchemaNode, document: YamlDocument): Mistake {
  const value = valueAt(document.value, path);
  const name = path.length === 0 ? 'the configuration' : showKeyPath(path);
  if (value === undefined) return missing(issue, path, document);
  const guess = typeof value === 'string' ? didYouMean(value, schemaAt(schema, path)?.enum ?? []) : undefined;
  const problem = `${name} must be ${issue.message}, not ${showValue(value)}${guess === undefined ? '' : `: ${guess}`}`;
  return { place: document.placeOfValue(path), problem };
}

function missing(issue: Issue, path: KeyPath, document: YamlDocument): Mistake {
  const where = showKeyPath(path.slice(0, -1));
  return {
    place: document.placeOfKey(path),
    problem: `"${path.at(-1)}" is missing in ${where}: it must be ${issue.message}`,
  };
}

function didYouMean(word: string, known: readonly string[]): string | undefined {
  const guess = nearest(word.slice(0, LONGEST_GUESS), known);
  return guess === undefined ? undefined : `did you mean "${guess}"?`;
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    // Keys come from zod's walk over this very value.
    return (inner as Readonly<Record<string | number, unknown>>)[key];
  }, value);
}

/** What stands there, in words that fit behind "not". */
function showValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `"${showWord(value)}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a mapping' : String(value);
}
