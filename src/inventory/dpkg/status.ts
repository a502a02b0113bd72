import { count } from '../../model/text.ts';
import type { OsPackage, OsPackages } from '../os-package.ts';
import { paragraphs, problemOfLastLine } from '../paragraphs.ts';

const FIELDS = new Set(['package', 'version', 'architecture', 'source', 'status']);
/** States in which the files of a package are there (dpkg(1), "Package states"). */
const PRESENT = new Set([
  'installed',
  'unpacked',
  'half-configured',
  'triggers-awaited',
  'triggers-pending',
  'half-installed',
]);

/**
 * dpkg's database `/var/lib/dpkg/status`, or one of the files in `/var/lib/dpkg/status.d/` that images without dpkg have, which say nothing of a
 * state (https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html).
 */
export function readDpkgStatus(bytes: Uint8Array): OsPackages {
  const packages: OsPackage[] = [];
  let broken = 0;
  let isDatabase = false;
  for (const fields of paragraphs(bytes, FIELDS)) {
    const status = fields.get('status');
    isDatabase ||= status !== undefined;
    if (status !== undefined && !PRESENT.has(status.split(/\s+/)[2] ?? '')) continue;
    const [name, version] = [fields.get('package'), fields.get('version')];
    if (!name || !version) {
      broken += 1;
      continue;
    }
    const source = sourceOf(fields.get('source'), name, version);
    packages.push({ kind: 'deb', name, version, architecture: fields.get('architecture'), source });
  }
  const nameless = broken === 0 ? [] : [`${count(broken, 'paragraph')} without a name or version`];
  // The files of images without dpkg are other programs' work.
  return { packages, problems: [...nameless, ...(isDatabase ? problemOfLastLine(bytes) : [])] };
}

/** `Source: glibc (2.36-9)`; left out where the source has the package's own name, and the version where it is the same (deb-control(5)). */
function sourceOf(field: string | undefined, name: string, version: string): OsPackage['source'] {
  const [, source = name, other = version] = /^(\S+)(?:\s+\(([^)]+)\))?/.exec(field ?? '') ?? [];
  return { name: source, version: other };
}
