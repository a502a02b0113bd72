import { createHash } from 'node:crypto';
import type { MaliciousTool } from '../../engines/known-malicious.ts';
import { PlatformError } from '../../model/errors.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { printable, shorten } from '../../model/text.ts';
import type { Files } from '../../ports/files.ts';
import type { LocatedTool } from './locate.ts';

/** Scanners come to 200 MB in the largest case (measured); a larger file is not vouched for. */
const MAX_PROGRAM_BYTES = 1024 * 1024 * 1024;

/**
 * Whether the file itself is known to be malicious, by the release in its path (tool caches and package managers keep one folder per
 * release) or by its SHA-256. Asked before it runs for the first time, since printing the version would already run the malware.
 */
export async function refuseByFile(
  known: MaliciousTool,
  located: LocatedTool,
  install: string,
  files: Files,
): Promise<ScanStatus | undefined> {
  const real = await files.resolve(located.file);
  const release = real.split(/[\\/]/).find((segment) => isDenied(known, segment));
  if (release !== undefined) return refusal(known, located, `as ${bare(release)} `, 'it was not run', install);
  if (known.sha256.length === 0) return undefined;
  try {
    const digest = createHash('sha256').update(await files.read(real, MAX_PROGRAM_BYTES));
    if (!known.sha256.includes(digest.digest('hex'))) return undefined;
    return refusal(known, located, '', 'it was not run', install);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const why = `could not be checked against its malicious releases: ${shorten(printable(error.message), 120)}`;
    return { state: 'unavailable', why, remedy: install };
  }
}

/** Whether the version that it names itself is malicious; one that names none cannot be told from those that are. */
export function refuseByVersion(
  known: MaliciousTool,
  version: string | undefined,
  located: LocatedTool,
  install: string,
): ScanStatus | undefined {
  if (version === undefined) {
    const why = `did not say its version, and ${known.versions.join(', ')} are known to be malicious`;
    return { state: 'unavailable', why, remedy: install };
  }
  if (!isDenied(known, version)) return undefined;
  return refusal(known, located, `as ${bare(version)} `, 'it was asked for its version and nothing else', install);
}

function isDenied(known: MaliciousTool, text: string): boolean {
  const version = bare(text);
  return known.versions.some(
    (denied) => version === denied || (/^[-+]/.test(version.slice(denied.length)) && version.startsWith(denied)),
  );
}

function bare(version: string): string {
  return version.replace(/^v(?=\d)/, '');
}

function refusal(known: MaliciousTool, located: LocatedTool, as: string, done: string, install: string): ScanStatus {
  const why = `was found ${as}${placeOf(located)}, a release known to be malicious (${known.date}): ${done}`;
  return {
    state: 'unavailable',
    why,
    remedy: `remove it, rotate what it could read, and install another release: ${install}`,
  };
}

function placeOf({ origin, file }: LocatedTool): string {
  if (origin === 'path') return 'on PATH';
  return origin === 'tool-cache' ? 'in the tool cache' : `at ${shorten(printable(file), 80)}`;
}
