import type { Severity } from '../../../model/severity.ts';

/** What a range of ports that everyone on the internet reaches amounts to. */
export type Exposure = 'all-ports' | 'administration' | 'database' | 'other' | 'web';

interface KnownPort {
  readonly name: string;
  readonly kind: 'administration' | 'database';
}

/** Services that are not made to face a network of strangers, by their registered port (https://www.iana.org/assignments/service-names-port-numbers). */
const KNOWN: Readonly<Record<number, KnownPort>> = {
  22: { name: 'SSH', kind: 'administration' },
  23: { name: 'Telnet', kind: 'administration' },
  135: { name: 'Windows RPC', kind: 'administration' },
  445: { name: 'SMB', kind: 'administration' },
  2375: { name: 'the Docker daemon', kind: 'administration' },
  3389: { name: 'RDP', kind: 'administration' },
  5900: { name: 'VNC', kind: 'administration' },
  5985: { name: 'WinRM', kind: 'administration' },
  5986: { name: 'WinRM', kind: 'administration' },
  10250: { name: 'the kubelet', kind: 'administration' },
  1433: { name: 'SQL Server', kind: 'database' },
  1521: { name: 'Oracle', kind: 'database' },
  2379: { name: 'etcd', kind: 'database' },
  3306: { name: 'MySQL', kind: 'database' },
  5432: { name: 'PostgreSQL', kind: 'database' },
  5439: { name: 'Redshift', kind: 'database' },
  6379: { name: 'Redis', kind: 'database' },
  9042: { name: 'Cassandra', kind: 'database' },
  9200: { name: 'Elasticsearch', kind: 'database' },
  11211: { name: 'memcached', kind: 'database' },
  27017: { name: 'MongoDB', kind: 'database' },
};

/** Ports that are meant for everyone. */
const WEB: ReadonlySet<number> = new Set([80, 443]);

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What an open range holds that is worst, and how to call it. */
export function exposureOf({ from, to }: Range): { readonly exposure: Exposure; readonly what: string } {
  if (from <= 1 && to >= 65_535) return { exposure: 'all-ports', what: 'every port' };
  const inside = Object.entries(KNOWN).filter(([port]) => Number(port) >= from && Number(port) <= to);
  const [worst] = [...inside].sort(([, a], [, b]) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  const ports = from === to ? `port ${from}` : `ports ${from} to ${to}`;
  if (worst !== undefined) {
    const [port, { name, kind }] = worst;
    return { exposure: kind, what: from === to ? `port ${port} (${name})` : `${ports}, ${port} (${name}) among them` };
  }
  return { exposure: WEB.has(from) && from === to ? 'web' : 'other', what: ports };
}

/** A range of addresses that means everyone, or half of everyone. */
export function isEveryone(range: string): boolean {
  return /^(?:0\.0\.0\.0\/[01]|128\.0\.0\.0\/1|(?:::|0{1,4}(?::0{1,4}){7}|0::0?|::0)\/[01]|\*|any|internet)$/i.test(
    range.trim(),
  );
}

/** Open administration is what most break-ins begin with. */
export const EXPOSURE_SEVERITY: Readonly<Record<Exposure, Severity>> = {
  'all-ports': 'high',
  administration: 'high',
  database: 'high',
  other: 'medium',
  web: 'info',
};

/** Reads `22`, `8000-8080`, `*`: the way Azure and Google write ports. */
export function rangeOf(text: string): Range | undefined {
  const trimmed = text.trim();
  if (trimmed === '*') return { from: 0, to: 65_535 };
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(trimmed);
  if (match === null) return undefined;
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}
