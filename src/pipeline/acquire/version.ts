import type { FilePath } from '../../model/path.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { printable, shorten } from '../../model/text.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ExternalScanner } from '../../scanners/contract.ts';

/** Printing a version takes under a second; checkov takes two and a half of CPU for it, and ten where four share a core (measured). */
const LIMITS = { timeoutMs: 30_000, maxOutputBytes: 64 * 1024 };

type Asked =
  | { readonly kind: 'asked'; readonly version: string | undefined }
  | { readonly kind: 'not-started'; readonly status: ScanStatus };

/**
 * What version a program says it is; `undefined` when it does not say. It runs in an empty folder of its own with a bare environment:
 * it sees neither the scanned tree nor anything of ours.
 */
export async function askVersion(
  scanner: ExternalScanner,
  file: FilePath,
  root: FilePath,
  { files, processes, tools }: Ports,
): Promise<Asked> {
  const scratch = await files.makeTemporaryFolder(`${scanner.name}-version`);
  try {
    const env = { ...tools.environment(scratch, root), ...scanner.version.env };
    const end = await processes.run({ file, args: scanner.version.args, cwd: scratch, env }, LIMITS);
    if (end.kind === 'not-started') {
      const why = `could not be started: ${shorten(printable(end.why), 160)}`;
      return { kind: 'not-started', status: { state: 'unavailable', why, remedy: scanner.install } };
    }
    return { kind: 'asked', version: read(scanner, end.stdout) ?? read(scanner, end.stderr) };
  } finally {
    await files.remove(scratch).catch(() => undefined);
  }
}

function read({ version }: ExternalScanner, output: Uint8Array): string | undefined {
  const found = version.pattern.exec(Buffer.from(output).toString('utf8'))?.[1];
  return found === undefined ? undefined : shorten(printable(found), 60);
}
