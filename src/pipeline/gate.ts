import type { Outcome } from '../model/outcome.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../scanners/registry.ts';
import { acquire } from './acquire.ts';
import { compare } from './compare.ts';
import { configure } from './configure.ts';
import type { ConfigureRequest } from './configure-request.ts';
import { correlate } from './correlate/correlate.ts';
import { discover } from './discover/discover.ts';
import { enrich } from './enrich.ts';
import { judge } from './judge.ts';
import { locate, locateStaged } from './locate.ts';
import { normalize } from './normalize/normalize.ts';
import { plan } from './plan.ts';
import type { ScanRecord } from './record.ts';
import { run } from './run/run.ts';

/** What one run of the gate is asked to do. */
export interface GateRequest extends ConfigureRequest {
  readonly toolVersion: string;
  /** Base address of the OSV service. */
  readonly advisoryServiceUrl: string;
  /** Follows the run; never changes it. */
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * The whole pipeline, top to bottom: the stages above the record read the workspace, those below are pure.
 * Rejects with `ConfigurationError` for what the user can fix; a scanner's failure is a status in the outcome.
 */
export async function runGate(
  request: GateRequest,
  registry: Registry,
  ports: Ports,
): Promise<{ record: ScanRecord; outcome: Outcome }> {
  const place = await (request.staged === true ? locateStaged : locate)(request.root, ports);
  const settings = await configure(request, place, registry, ports);
  const fileSet = await discover(place, settings, ports);
  const planned = plan(settings, fileSet, registry);
  const acquired = await acquire(planned, fileSet, ports);
  const finished = await run(acquired, { fileSet, settings, request, ports });
  const { record, conceal } = await normalize(finished, { fileSet, settings, toolVersion: request.toolVersion, ports });

  const findings = compare(enrich(correlate(record), record));
  const outcome = conceal(judge(record, findings, settings, ports.clock.now()));
  return { record, outcome };
}
