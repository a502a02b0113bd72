import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { Origin } from '../../model/scan.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { printable, shorten } from '../../model/text.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ExternalScanner, OwnScanner } from '../../scanners/contract.ts';

/** A program that is there. */
export interface LocatedTool {
  readonly kind: 'located';
  /** Absolute path. */
  readonly file: FilePath;
  readonly origin: Origin;
}

type Location = LocatedTool | { readonly kind: 'missing'; readonly status: ScanStatus };

/** An external scanner's program: where the configuration says (`configured`), else on PATH or in the runner's tool cache. */
export async function locateTool(
  scanner: ExternalScanner,
  configured: FilePath | undefined,
  root: FilePath,
  { files, tools }: Ports,
): Promise<Location> {
  if (configured !== undefined) {
    return locateFile(configured, `correct scanners.${scanner.name}.path, or leave it out`, files);
  }
  const found = await tools.find(scanner.program, root);
  return found === undefined
    ? missing('is not installed', scanner.install)
    : { kind: 'located', file: found.file, origin: found.origin };
}

/** The program of a user's own scanner: an absolute path, or a name on PATH. A relative path would lead into the scanned tree. */
export async function locateOwn(scanner: OwnScanner, root: FilePath, { files, tools }: Ports): Promise<Location> {
  const program = scanner.command[0] ?? '';
  const remedy = `install it, or correct scanners.${scanner.name}.command`;
  if (/^(\/|[A-Za-z]:[\\/])/.test(program)) return locateFile(program, remedy, files);
  if (/[\\/]/.test(program)) {
    return missing(
      `names its program by a relative path (${shown(program)})`,
      'give an absolute path, or a name on PATH',
    );
  }
  const found = await tools.find(program, root);
  return found === undefined
    ? missing(`needs ${shown(program)}, which is not on PATH`, remedy)
    : { kind: 'located', file: found.file, origin: 'configuration' };
}

async function locateFile(file: FilePath, remedy: string, files: Ports['files']): Promise<Location> {
  try {
    const { kind } = await files.stat(await files.resolve(file));
    return kind === 'file'
      ? { kind: 'located', file, origin: 'configuration' }
      : missing(`was not found: ${shown(file)} is no file`, remedy);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const what = error.code === 'not-found' ? 'is not there' : 'could not be looked at';
    return missing(`was not found: ${shown(file)} ${what}`, remedy);
  }
}

function missing(why: string, remedy: string): Location {
  return { kind: 'missing', status: { state: 'unavailable', why, remedy } };
}

function shown(text: string): string {
  return shorten(printable(text), 120);
}
