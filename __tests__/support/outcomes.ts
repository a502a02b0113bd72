/**
 * Outcomes as reporters get them, built at run time: `cleanOutcome`, `blockingOutcome`, `incompleteOutcome`, `hugeOutcome`, `hostileOutcome`.
 * `outcomeOf` completes any list of findings; `judgedFinding` any finding. No value in here is a real secret.
 */
import type { Finding, JudgedFinding } from '../../src/model/finding.ts';
import type { ExceptionUse, Outcome } from '../../src/model/outcome.ts';
import type { NotLookedAt, Scan } from '../../src/model/scan.ts';
import { SEVERITIES, type Severity } from '../../src/model/severity.ts';

const STARTED_AT = '2026-11-21T08:00:00.000Z';

const EMBEDDED_VERSION = '0.1.0';

/** A scan that ended well, with what is given on top. */
export function scan(scanner: string, category: Scan['category'], rest: Partial<Scan> = {}): Scan {
  return {
    scanner,
    category,
    version: EMBEDDED_VERSION,
    origin: 'embedded',
    required: true,
    status: { state: 'ok' },
    isolation: 'full',
    results: 0,
    repairs: [],
    notes: [],
    ...rest,
  };
}

/** A complete finding: a medium sast one in `src/app.ts` that warns, unless told otherwise. */
export function judgedFinding(rest: Partial<JudgedFinding> = {}): JudgedFinding {
  const finding: Finding = {
    id: 'a1b2c3',
    category: 'sast',
    severity: 'medium',
    severitySource: 'rule',
    score: undefined,
    rule: { id: 'sql-from-input', title: 'SQL text built from user input', cwes: ['CWE-89'] },
    message: 'the text of a query is joined from req.query.name',
    location: { path: 'src/app.ts', region: { startLine: 14, startColumn: 3, endLine: 14, endColumn: 40 } },
    snippet: '  db.query("SELECT * FROM users WHERE name = " + req.query.name);',
    family: undefined,
    resource: undefined,
    package: undefined,
    advisories: [],
    exploitability: undefined,
    remediation: { text: 'pass the value as a parameter of the query' },
    witnesses: [{ scanner: 'gatehouse-sast', version: EMBEDDED_VERSION, rule: 'sql-from-input', severity: 'medium' }],
    fingerprints: ['g1:sast:0011223344556677'],
    allowed: undefined,
    correlation: [],
    state: 'new',
  };
  return {
    ...finding,
    disposition: 'warn',
    reason: 'medium is below fail-on: high (policy.fail-on, .github/gatehouse.yml:3)',
    ...rest,
  };
}

const BLOCK_REASON = 'at or above fail-on: high (policy.fail-on, .github/gatehouse.yml:3)';

/** An access key in source that three scanners saw. */
export function secretFinding(rest: Partial<JudgedFinding> = {}): JudgedFinding {
  return judgedFinding({
    id: '4f2a91',
    category: 'secrets',
    severity: 'critical',
    rule: {
      id: 'aws-access-key',
      title: 'AWS access key in source',
      help: 'anyone who can read this repository can act as its owner',
      helpUri: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
      cwes: ['CWE-798'],
    },
    message: 'AWS access key in source',
    location: { path: 'src/config.ts', region: { startLine: 12, startColumn: 15, endLine: 12, endColumn: 35 } },
    snippet: 'const key = "AKIA…7Q3A"',
    family: 'aws-access-key',
    remediation: { text: 'revoke the key, then read it from the environment' },
    witnesses: [
      { scanner: 'gatehouse-secrets', version: EMBEDDED_VERSION, rule: 'aws-access-key', severity: 'critical' },
      { scanner: 'gitleaks', version: '8.28.0', rule: 'aws-access-token', severity: undefined },
      { scanner: 'trufflehog', version: '3.90.0', rule: 'AWS', severity: undefined },
    ],
    correlation: ['gitleaks and trufflehog saw the same place in src/config.ts (secrets: path and overlapping place)'],
    fingerprints: ['g1:secrets:4f2a91d00000aaaa', 'g1:gitleaks:5e2a91d00000aaab'],
    disposition: 'block',
    reason: `critical is ${BLOCK_REASON}`,
    ...rest,
  });
}

