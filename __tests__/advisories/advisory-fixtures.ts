import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type OsvRecord, parseRecordBytes } from '../../src/advisories/record.ts';

/** Folder of the advisories that all tests here share, laid out as OSV publishes them. */
export const ADVISORY_FOLDER = fileURLToPath(new URL('./__fixtures__/osv', import.meta.url));

/** The bytes of one of them, by `npm/GHSA-…`. */
export function advisoryBytes(name: string): Buffer {
  return readFileSync(`${ADVISORY_FOLDER}/${name}.json`);
}

/** The same as a record. */
export function advisory(name: string): OsvRecord {
  const record = parseRecordBytes(advisoryBytes(name));
  if (record === undefined) throw new Error(`${name} is no record`);
  return record;
}
