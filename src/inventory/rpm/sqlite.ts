/**
 * rpm's `rpmdb.sqlite` (Fedora 33 and later, Enterprise Linux 9 and later): headers in the column `blob` of the table `Packages`
 * (https://github.com/rpm-software-management/rpm/blob/rpm-4.19.1-release/lib/backend/sqlite.c).
 */
import type { Database } from 'sql.js';
import { count } from '../../model/text.ts';
import type { OsPackages } from '../os-package.ts';
import { packagesOfHeaders } from './packages.ts';

/** Twenty times the packages of a whole workstation. */
const MOST_PACKAGES = 100_000;

/**
 * Reads the database with SQLite itself, compiled to WebAssembly (`wasm` are its bytes). `undefined` for what is no such database. A view or
 * a virtual table in the place of the table could compute without end, so only a plain table is asked.
 */
export async function readRpmSqlite(bytes: Uint8Array, wasm: Uint8Array): Promise<OsPackages | undefined> {
  // The build for browsers: it is given its bytes, where the one for Node looks for a file beside itself, which a bundle has not.
  const { default: initialise } = await import('sql.js/dist/sql-wasm-browser.js');
  const { Database } = await initialise({ wasmBinary: Uint8Array.from(wasm).buffer });
  let database: Database | undefined;
  try {
    database = new Database(bytes);
    database.run('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON');
    if (!isPlain(database)) return undefined;
    const { headers, problems } = headersIn(database);
    const found = packagesOfHeaders(headers);
    return { packages: found.packages, problems: [...found.problems, ...problems] };
  } catch {
    // SQLite's own words for a damaged file say nothing that helps: it is none that can be read.
    return undefined;
  } finally {
    database?.close();
  }
}

function isPlain(database: Database): boolean {
  const found = database.exec("SELECT type, rootpage, sql FROM sqlite_master WHERE name = 'Packages' LIMIT 2");
  const rows = found[0]?.values ?? [];
  const [type, rootPage, sql] = rows[0] ?? [];
  return rows.length === 1 && type === 'table' && Number(rootPage) > 0 && !/\bGENERATED\b|\bAS\s*\(/i.test(String(sql));
}

/** The headers up to the first page that cannot be read: SQLite goes no further. */
function headersIn(database: Database): {
  readonly headers: readonly Uint8Array[];
  readonly problems: readonly string[];
} {
  const statement = database.prepare(`SELECT blob FROM Packages LIMIT ${MOST_PACKAGES}`);
  const headers: Uint8Array[] = [];
  try {
    while (statement.step()) {
      const [blob] = statement.get();
      headers.push(blob instanceof Uint8Array ? blob : new Uint8Array());
    }
  } catch {
    return { headers, problems: [`it is damaged behind ${count(headers.length, 'package')}: what follows is missing`] };
  } finally {
    statement.free();
  }
  const isFull = headers.length === MOST_PACKAGES;
  return { headers, problems: isFull ? [`more than ${count(MOST_PACKAGES, 'package')}: the rest is left out`] : [] };
}
