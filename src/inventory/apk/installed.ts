import { count } from '../../model/text.ts';
import type { OsPackage, OsPackages } from '../os-package.ts';
import { linesOf, problemOfLastLine } from '../paragraphs.ts';

/**
 * apk's database `/lib/apk/db/installed`: lines `X:value`, an empty one between packages. The letters are case-sensitive
 * (https://wiki.alpinelinux.org/wiki/Apk_spec#Installed_Database_V2).
 */
export function readApkInstalled(bytes: Uint8Array): OsPackages {
  const packages: OsPackage[] = [];
  let broken = 0;
  let fields = new Map<string, string>();
  const close = () => {
    const [name, version] = [fields.get('P'), fields.get('V')];
    if (name && version) {
      const source = { name: fields.get('o') || name, version };
      packages.push({ kind: 'apk', name, version, architecture: fields.get('A'), source });
    } else if (fields.size > 0) broken += 1;
    fields = new Map();
  };
  for (const line of linesOf(bytes)) {
    if (line.trim() === '') close();
    else if (/^[PVAo]:/.test(line) && !fields.has(line.charAt(0))) fields.set(line.charAt(0), line.slice(2).trim());
  }
  close();
  const nameless = broken === 0 ? [] : [`${count(broken, 'package')} without a name or version`];
  return { packages, problems: [...nameless, ...problemOfLastLine(bytes)] };
}
