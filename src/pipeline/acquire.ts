import pLimit from 'p-limit';
import type { KnownMalicious } from '../engines/known-malicious.ts';
import { readKnownMalicious } from '../engines/known-malicious.ts';
import { PlatformError } from '../model/errors.ts';
import type { ScanStatus } from '../model/scan-status.ts';
import { printable, shorten } from '../model/text.ts';
import type { Ports } from '../ports/ports.ts';
import type { ExternalScanner, OwnScanner } from '../scanners/contract.ts';
import { locateOwn, locateTool } from './acquire/locate.ts';
import { refuseByFile, refuseByVersion } from './acquire/refuse.ts';
import { askVersion } from './acquire/version.ts';
import { type FileSet, workspaceOf } from './file-set.ts';
import type { Acquired, Plan, PlannedScan, ReadyScan, SettledScan } from './plan-types.ts';

/** Programs looked at or asked for their version at a time. */
const MAX_AT_ONCE = 4;

type Answer = { readonly ready: ReadyScan } | { readonly status: ScanStatus };

/**
 * Finds every planned scanner's program (PATH, the runner's tool cache, or where the configuration says) and its version, and turns away
 * releases known to be malicious. What cannot be had is settled as `unavailable`; never rejects for one scanner's sake.
 */
export async function acquire(
  plan: Plan,
  fileSet: FileSet,
  ports: Ports,
  malicious: KnownMalicious = readKnownMalicious(),
): Promise<Acquired> {
  const answers = await pLimit(MAX_AT_ONCE).map(plan.scans, async (scan) => ({
    scan,
    answer: await acquireOne(scan, workspaceOf(fileSet), ports, malicious),
  }));
  const settled = answers.flatMap(({ scan: { scanner, required }, answer }): readonly SettledScan[] =>
    'status' in answer ? [{ scanner, required, status: answer.status }] : [],
  );
  return {
    ready: answers.flatMap(({ answer }) => ('ready' in answer ? [answer.ready] : [])),
    settled: [...plan.settled, ...settled],
  };
}

async function acquireOne(scan: PlannedScan, root: string, ports: Ports, malicious: KnownMalicious): Promise<Answer> {
  const { scanner } = scan;
  try {
    switch (scanner.kind) {
      case 'embedded':
        return { ready: { ...scan, version: undefined, origin: 'embedded', program: undefined } };
      case 'own':
        return await acquireOwn(scan, scanner, root, ports, malicious);
      case 'external':
        return await acquireTool(scan, scanner, root, ports, malicious);
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return { status: { state: 'failed', why: `could not be prepared: ${shorten(printable(error.message), 160)}` } };
  }
}

async function acquireTool(
  scan: PlannedScan,
  scanner: ExternalScanner,
  root: string,
  ports: Ports,
  malicious: KnownMalicious,
): Promise<Answer> {
  const located = await locateTool(scanner, scan.programPath, root, ports);
  if (located.kind === 'missing') return { status: located.status };
  const known = malicious.tools.find(({ tool }) => tool === scanner.program);
  const refused = known && (await refuseByFile(known, located, scanner.install, ports.files));
  if (refused !== undefined) return { status: refused };

  const asked = await askVersion(scanner, located.file, root, ports);
  if (asked.kind === 'not-started') return { status: asked.status };
  const denied = known && refuseByVersion(known, asked.version, located, scanner.install);
  if (denied !== undefined) return { status: denied };
  return { ready: { ...scan, version: asked.version, origin: located.origin, program: located.file } };
}

/** A user's own scanner is not asked for a version: nobody knows how. Its file is looked at all the same. */
async function acquireOwn(
  scan: PlannedScan,
  scanner: OwnScanner,
  root: string,
  ports: Ports,
  malicious: KnownMalicious,
): Promise<Answer> {
  const located = await locateOwn(scanner, root, ports);
  if (located.kind === 'missing') return { status: located.status };
  const known = malicious.tools.find(({ tool }) => tool === located.file.split(/[\\/]/).at(-1));
  const refused = known && (await refuseByFile(known, located, 'a release that is safe', ports.files));
  if (refused !== undefined) return { status: refused };
  return { ready: { ...scan, version: undefined, origin: 'configuration', program: located.file } };
}
