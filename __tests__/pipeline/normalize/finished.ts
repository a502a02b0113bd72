/** Finished scans as the run stage hands them over, built in the test that needs them. */
import type { ReportedResult } from '../../../src/model/result.ts';
import type { NormalizeContext } from '../../../src/pipeline/normalize/normalize.ts';
import { normalize } from '../../../src/pipeline/normalize/normalize.ts';
import type { ScanRecord } from '../../../src/pipeline/record.ts';
import type { FinishedScan, RawReport } from '../../../src/pipeline/run-types.ts';
import type { AdaptedResult, Scanner } from '../../../src/scanners/contract.ts';
import { FakeFiles, fakePorts } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';
import { embeddedScanner, externalScanner, fileEngine } from '../../support/scanners.ts';
import { settingsWith } from '../../support/settings.ts';

export const TARGET = { root: '/repo', files: [], output: '/private/report.sarif', scratch: '/private' };

/** A scan that ended well and left this report. */
export function finished(scanner: Scanner, report: RawReport, changed: Partial<FinishedScan> = {}): FinishedScan {
  return {
    scanner,
    required: true,
    version: '1.2.3',
    origin: 'path',
    isolation: 'environment',
    status: { state: 'ok' },
    report,
    startedMs: 0,
    durationMs: 10,
    ...changed,
  };
}

/** An engine's scan with these results. */
export function engineScan(
  results: readonly ReportedResult[],
  report: Partial<RawReport & { kind: 'results' }> = {},
  changed: Partial<FinishedScan> = {},
): FinishedScan {
  const category = results[0]?.category ?? 'secrets';
  const scanner = embeddedScanner(fileEngine(`gatehouse-${category}`, { category }));
  return finished(
    scanner,
    {
      kind: 'results',
      results,
      notLookedAt: [],
      notes: [],
      advisories: [],
      advisoriesDigest: undefined,
      rulesDigest: `rules of ${category}`,
      ...report,
    },
    { origin: 'embedded', ...changed },
  );
}

/** An external scanner whose adapter takes over what SARIF says, with what the test changes. */
export function plainScanner(
  changed: Parameters<typeof externalScanner>[1] = {},
  adapted: Partial<AdaptedResult> = {},
) {
  return externalScanner('acme', {
    adapt: ({ ruleId, message, path, region, level }) => ({
      rule: { id: ruleId, title: ruleId, cwes: [] },
      message,
      claims: level === undefined ? {} : { level },
      path: path ?? '',
      ...(region !== undefined && { region }),
      ...adapted,
    }),
    ...changed,
  });
}

/** A SARIF report of one run, as bytes in a raw report. */
export function sarif(run: object): RawReport & { readonly kind: 'sarif' } {
  const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 'acme' } }, ...run }] };
  return { kind: 'sarif', bytes: Buffer.from(JSON.stringify(log)), target: TARGET };
}

/** A result of a SARIF report. */
export function entry(uri: string, region: object | undefined, ruleId = 'R1', text = 'something is wrong'): object {
  return { ruleId, message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri }, region } }] };
}

/** Normalizes over these files below `/repo`: path → text. All are in the file set. */
export async function normalizeOver(
  files: Readonly<Record<string, string>>,
  scans: readonly FinishedScan[],
  context: Partial<NormalizeContext> = {},
): Promise<ScanRecord> {
  const onDisk = new FakeFiles(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`/repo/${path}`, text])),
  );
  const { record } = await normalize(scans, {
    fileSet: fileSetOf(Object.keys(files)),
    settings: settingsWith(),
    toolVersion: '0.1.0',
    ports: fakePorts({ files: onDisk }),
    ...context,
  });
  return record;
}

/** A secrets result of an engine. */
export function secret(
  path: string,
  region: ReportedResult['region'],
  changed: Partial<ReportedResult> = {},
): ReportedResult {
  return {
    rule: { id: 'github-token', title: 'GitHub token', cwes: ['CWE-798'] },
    category: 'secrets',
    message: 'GitHub token in source',
    claims: { rule: 'high' },
    family: 'github-token',
    path,
    ...(region && { region }),
    ...changed,
  };
}
