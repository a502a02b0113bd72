import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from '@jest/globals';

/**
 * Compares a text with the file that holds what users saw last time. `UPDATE_GOLDEN=1` writes the file instead, for a person to read the
 * difference before it is committed; nothing else ever writes one, and never where `CI` is set.
 */
export function expectGolden(file: URL, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1' && !process.env['CI']) {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
  if (!existsSync(file)) throw new Error(`${file.pathname} is missing: read it, then commit it, after UPDATE_GOLDEN=1`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
