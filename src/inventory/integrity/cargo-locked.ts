import { isRecord, textOf } from '../json-shapes.ts';
import { type LockedReading, NO_PROJECTS, PLAIN } from './locked-file.ts';
import { readLockedToml } from './locked-text.ts';

/** How Cargo.lock says that packages get here: a registry and a checksum, which version 1 keeps in `[metadata]`. https://doc.rust-lang.org/cargo/reference/registries.html */
export function readCargoLocked(bytes: Uint8Array): LockedReading {
  return readLockedToml(bytes, (tables, lock) => {
    const metadata = isRecord(lock['metadata']) ? lock['metadata'] : {};
    const entries = tables.flatMap(({ value, line }) => {
      const [name, version, source] = [textOf(value['name']), textOf(value['version']), textOf(value['source'])];
      const registry = /^(?:registry|sparse)\+(.+)$/.exec(source ?? '')?.[1];
      if (name === undefined || registry === undefined) return [];
      const checksum = textOf(value['checksum']) ?? textOf(metadata[`checksum ${name} ${version} (${source})`]);
      const hash = /^[0-9a-f]{64}$/i.test(checksum ?? '') ? 'present' : 'absent';
      return [{ ...PLAIN, name, version, line, origin: 'registry', addresses: [], registry, hash } as const];
    });
    return { kind: 'read', ecosystem: 'crates.io', entries, ...NO_PROJECTS };
  });
}
