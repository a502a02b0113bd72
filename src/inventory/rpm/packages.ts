import { count } from '../../model/text.ts';
import type { OsPackage, OsPackages } from '../os-package.ts';
import { readRpmHeader } from './header.ts';

/** The packages that a database's headers describe. Keys that it trusts stand there as packages too, and are none. */
export function packagesOfHeaders(headers: Iterable<Uint8Array>): OsPackages {
  const packages: OsPackage[] = [];
  let broken = 0;
  for (const header of headers) {
    const found = readRpmHeader(header);
    if (found === undefined) broken += 1;
    else if (found.name !== 'gpg-pubkey') packages.push(found);
  }
  return { packages, problems: broken === 0 ? [] : [`${count(broken, 'package')} whose header is damaged`] };
}
