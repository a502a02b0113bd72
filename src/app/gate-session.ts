import type { Outcome } from '../model/outcome.ts';
import type { ConfigureRequest } from '../pipeline/configure-request.ts';
import { runGate } from '../pipeline/gate.ts';
import type { Registry } from '../scanners/registry.ts';
import { createDisplay, type Detail } from './display.ts';
import { rememberRun } from './last-run.ts';
import type { Wired } from './wire.ts';

/** The public OSV service; GATEHOUSE_OSV_URL names another, for mirrors and tests. It comes from the machine, never from the tree. */
const OSV_SERVICE = 'https://api.osv.dev';

export interface SessionRequest extends ConfigureRequest {
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly quiet: boolean;
}

/** Runs the gate while a person watches, and remembers the outcome for `explain`. */
export async function runSession(request: SessionRequest, registry: Registry, { ports }: Wired): Promise<Outcome> {
  const display = createDisplay(request.version, ports, detailOf(request));
  try {
    const advisoryServiceUrl = request.env['GATEHOUSE_OSV_URL'] ?? OSV_SERVICE;
    const { outcome } = await runGate(
      { ...request, toolVersion: request.version, advisoryServiceUrl, onEvent: display.follow },
      registry,
      ports,
    );
    await rememberRun(request.root, outcome, ports.cache);
    return outcome;
  } finally {
    display.end();
  }
}

function detailOf({ quiet, staged }: SessionRequest): Detail {
  if (quiet) return 'none';
  return staged === true ? 'brief' : 'all';
}