/** A vulnerable package, two steps below a direct dependency. */
export function packageFinding(rest: Partial<JudgedFinding> = {}): JudgedFinding {
  return judgedFinding({
    id: '88c0de',
    category: 'sca',
    severity: 'high',
    severitySource: 'advisory',
    score: 7.4,
    rule: {
      id: 'GHSA-p6mc-m468-83gw',
      title: 'prototype pollution',
      help: 'properties of every object can be changed through user input',
      cwes: ['CWE-1321'],
    },
    message: 'lodash 4.17.15 is affected by GHSA-p6mc-m468-83gw',
    location: { path: 'package-lock.json', region: { startLine: 881, startColumn: 1, endLine: 881, endColumn: 30 } },
    snippet: undefined,
    package: {
      ecosystem: 'npm',
      name: 'lodash',
      version: '4.17.15',
      purl: 'pkg:npm/lodash',
      fixedVersions: ['4.17.19', '5.0.0'],
      path: ['express-handlebars', 'handlebars'],
      development: false,
    },
    advisories: ['CVE-2020-8203', 'GHSA-p6mc-m468-83gw'],
    exploitability: { epss: 0.021, kev: false },
    remediation: undefined,
    witnesses: [
      { scanner: 'gatehouse-sca', version: EMBEDDED_VERSION, rule: 'GHSA-p6mc-m468-83gw', severity: '7.4' },
      { scanner: 'osv-scanner', version: '2.4.0', rule: 'CVE-2020-8203', severity: '7.4' },
    ],
    fingerprints: ['g1:sca:88c0de0000001111', 'g1:sca:99c0de0000002222'],
    disposition: 'block',
    reason: `high is ${BLOCK_REASON}`,
    ...rest,
  });
}

/** A bucket that everyone may read, seen by an engine and by a scanner of others. */
export function resourceFinding(rest: Partial<JudgedFinding> = {}): JudgedFinding {
  return judgedFinding({
    id: 'b0c4e7',
    category: 'iac',
    severity: 'high',
    rule: {
      id: 'aws-s3-public-read',
      title: 'Bucket can be read by everyone',
      helpUri: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
      cwes: ['CWE-732'],
    },
    message: 'acl is "public-read", and no public access block covers the bucket',
    location: { path: 'infra/storage.tf', region: { startLine: 31, startColumn: 3, endLine: 31, endColumn: 24 } },
    snippet: '  acl    = "public-read"',
    resource: 'aws_s3_bucket.invoices',
    remediation: undefined,
    witnesses: [{ scanner: 'checkov', version: '3.2.400', rule: 'CKV_AWS_20', severity: 'error' }],
    fingerprints: ['g1:iac:b0c4e70000003333'],
    disposition: 'block',
    reason: `high is ${BLOCK_REASON}`,
    ...rest,
  });
}

/** An exception in force that matches one finding. */
export function exceptionUse(rest: Partial<ExceptionUse> = {}): ExceptionUse {
  return {
    rule: 'CVE-2024-1234',
    reason: 'not reachable from our code',
    owner: '@acme/web',
    expires: '2026-11-30',
    from: '.github/gatehouse.yml:12',
    matched: 1,
    expired: false,
    ...rest,
  };
}

