import { deliver } from '../../src/app/deliver.ts';
import type { ExitStatus } from '../../src/app/exit-status.ts';
import { statusOfError } from '../../src/app/exit-status.ts';
import { runSession } from '../../src/app/gate-session.ts';
import type { Category } from '../../src/model/category.ts';
import { GatehouseError } from '../../src/model/errors.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Fault } from './faults.ts';
import { healthyPorts, REGISTRY, workersOver } from './scenario.ts';

export interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Replay {
  readonly calls: readonly Call[];
  readonly status: ExitStatus;
  readonly verdict: string | undefined;
  /** Scanners that are missing from the verdict. */
  readonly gaps: number;
  /** Something that is no error of ours was thrown: a bug. */
  readonly bug: unknown;
}

/** Runs everything between the entry and the exit status, with at most one fault: at the call of that number, counted from 0. */
export async function replay(
  category: Category,
  inGit: boolean,
  fault?: { readonly at: number; readonly fault: Fault },
): Promise<Replay> {
  const calls: Call[] = [];
  const watch = <T extends object>(port: string, target: T): T =>
    new Proxy(target, {
      get(inner, name) {
        const member: unknown = Reflect.get(inner, name, inner);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const at = calls.push({ method: `${port}.${String(name)}`, args }) - 1;
          const original = (): unknown => Reflect.apply(member, inner, args);
          return fault?.at === at ? fault.fault.act(original, args) : original();
        };
      },
    });

  const healthy = healthyPorts(category, inGit);
  const watched: Record<string, object> = {};
  for (const [name, port] of Object.entries(healthy)) watched[name] = name === 'ci' ? port : watch(name, port);
  // Every port of the healthy set is there under its own name, behind a proxy of the same type.
  const ports = watched as unknown as Ports;
  const whole: Ports = { ...ports, workers: watch('workers', workersOver(ports)) };
  const stdout = watch('stdout', { write: async () => {}, closed: false });
  const request = {
    root: '/repo',
    configFile: undefined,
    trust: false,
    version: '0.0.0',
    env: {},
    quiet: true,
    inputs: { scanners: { value: 'bandit', from: '--scanners' } },
  };
  const options = {
    reports: [],
    inputs: {},
    configFile: undefined,
    trust: false,
    staged: false,
    all: false,
    quiet: true,
    verbose: false,
  };
  const files = [{ format: 'json', file: '/out/report.json', given: 'report.json' }];
  const wired = { ports: whole, stdout, release: () => {} };
  let verdict: string | undefined;
  let gaps = 0;
  try {
    const outcome = await runSession(request, REGISTRY, wired);
    verdict = outcome.verdict.word;
    gaps = outcome.verdict.gaps.length;
    return { calls, status: await deliver(outcome, { options, files }, wired), verdict, gaps, bug: undefined };
  } catch (error) {
    return {
      calls,
      status: statusOfError(error),
      verdict,
      gaps,
      bug: error instanceof GatehouseError ? undefined : error,
    };
  }
}
