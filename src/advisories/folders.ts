import { createHash } from 'node:crypto';
import { messageOf, PlatformError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import type { Shortfall } from '../model/scan-status.ts';
import type { Files } from '../ports/files.ts';
import { nameKey } from './package-key.ts';
import { type OsvRecord, parseRecordBytes } from './record.ts';
import { ADVISORY_ZIP_LIMITS, zipContents } from './zip.ts';

/** What is read of one ecosystem: OSV's export of the whole database, or single records that somebody added. */
export type FolderCoverage = 'database' | 'records';

/** What the folders of advisories say on the packages that were asked for. */
export interface FolderAnswer {
  readonly records: readonly OsvRecord[];
  /** By ecosystem; one that no folder has is missing. */
  readonly coverage: ReadonlyMap<string, FolderCoverage>;
  /** Records that are none by the schema. */
  readonly malformed: number;
  /** One line per file that was read. */
  readonly digests: readonly string[];
  /** What could not be read. */
  readonly problems: readonly Shortfall[];
}

/** OSV's export of npm is above 100 MB packed; Node's buffers end at 4 GB. */
const MAX_ZIP_BYTES = 2 ** 30;
const MAX_RECORD_BYTES = ADVISORY_ZIP_LIMITS.entryBytes;

/** Ecosystems as OSV spells them, without a release, and the `nameKey`s of the packages. */
export interface Asked {
  readonly ecosystems: readonly string[];
  readonly names: ReadonlySet<string>;
}

interface Collected {
  readonly records: OsvRecord[];
  readonly coverage: Map<string, FolderCoverage>;
  malformed: number;
  readonly digests: string[];
  readonly problems: Shortfall[];
}

/**
 * Reads `<folder>/<ecosystem>/all.zip` and `<folder>/<ecosystem>/*.json` (https://google.github.io/osv.dev/data/#data-dumps), keeping
 * only records that name one of the asked packages. Never rejects: what cannot be read is a problem.
 */
export async function readFolders(
  folders: readonly FilePath[],
  root: FilePath,
  asked: Asked,
  files: Files,
): Promise<FolderAnswer> {
  const collected: Collected = { records: [], coverage: new Map(), malformed: 0, digests: [], problems: [] };
  for (const folder of folders) {
    const absolute = /^([a-z]:)?[\\/]/i.test(folder) ? folder : `${root}/${folder}`;
    await readFolder(folder, absolute, asked, files, collected);
  }
  return collected;
}

async function readFolder(
  shown: string,
  absolute: FilePath,
  asked: Asked,
  files: Files,
  collected: Collected,
): Promise<void> {
  try {
    await files.list(await files.resolve(absolute));
  } catch (error) {
    collected.problems.push(unreadable(shown, error));
    return;
  }
  for (const ecosystem of asked.ecosystems) {
    try {
      await readEcosystem(await files.resolve(`${absolute}/${ecosystem}`), ecosystem, asked, files, collected);
    } catch (error) {
      if (error instanceof PlatformError && error.code === 'not-found') continue;
      collected.problems.push(unreadable(`${shown}/${ecosystem}`, error));
    }
  }
}

async function readEcosystem(
  folder: FilePath,
  ecosystem: string,
  asked: Asked,
  files: Files,
  collected: Collected,
): Promise<void> {
  const entries = [...(await files.list(folder))].filter(({ kind }) => kind === 'file').map(({ name }) => name);
  for (const name of entries.sort()) {
    const isDatabase = name === 'all.zip';
    if (!isDatabase && !name.endsWith('.json')) continue;
    const bytes = Buffer.from(await files.read(`${folder}/${name}`, isDatabase ? MAX_ZIP_BYTES : MAX_RECORD_BYTES));
    collected.digests.push(`${ecosystem}/${name} ${createHash('sha256').update(bytes).digest('hex')}`);
    if (isDatabase) await readDatabase(bytes, asked, collected);
    else keep(bytes, asked, collected);
    if (isDatabase || !collected.coverage.has(ecosystem)) {
      collected.coverage.set(ecosystem, isDatabase ? 'database' : 'records');
    }
  }
}

async function readDatabase(bytes: Buffer, asked: Asked, collected: Collected): Promise<void> {
  for await (const content of zipContents(bytes, ADVISORY_ZIP_LIMITS)) {
    if (content === undefined) collected.malformed += 1;
    else keep(content, asked, collected);
  }
}

function keep(content: Buffer, asked: Asked, collected: Collected): void {
  const text = content.toString('utf8');
  if (!mayName(text, asked)) return;
  const record = parseRecordBytes(content);
  if (record === undefined) collected.malformed += 1;
  else if (namesAsked(record, asked)) collected.records.push(record);
}

/**
 * Whether a record's text could name an asked package, decided before the costly parsing: by the texts that follow a key `name`.
 * A text that is no record at all passes, so that it is counted.
 */
function mayName(text: string, { ecosystems, names }: Asked): boolean {
  if (!text.includes('"affected"')) return true;
  for (const [, name] of text.matchAll(/"name"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"/g)) {
    if (name === undefined) continue;
    if (name.includes('\\') || ecosystems.some((ecosystem) => names.has(nameKey(ecosystem, name)))) return true;
  }
  return false;
}

function namesAsked({ affected }: OsvRecord, { names }: Asked): boolean {
  return (affected ?? []).some(({ package: named }) => named && names.has(nameKey(named.ecosystem, named.name)));
}

function unreadable(shown: string, error: unknown): Shortfall {
  return { why: whyUnreadable(`the advisory folder ${shown}`, error), remedy: 'see advisories.folders' };
}

function whyUnreadable(folder: string, error: unknown): string {
  const code = error instanceof PlatformError ? error.code : undefined;
  if (code === 'not-found') return `did not find ${folder}`;
  return code === 'too-large' ? `found too large a file in ${folder}` : `could not read ${folder}: ${messageOf(error)}`;
}
