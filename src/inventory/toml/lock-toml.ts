import { parse, TomlError } from 'smol-toml';
import { type Reading, unreadable } from '../inventory.ts';
import { isRecord } from '../json-shapes.ts';
import { readLockText } from '../lock-text.ts';

/** One `[[package]]` of a lockfile in TOML. */
export interface TomlPackage {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of its name. */
  readonly line: number;
}

/**
 * The bytes of a lockfile whose packages are tables of the array `package`, as Cargo, Poetry, uv and PDM write it. Without any, `isEmpty`
 * (given the whole) says whether that may be so. https://toml.io/en/v1.0.0
 */
export function readLockToml(
  bytes: Uint8Array,
  isEmpty: (lock: Readonly<Record<string, unknown>>) => boolean,
  read: (packages: readonly TomlPackage[], lock: Readonly<Record<string, unknown>>) => Reading,
): Reading {
  return readLockText(bytes, (text) => {
    let lock: unknown;
    try {
      lock = parse(text);
    } catch (error) {
      return unreadable(`is not TOML${error instanceof TomlError ? ` (line ${error.line})` : ''}`);
    }
    if (!isRecord(lock)) return unreadable('is no table');
    const tables: unknown = lock['package'] ?? [];
    if (!Array.isArray(tables)) return unreadable('"package" is no list');
    if (tables.length === 0 && !isEmpty(lock)) return unreadable('names no packages');
    const lines = linesOfPackages(text);
    // What is no table is an entry that names nothing.
    return read(
      tables.map((value: unknown, index) => ({ value: isRecord(value) ? value : {}, line: lines[index] ?? 1 })),
      lock,
    );
  });
}

/** The lines of the names in `[[package]]`, in their order; the header's own where no name follows. */
export function linesOfPackages(text: string): readonly number[] {
  const lines: number[] = [];
  let isAtStart = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*\[\[\s*package\s*\]\]/.test(line)) {
      lines.push(index + 1);
      isAtStart = true;
    } else if (/^\s*\[/.test(line)) isAtStart = false;
    else if (isAtStart && /^\s*name\s*=/.test(line)) {
      lines[lines.length - 1] = index + 1;
      isAtStart = false;
    }
  }
  return lines;
}