/** Completes an outcome around findings: counts and verdict follow from them, everything else is a quiet run. */
export function outcomeOf(findings: readonly JudgedFinding[], rest: Partial<Outcome> = {}): Outcome {
  const number = (disposition: JudgedFinding['disposition']) =>
    findings.filter((finding) => finding.disposition === disposition).length;
  const blocking = number('block');
  const gaps = rest.verdict?.gaps ?? [];
  return {
    tool: { name: 'gatehouse', version: '0.1.0' },
    checkName: 'gatehouse',
    profile: 'embedded',
    prefix: '',
    verdict: {
      word: blocking > 0 ? 'fail' : gaps.length > 0 ? 'incomplete' : 'pass',
      gaps,
      reasons:
        blocking > 0
          ? [
              `${blocking} ${blocking === 1 ? 'finding' : 'findings'} at or above high (policy.fail-on, .github/gatehouse.yml:3)`,
            ]
          : ['no finding is at or above high (policy.fail-on, .github/gatehouse.yml:3)'],
    },
    findings,
    scans: [
      scan('gatehouse-sast', 'sast'),
      scan('gatehouse-sca', 'sca'),
      scan('gatehouse-secrets', 'secrets'),
      scan('gatehouse-supply-chain', 'supply-chain'),
    ],
    emptyCategories: [
      { category: 'iac', why: 'no Terraform, Kubernetes or Dockerfile here' },
      { category: 'container', why: 'no image named' },
    ],
    notLookedAt: [],
    exceptions: [],
    counts: {
      files: 214,
      bytes: 1_304_220,
      raw: findings.reduce((sum, { witnesses }) => sum + witnesses.length, 0),
      findings: findings.length,
      blocking,
      warnings: number('warn'),
      notes: number('note'),
      excepted: number('excepted'),
      excluded: 0,
    },
    decidedBy: '.github/gatehouse.yml',
    digests: { policy: 'a'.repeat(64), rules: 'b'.repeat(64), advisories: 'c'.repeat(64) },
    run: {
      startedAt: STARTED_AT,
      durationMs: 2140,
      scanners: {
        'gatehouse-sast': { startedMs: 0, durationMs: 800 },
        'gatehouse-sca': { startedMs: 4, durationMs: 1100 },
        'gatehouse-secrets': { startedMs: 8, durationMs: 312 },
        'gatehouse-supply-chain': { startedMs: 12, durationMs: 95 },
      },
    },
    ...rest,
  };
}

/** Nothing found, and every category had something to look at. */
export function cleanOutcome(): Outcome {
  return outcomeOf([], {
    emptyCategories: [],
    decidedBy: 'the defaults',
    scans: [
      ...outcomeOf([]).scans.slice(0, 2),
      scan('gatehouse-iac', 'iac'),
      scan('gatehouse-container', 'container'),
      ...outcomeOf([]).scans.slice(2),
    ],
  });
}

/** What a busy reviewer meets: three blockers, warnings, notes, exceptions, files nobody looked at. */
export function blockingOutcome(): Outcome {
  const warnings = [
    'src/routes/users.ts',
    'src/routes/orders.ts',
    'src/routes/search.ts',
    'lib/reports/export-to-spreadsheet.ts',
  ].map((path, at) =>
    judgedFinding({
      id: `aa00${at}0`,
      state: at < 3 ? 'existing' : 'new',
      location: { path, region: { startLine: 20 + at * 7, startColumn: 5, endLine: 20 + at * 7, endColumn: 30 } },
    }),
  );
  const pinned = Array.from({ length: 7 }, (_, at) =>
    judgedFinding({
      id: `bb00${at}0`,
      category: 'supply-chain',
      rule: { id: 'unpinned-action', title: 'Action is not pinned to a commit', cwes: ['CWE-829'] },
      message: 'a tag can be moved to other code',
      location: {
        path: '.github/workflows/ci.yml',
        region: { startLine: 12 + at * 6, startColumn: 15, endLine: 12 + at * 6, endColumn: 40 },
      },
      state: 'existing',
    }),
  );
  const notes = Array.from({ length: 18 }, (_, at) =>
    judgedFinding({
      id: `cc0${String(at).padStart(2, '0')}0`,
      severity: at < 12 ? 'low' : 'info',
      disposition: 'note',
      location: {
        path: `src/legacy/module-${at}.ts`,
        region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 },
      },
    }),
  );
  const excepted = packageFinding({
    id: 'dd0000',
    severity: 'high',
    disposition: 'excepted',
    reason: 'accepted until 2026-11-30 by @acme/web: not reachable from our code (.github/gatehouse.yml:12)',
  });
  return outcomeOf([secretFinding(), packageFinding(), resourceFinding(), ...warnings, ...pinned, ...notes, excepted], {
    profile: 'recommended',
    scans: [
      scan('checkov', 'iac', {
        origin: 'path',
        version: '3.2.400',
        results: 41,
        repairs: ['2 results without a region'],
        isolation: 'no-network',
      }),
      scan('gatehouse-sast', 'sast', { results: 22 }),
      scan('gatehouse-sca', 'sca', { results: 2, notes: ['answers from the cache, 3 h old'] }),
      scan('osv-scanner', 'sca', { origin: 'path', version: '2.4.0', results: 2, isolation: 'environment' }),
      scan('gatehouse-secrets', 'secrets', { results: 1 }),
      scan('gitleaks', 'secrets', { origin: 'tool-cache', version: '8.28.0', results: 1 }),
      scan('gatehouse-supply-chain', 'supply-chain', { results: 7 }),
      scan('zizmor', 'supply-chain', {
        origin: 'path',
        version: undefined,
        required: false,
        status: { state: 'unavailable', why: 'is not installed', remedy: 'pip install zizmor' },
      }),
    ],
    emptyCategories: [{ category: 'container', why: 'no image named' }],
    notLookedAt: manyNotLookedAt(),
    exceptions: [
      exceptionUse(),
      exceptionUse({ rule: 'weak-hash', from: '.github/gatehouse.yml:14', expires: '2027-01-31', matched: 0 }),
      exceptionUse({
        rule: 'CVE-2023-0001',
        from: '.github/gatehouse.yml:16',
        expires: '2026-11-01',
        matched: 0,
        expired: true,
      }),
    ],
    run: {
      ...outcomeOf([]).run,
      durationMs: 14_210,
      scanners: {
        ...outcomeOf([]).run.scanners,
        checkov: { startedMs: 2, durationMs: 13_900 },
        gitleaks: { startedMs: 3, durationMs: 4_100 },
      },
    },
  });
}

