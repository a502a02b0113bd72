/** Findings and results that tests of policy and correlation start from, and arbitrary ones for their properties. */
import fc from 'fast-check';
import { CATEGORIES } from '../../src/model/category.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Region } from '../../src/model/location.ts';
import type { AffectedPackage } from '../../src/model/package.ts';
import type { Result } from '../../src/model/result.ts';
import type { Scan } from '../../src/model/scan.ts';
import { SEVERITIES } from '../../src/model/severity.ts';
import type { ScanRecord } from '../../src/pipeline/record.ts';
import type { Exception, Policy, Threshold } from '../../src/policy/policy.ts';

/** Columns 1 to 9 of a line, or of several. */
export function lines(startLine: number, endLine = startLine, startColumn = 1, endColumn = 9): Region {
  return { startLine, startColumn, endLine, endColumn };
}

/** A high secret in `src/a.ts:3` that one scanner saw, with what the test changes. */
export function finding(changed: Partial<Finding> = {}): Finding {
  return {
    id: 'aaaaaa',
    category: 'secrets',
    severity: 'high',
    severitySource: 'rule',
    score: undefined,
    rule: { id: 'aws-access-key', title: 'AWS access key', cwes: ['CWE-798'] },
    message: 'AWS access key',
    location: { path: 'src/a.ts', region: lines(3) },
    snippet: undefined,
    family: 'aws-access-key',
    resource: undefined,
    package: undefined,
    advisories: [],
    exploitability: undefined,
    remediation: undefined,
    witnesses: [{ scanner: 'gatehouse-secrets', version: '0.1.0', rule: 'aws-access-key', severity: 'high' }],
    fingerprints: ['g1:a'],
    allowed: undefined,
    correlation: ['only gatehouse-secrets reported it'],
    state: 'new',
    ...changed,
  };
}

/** lodash 4.17.15, fixed in 4.17.19. */
export function lodash(changed: Partial<AffectedPackage> = {}): AffectedPackage {
  return {
    ecosystem: 'npm',
    name: 'lodash',
    version: '4.17.15',
    purl: 'pkg:npm/lodash',
    fixedVersions: ['4.17.19'],
    path: [],
    development: false,
    ...changed,
  };
}

/** A policy that blocks from high on, with what the test changes. */
export function policy(changed: Partial<Policy> = {}): Policy {
  return {
    failOn: { value: 'high', from: '.github/gatehouse.yml:3' },
    categories: {},
    onIncomplete: { value: 'fail', from: 'default' },
    inlineExceptions: { value: true, from: 'default' },
    exceptions: [],
    ...changed,
  };
}

/** An exception for the rule of `finding()` until the end of January 2027. */
export function exception(changed: Partial<Exception> = {}): Exception {
  return {
    rule: 'aws-access-key',
    path: undefined,
    package: undefined,
    reason: 'a key of the test account',
    owner: '@team',
    expires: '2027-01-31',
    from: '.github/gatehouse.yml:9',
    ...changed,
  };
}

/** A result of gitleaks in `src/a.ts:3`. */
export function result(changed: Partial<Result> = {}): Result {
  return {
    scanner: 'gitleaks',
    scannerVersion: '8.28.0',
    category: 'secrets',
    rule: { id: 'generic-api-key', title: 'Generic API key', cwes: [] },
    message: 'a key',
    claims: { level: 'error' },
    location: { path: 'src/a.ts', region: lines(3) },
    advisories: [],
    snippet: undefined,
    fingerprints: ['g1:a'],
    allowed: undefined,
    ...changed,
  };
}

/** A vulnerability of lodash that gatehouse-sca reports in `package-lock.json`. */
export function vulnerability(changed: Partial<Result> = {}): Result {
  return result({
    scanner: 'gatehouse-sca',
    category: 'sca',
    rule: { id: 'GHSA-p6mc-m468-83gw', title: 'Prototype pollution', cwes: [] },
    location: { path: 'package-lock.json', region: lines(881) },
    package: lodash(),
    advisories: ['GHSA-p6mc-m468-83gw'],
    fingerprints: ['g1:lodash'],
    ...changed,
  });
}

/** A scan that ended well and reported one result. */
export function scanOf(scanner: string, changed: Partial<Scan> = {}): Scan {
  return {
    scanner,
    category: 'secrets',
    version: undefined,
    origin: scanner.startsWith('gatehouse-') ? 'embedded' : 'path',
    required: true,
    status: { state: 'ok' },
    isolation: 'environment',
    results: 1,
    repairs: [],
    notes: [],
    ...changed,
  };
}

/** A record of these results, whose scanners all ended well. */
export function record(results: readonly Result[], changed: Partial<ScanRecord> = {}): ScanRecord {
  return {
    version: 1,
    tool: { name: 'gatehouse', version: '0.1.0' },
    prefix: '',
    files: { count: 3, bytes: 900 },
    scans: [...new Set(results.map(({ scanner }) => scanner))].map((scanner) => scanOf(scanner)),
    emptyCategories: [],
    results,
    excluded: 0,
    notLookedAt: [],
    advisories: [],
    digests: { rules: 'r', advisories: undefined },
    run: { startedAt: '2026-11-21T00:00:00.000Z', durationMs: 1, scanners: {} },
    ...changed,
  };
}

export const thresholds: fc.Arbitrary<Threshold> = fc.constantFrom(...SEVERITIES, 'never');

const exceptions = fc
  .record({
    rule: fc.constantFrom('r1', 'r2', 'r*', 'CVE-2024-1'),
    path: fc.constantFrom(undefined, 'src/**', '**/*.tf'),
    package: fc.constantFrom(undefined, 'pkg:npm/lodash'),
    expires: fc.constantFrom('2026-01-01', '2027-01-31'),
  })
  .map(exception);

/** Policies of every kind. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    failOn: thresholds.map((value) => ({ value, from: 'g.yml:1' })),
    categories: fc.dictionary(
      fc.constantFrom(...CATEGORIES),
      thresholds.map((value) => ({ failOn: { value, from: 'g.yml:2' } })),
    ),
    onIncomplete: fc.constantFrom('fail' as const, 'pass' as const).map((value) => ({ value, from: 'g.yml:3' })),
    inlineExceptions: fc.boolean().map((value) => ({ value, from: 'g.yml:4' })),
    exceptions: fc.array(exceptions, { maxLength: 3 }),
  })
  .map(policy);

/** Findings of every category, severity and state, some with an advisory, a package or an allowance. */
export const findings: fc.Arbitrary<Finding> = fc
  .record({
    id: fc.stringMatching(/^[0-9a-f]{6}$/),
    category: fc.constantFrom(...CATEGORIES),
    severity: fc.constantFrom(...SEVERITIES),
    rule: fc.constantFrom('r1', 'r2', 'r3').map((id) => ({ id, title: id, cwes: [] })),
    location: fc.record({
      path: fc.constantFrom('src/a.ts', 'main.tf'),
      region: fc.nat(50).map((line) => lines(line + 1)),
    }),
    package: fc.constantFrom(undefined, lodash()),
    advisories: fc.constantFrom([], ['CVE-2024-1']),
    allowed: fc.constantFrom(undefined, { rule: 'r1', reason: 'made up', path: 'src/a.ts', line: 3 }),
    state: fc.constantFrom('new' as const, 'existing' as const, 'fixed' as const),
  })
  .map(finding);
