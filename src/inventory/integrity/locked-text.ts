import { parse, TomlError } from 'smol-toml';
import { decodeText } from '../decode-text.ts';
import { unreadable } from '../inventory.ts';
import { isRecord } from '../json-shapes.ts';
import { lineOfMistake } from '../lock-text.ts';
import { linesOfPackages } from '../toml/lock-toml.ts';
import type { LockedReading } from './locked-file.ts';

type Parsed = Readonly<Record<string, unknown>>;

/** The bytes of a lockfile as text, given to `read`. The same words as for the packages: a file that nobody can read is listed once. */
export function readLockedText(bytes: Uint8Array, read: (text: string) => LockedReading): LockedReading {
  const text = decodeText(bytes);
  if (text === undefined) return unreadable('is not text');
  return /^<{7} /m.test(text) ? unreadable('holds merge conflict markers') : read(text);
}

/** The same for JSON. */
export function readLockedJson(bytes: Uint8Array, read: (value: Parsed, text: string) => LockedReading): LockedReading {
  return readLockedText(bytes, (text) => {
    try {
      const value: unknown = JSON.parse(text);
      return isRecord(value) ? read(value, text) : unreadable('holds no object');
    } catch (error) {
      if (error instanceof SyntaxError) return unreadable(`is not JSON${lineOfMistake(text, error)}`);
      throw error;
    }
  });
}

/** The same for TOML whose packages are tables of the array `package`; `tables` are those, each with its line. */
export function readLockedToml(
  bytes: Uint8Array,
  read: (tables: readonly { readonly value: Parsed; readonly line: number }[], lock: Parsed) => LockedReading,
): LockedReading {
  return readLockedText(bytes, (text) => {
    try {
      const lock: unknown = parse(text);
      if (!isRecord(lock)) return unreadable('names no packages');
      const lines = linesOfPackages(text);
      const tables: readonly unknown[] = Array.isArray(lock['package']) ? lock['package'] : [];
      return read(
        tables.flatMap((value, index) => (isRecord(value) ? [{ value, line: lines[index] ?? 1 }] : [])),
        lock,
      );
    } catch (error) {
      if (error instanceof TomlError) return unreadable(`is not TOML (line ${error.line})`);
      throw error;
    }
  });
}