/** A required scanner timed out and nothing blocks. */
export function incompleteOutcome(): Outcome {
  return outcomeOf([judgedFinding()], {
    verdict: {
      word: 'incomplete',
      gaps: [
        {
          category: 'sast',
          scanner: 'semgrep',
          why: 'timed out after 120 s',
          remedy: 'raise --timeout, or mark it optional',
        },
      ],
      reasons: [
        'sast is incomplete: semgrep timed out after 120 s',
        'no finding is at or above high (policy.fail-on, .github/gatehouse.yml:3)',
      ],
    },
    scans: [
      scan('semgrep', 'sast', {
        origin: 'path',
        version: '1.182.0',
        status: { state: 'timed-out', why: 'timed out after 120 s' },
      }),
      ...outcomeOf([]).scans.slice(1),
    ],
  });
}

/** Five thousand findings in all severities, 2,000 of them blocking. */
export function hugeOutcome(size = 5000): Outcome {
  const findings = Array.from({ length: size }, (_, at): JudgedFinding => {
    const severity = severityAt(at / size);
    const blocks = severity === 'critical' || severity === 'high';
    return judgedFinding({
      id: at.toString(16).padStart(6, '0'),
      severity,
      rule: {
        id: `rule-${at % 40}`,
        title: `Problem of kind ${at % 40}, said at some length so that it takes room`,
        help: 'It matters for a reason that takes a sentence or two to say. '.repeat(6),
        cwes: [],
      },
      location: {
        path: `packages/part-${at % 300}/src/some/deep/folder/file-${at % 1200}.ts`,
        region: { startLine: (at % 900) + 1, startColumn: 1, endLine: (at % 900) + 1, endColumn: 20 },
      },
      disposition: blocks ? 'block' : severity === 'info' ? 'note' : 'warn',
      reason: blocks
        ? `${severity} is ${BLOCK_REASON}`
        : `${severity} is below fail-on: high (policy.fail-on, .github/gatehouse.yml:3)`,
    });
  });
  return outcomeOf(findings, { notLookedAt: manyNotLookedAt() });
}

/** Texts that try to become something else wherever they are shown. */
export const HOSTILE_TEXTS: readonly string[] = [
  '::error file=a.ts::taken over',
  '  ::add-mask::a',
  'first line\n::set-output name=verdict::pass',
  'first line\r\n##[error]taken over',
  'in the middle ##[add-path]/evil of a line',
  '@octocat and @acme/security please look, see #1 and acme/widgets#2 or GH-3',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</details></table><h1>PASSED</h1>',
  '<!-- gatehouse -->',
  '[click](https://evil.example) ![pixel](https://evil.example/p.png) https://evil.example www.evil.example a@evil.example',
  '**bold** _it_ ~~gone~~ `code` ```fence``` $x^2$ :tada:',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '# heading\n- item\n1. one\n> quote\n---',
  '1. one',
  '- item',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b31m',
  'right\u202eto left\u202c \u2066isolated\u2069 zero\u200bwidth \ufeff',
  'nul\u0000 bell\u0007 back\b del\u007f line\u2028separator',
  'half a pair \ud83d and the other half \ude00',
  '宽字符和表情 👩‍👩‍👧 in one text',
  '&lt;b&gt; &amp; &#64;octocat',
  '',
  ' ',
];

