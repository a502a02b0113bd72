/** Advisories in the formats of others' programs, made of what the repository holds, in folders of their own. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { zipOf } from '../support/zip-writer.ts';

const ADVISORIES = fileURLToPath(new URL('../../examples/vulnerable-app/security/advisories/', import.meta.url));
const TRIVY_DATABASE = new URL('../scanners/trivy/database/trivy.db.gz', import.meta.url);

/** Runs `body` with a folder as `--local-db-path` of osv-scanner wants it: the example application's advisories. */
export async function withOsvData<Value>(body: (folder: string) => Promise<Value>): Promise<Value> {
  return withFolder(async (folder) => {
    for (const ecosystem of ['npm', 'PyPI']) {
      const files = readdirSync(join(ADVISORIES, ecosystem));
      const zip = zipOf(files.map((name) => ({ name, content: readFileSync(join(ADVISORIES, ecosystem, name)) })));
      mkdirSync(join(folder, 'osv-scanner', ecosystem), { recursive: true });
      writeFileSync(join(folder, 'osv-scanner', ecosystem, 'all.zip'), zip);
    }
    return body(folder);
  });
}

/** Runs `body` with a folder as `--cache-dir` of trivy wants it: a database of four advisories. */
export async function withTrivyData<Value>(body: (folder: string) => Promise<Value>): Promise<Value> {
  return withFolder(async (folder) => {
    mkdirSync(join(folder, 'db'));
    writeFileSync(join(folder, 'db', 'trivy.db'), gunzipSync(readFileSync(TRIVY_DATABASE)));
    const at = '2026-11-21T00:00:00Z';
    const metadata = { Version: 2, NextUpdate: '2100-01-01T00:00:00Z', UpdatedAt: at, DownloadedAt: at };
    writeFileSync(join(folder, 'db', 'metadata.json'), JSON.stringify(metadata));
    return body(folder);
  });
}

async function withFolder<Value>(body: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-advisories-'));
  try {
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
