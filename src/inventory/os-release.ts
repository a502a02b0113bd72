import { pathFromBytes } from '../model/path.ts';

/** The parts of `/etc/os-release` that say which distribution it is (os-release(5)). */
export interface OsRelease {
  /** `debian`, `alpine`, `rhel`. */
  readonly id: string;
  /** Others that it is like, nearest first. */
  readonly like: readonly string[];
  /** `12`, `3.19.1`; empty in rolling distributions. */
  readonly version: string;
  readonly name: string;
  /** `bookworm`; Debian's testing has no version but this. */
  readonly codename: string;
}

/** `undefined` for a text without an ID. https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export function readOsRelease(bytes: Uint8Array): OsRelease | undefined {
  const values = new Map<string, string>();
  for (const line of pathFromBytes(bytes.subarray(0, 64 * 1024)).split('\n')) {
    const [, name, value = ''] = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) values.set(name, unquoted(value));
  }
  const id = values.get('ID')?.toLowerCase();
  if (!id) return undefined;
  return {
    id,
    like: (values.get('ID_LIKE') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
    version: values.get('VERSION_ID') ?? '',
    name: values.get('PRETTY_NAME') ?? values.get('NAME') ?? id,
    codename: values.get('VERSION_CODENAME') ?? '',
  };
}

function unquoted(value: string): string {
  const inner = /^"(.*)"$/.exec(value)?.[1] ?? /^'(.*)'$/.exec(value)?.[1] ?? value;
  return inner.replace(/\\(["'$`\\])/g, '$1');
}