/** Every text of the outcome is one of `HOSTILE_TEXTS`, one is a megabyte long, and a path holds bytes that are no UTF-8. */
export function hostileOutcome(): Outcome {
  const findings = HOSTILE_TEXTS.map((text, at) => hostileFinding(text, at));
  const megabyte = '::error::'.repeat(120_000);
  const long = judgedFinding({
    id: 'f00999',
    disposition: 'block',
    message: megabyte,
    rule: { id: 'long', title: megabyte, help: megabyte, cwes: [] },
    remediation: { text: megabyte },
  });
  const odd = judgedFinding({
    id: 'oddpath',
    disposition: 'block',
    location: {
      path: 'src/caf\udce9/\udcff\n::error::.ts',
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
    },
  });
  return outcomeOf([...findings, long, odd], {
    checkName: HOSTILE_TEXTS[2] ?? '',
    decidedBy: HOSTILE_TEXTS[3] ?? '',
    verdict: {
      word: 'fail',
      gaps: HOSTILE_TEXTS.map((text) => ({ category: 'sast', scanner: text, why: text, remedy: text })),
      reasons: HOSTILE_TEXTS,
    },
    scans: HOSTILE_TEXTS.map((text, at) =>
      scan(text, at % 2 === 0 ? 'sast' : 'secrets', {
        version: text,
        status: at % 2 === 0 ? { state: 'failed', why: text } : { state: 'ok' },
        repairs: [text],
        notes: [text],
        origin: 'configuration',
      }),
    ),
    emptyCategories: HOSTILE_TEXTS.map((why) => ({ category: 'iac', why })),
    notLookedAt: HOSTILE_TEXTS.map((text): NotLookedAt => ({ path: `${text}/\udc80`, why: text })),
    exceptions: HOSTILE_TEXTS.map((text, at) =>
      exceptionUse({ rule: text, reason: text, owner: text, from: text, matched: at % 2, expired: at % 3 === 0 }),
    ),
  });
}

function hostileFinding(text: string, at: number): JudgedFinding {
  const named = {
    name: text,
    version: text,
    purl: text,
    ecosystem: text,
    fixedVersions: [text],
    path: [text, text],
    development: false,
  };
  return judgedFinding({
    id: `f0${String(at).padStart(4, '0')}`,
    category: at % 3 === 0 ? 'secrets' : 'sast',
    severity: SEVERITIES[at % SEVERITIES.length] ?? 'high',
    rule: { id: text, title: text, help: text, helpUri: text, cwes: [text] },
    message: text,
    location: { path: text, region: { startLine: at + 1, startColumn: 1, endLine: at + 1, endColumn: 2 } },
    snippet: text,
    resource: text,
    package: at % 2 === 0 ? named : undefined,
    advisories: at % 4 === 0 ? [text] : [],
    remediation: { text },
    witnesses: [{ scanner: text, version: text, rule: text, severity: text }],
    fingerprints: [text],
    correlation: [text],
    disposition: (['block', 'warn', 'note', 'excepted'] as const)[at % 4] ?? 'block',
    reason: text,
  });
}

function manyNotLookedAt(): readonly NotLookedAt[] {
  return [
    ...Array.from({ length: 214 }, (_, at) => ({ path: `assets/video-${at}.bin`, why: 'larger than 10 MiB' })),
    { path: 'legacy/build.gradle', why: 'dependencies of this kind cannot be read' },
    { path: 'vendor/library', why: 'a submodule that was not checked out' },
    { path: 'models/weights.dat', why: 'a Git LFS pointer, not the file itself' },
    { path: 'models/vocabulary.dat', why: 'a Git LFS pointer, not the file itself' },
  ];
}

function severityAt(share: number): Severity {
  if (share < 0.1) return 'critical';
  if (share < 0.4) return 'high';
  if (share < 0.7) return 'medium';
  return share < 0.9 ? 'low' : 'info';
}
