import { describe, expect, test } from '@jest/globals';
import { readSarif } from '../../src/sarif/read.ts';
import { bandit } from '../../src/scanners/bandit.ts';
import { checkov } from '../../src/scanners/checkov.ts';
import type { AdaptedResult, ExternalScanner } from '../../src/scanners/contract.ts';
import { gitleaks } from '../../src/scanners/gitleaks.ts';
import { hadolint } from '../../src/scanners/hadolint.ts';
import { osvScanner } from '../../src/scanners/osv-scanner.ts';
import { semgrep } from '../../src/scanners/semgrep.ts';
import { tfsec } from '../../src/scanners/tfsec.ts';
import { trivy, trivyConfig } from '../../src/scanners/trivy.ts';
import { zizmor } from '../../src/scanners/zizmor.ts';
import { at, report } from '../sarif/reports.ts';

const TARGET = { root: '/checkout', files: [], output: '/private/report.sarif', scratch: '/private' };

const MESSAGE = { message: { text: 'm' } };

/** What an adapter makes of one result of a report with these rules. */
function adapt(scanner: ExternalScanner, result: object, rules: readonly object[] = []): AdaptedResult {
  const whole = { message: { text: 'm' }, locations: [at({ uri: 'a' }, { startLine: 1 })], ...result };
  const [run] = readSarif(report({ tool: { driver: { name: scanner.name, rules } }, results: [whole] })).log.runs;
  const [read] = run?.results ?? [];
  const adapted = read && scanner.adapt(read, TARGET);
  if (adapted === undefined) throw new Error('the adapter dropped the result');
  return adapted;
}

describe('which files a scanner wants', () => {
  test.each<[ExternalScanner, string, boolean]>([
    [bandit, 'src/app.py', true],
    [bandit, 'gui.pyw', true],
    [bandit, 'src/app.pyc', false],
    [bandit, 'python', false],
    [tfsec, 'main.tf', true],
    [tfsec, 'main.tf.json', true],
    [tfsec, 'terraform.tfvars', false],
    [tfsec, 'tf', false],
    [hadolint, 'Dockerfile', true],
    [hadolint, 'build/Dockerfile.dev', true],
    [hadolint, 'web.dockerfile', true],
    [hadolint, 'Containerfile', true],
    [hadolint, 'Dockerfiles/readme.md', false],
    [hadolint, 'src/dockerfile-parser.ts', false],
    [gitleaks, 'anything', true],
    [checkov, 'main.tf', true],
    [checkov, 'main.tf.json', true],
    [checkov, 'build/Dockerfile.dev', true],
    [checkov, 'deploy/web.yaml', true],
    [checkov, 'cfn/network-stack.json', true],
    [checkov, 'azuredeploy.parameters.json', true],
    [checkov, 'package.json', false],
    [checkov, '.pre-commit-config.yaml', false],
    [checkov, '.github/workflows/ci.yml', false],
    [osvScanner, 'web/package-lock.json', true],
    [osvScanner, 'package.json', false],
    [trivy, 'Cargo.lock', true],
    [trivy, 'main.tf', false],
    [trivyConfig, 'main.tf', true],
    [trivyConfig, 'Cargo.lock', false],
    [semgrep, 'src/app.tsx', true],
    [semgrep, 'src/app.mjs', true],
    [semgrep, 'Main.java', true],
    [semgrep, 'README.md', false],
    [semgrep, 'package.json', false],
    [zizmor, '.github/workflows/ci.yml', true],
    [zizmor, 'template/.github/workflows/ci.yaml', true],
    [zizmor, '.github/workflows/nested/ci.yml', false],
    [zizmor, '.github/dependabot.yml', true],
    [zizmor, 'dependabot.yml', false],
    [zizmor, 'action.yml', true],
    [zizmor, 'reaction.yml', false],
  ])('%j', (scanner, path, wanted) => {
    expect(scanner.wants({ path, sizeBytes: 10 })).toBe(wanted);
  });

  test('gitleaks has nothing to find in an empty file', () => {
    expect(gitleaks.wants({ path: '.gitkeep', sizeBytes: 0 })).toBe(false);
  });
});

describe('the version that a scanner prints', () => {
  test.each<[ExternalScanner, string, string | undefined]>([
    [bandit, 'bandit 1.9.4\n  python version = 3.11.7 (main) [GCC 12.2.0]', '1.9.4'],
    [gitleaks, '8.30.1\n', '8.30.1'],
    [gitleaks, 'v8.18.0', '8.18.0'],
    [gitleaks, 'version is set by build process', undefined],
    [tfsec, 'v1.28.14\n', '1.28.14'],
    [tfsec, 'You are running a locally built version of tfsec.', undefined],
    [hadolint, 'Haskell Dockerfile Linter 2.15.1', '2.15.1'],
    [zizmor, 'zizmor 1.32.0\n', '1.32.0'],
    [checkov, '3.3.30\n', '3.3.30'],
    [semgrep, '1.182.0\n', '1.182.0'],
    [osvScanner, 'osv-scanner version: 2.4.0\nosv-scalibr version: 0.4.5', '2.4.0'],
    [trivy, 'Version: 0.69.3\nCheck Bundle:\n', '0.69.3'],
    [trivy, 'Version: dev\n', undefined],
    [hadolint, 'Haskell Dockerfile Linter v2.12.0-0-g', '2.12.0-0-g'],
  ])('is read from %j', (scanner, output, version) => {
    expect(scanner.version.pattern.exec(output)?.[1]).toBe(version);
  });
});

describe('gitleaks', () => {
  test.each([
    [
      'in the first line, where its end is the last character',
      { startLine: 1, startColumn: 14, endLine: 1, endColumn: 53 },
      { startLine: 1, startColumn: 14, endLine: 1, endColumn: 54 },
    ],
    [
      'in any other line, where its begin is one too high',
      { startLine: 4, startColumn: 11, endLine: 4, endColumn: 50 },
      { startLine: 4, startColumn: 10, endLine: 4, endColumn: 50 },
    ],
    [
      'over several lines from the first',
      { startLine: 1, startColumn: 1, endLine: 4, endColumn: 30 },
      { startLine: 1, startColumn: 1, endLine: 4, endColumn: 30 },
    ],
    [
      'with a column that cannot be lower',
      { startLine: 2, startColumn: 1, endLine: 2, endColumn: 9 },
      { startLine: 2, startColumn: 1, endLine: 2, endColumn: 9 },
    ],
    ['without columns', { startLine: 2 }, { startLine: 2, endLine: 2 }],
  ])('is placed exactly %s', (_name, region, expected) => {
    expect(adapt(gitleaks, { ruleId: 'r', locations: [at({ uri: 'a' }, region)] }).region).toEqual(expected);
  });

  test.each([
    [
      'Uncovered a GitHub Personal Access Token, potentially leading to unauthorized repository access.',
      'GitHub Personal Access Token',
    ],
    [
      'Identified a pattern that may indicate AWS credentials, risking access.',
      'pattern that may indicate AWS credentials',
    ],
    ['Detected a Generic API Key, potentially exposing access to various services.', 'Generic API Key'],
    ['Uncovered a possible Okta Access Token. Beware.', 'Okta Access Token'],
  ])('takes its title from %j', (text, title) => {
    expect(adapt(gitleaks, { ruleId: 'r' }, [{ id: 'r', shortDescription: { text } }]).rule.title).toBe(title);
  });

  test('claims no severity, because it has none, and keeps percent signs in names', () => {
    const adapted = adapt(gitleaks, { ruleId: 'r', locations: [at({ uri: '/checkout/a b%41' }, { startLine: 1 })] });
    expect(adapted).toMatchObject({ claims: {}, path: '/checkout/a b%41', rule: { title: 'r' } });
  });
});

describe('bandit', () => {
  test.each([
    ['HIGH', 'error', 'high'],
    ['MEDIUM', undefined, 'medium'],
    ['LOW', 'note', 'low'],
    ['UNDEFINED', 'warning', undefined],
    [undefined, 'error', undefined],
  ])('with severity %s means %s', (issue_severity, level, word) => {
    const { claims } = adapt(bandit, { ruleId: 'B602', level, properties: { issue_severity } });
    expect(claims.word).toBe(word);
    expect(claims.level).toBe(level ?? 'warning');
  });

  test.each(['B105', 'B106', 'B107'])('of rule %s shows no password', (ruleId) => {
    const adapted = adapt(bandit, { ruleId, message: { text: "Possible hardcoded password: 'it's\nmade up'" } });
    expect(adapted).toMatchObject({ message: 'Possible hardcoded password', sensitive: true });
  });

  test('takes its weakness from its tags and a title from its name', () => {
    const rules = [
      {
        id: 'B602',
        name: 'subprocess_popen_with_shell_equals_true',
        properties: { tags: ['security', 'external/cwe/cwe-78'] },
      },
      { id: 'B403', name: 'blacklist' },
    ];
    expect(adapt(bandit, { ruleId: 'B602' }, rules).rule).toEqual({
      id: 'B602',
      title: 'subprocess popen with shell equals true',
      cwes: ['CWE-78'],
    });
    const message = { text: 'Consider possible security implications associated with pickle module.' };
    expect(adapt(bandit, { ruleId: 'B403', message }, rules).rule.title).toBe(
      'Consider possible security implications associated with pickle module',
    );
  });

  test('is given every file by name, and the whole tree when there are too many for a command line', () => {
    const files = Array.from({ length: 20_000 }, (_, index) => `src/package/module_${index}.py`);
    expect(bandit.invoke({ ...TARGET, files: ['-a.py', 'b.py'] }, []).args.slice(-2)).toEqual(['./-a.py', 'b.py']);
    expect(bandit.invoke({ ...TARGET, files }, []).args.slice(-2)).toEqual(['--recursive', '.']);
  });
});

describe('tfsec', () => {
  test.each([
    ['error', 'high'],
    ['warning', 'medium'],
    ['note', 'low'],
    ['none', undefined],
  ])('with level %s means %s', (level, word) => {
    expect(adapt(tfsec, { ruleId: 'r', level }).claims).toEqual({ ...(word && { word }), level });
  });

  test('hides the line of a value that should be a secret', () => {
    expect(adapt(tfsec, { ruleId: 'general-secrets-no-plaintext-exposure' }).sensitive).toBe(true);
    expect(adapt(tfsec, { ruleId: 'aws-s3-enable-versioning' }).sensitive).toBeUndefined();
  });
});

describe('hadolint', () => {
  test.each([
    ['DL3006', 'https://github.com/hadolint/hadolint/wiki/DL3006'],
    ['SC2012', 'https://www.shellcheck.net/wiki/SC2012'],
  ])('explains %s at %s', (ruleId, helpUri) => {
    expect(adapt(hadolint, { ruleId }).rule.helpUri).toBe(helpUri);
  });

  test('claims a level and no severity, and says what is wrong in the title', () => {
    const adapted = adapt(hadolint, { ruleId: 'DL3006', level: 'error', message: { text: 'Always tag the image' } });
    expect(adapted).toMatchObject({ claims: { level: 'error' }, rule: { title: 'Always tag the image' } });
  });

  test('knows its files without the ./ that keeps a name from being an option', () => {
    expect(adapt(hadolint, { ruleId: 'DL3006', locations: [at({ uri: './-a%41.Dockerfile' })] }).path).toBe(
      '-a%41.Dockerfile',
    );
  });
});

describe('zizmor', () => {
  test.each([
    ['High', 'high'],
    ['Medium', 'medium'],
    ['Low', 'low'],
    ['Informational', 'info'],
    ['Unknown', undefined],
    [undefined, undefined],
  ])('with severity %s means %s', (severity, word) => {
    const properties = { 'zizmor/severity': severity, 'zizmor/confidence': 'Low' };
    expect(adapt(zizmor, { ruleId: 'zizmor/artipacked', level: 'warning', properties }).claims).toEqual({
      ...(word !== undefined && { word }),
      level: 'warning',
    });
  });

  test('calls its rules as its documentation does', () => {
    const rules = [{ id: 'zizmor/artipacked', help: { text: 'credential persistence through artifacts' } }];
    expect(adapt(zizmor, { ruleId: 'zizmor/artipacked' }, rules).rule).toMatchObject({
      id: 'artipacked',
      title: 'credential persistence through artifacts',
    });
  });
});

describe('checkov', () => {
  const pathFrom = (root: string, scratch: string, uri: string) => {
    const [run] = readSarif(report({ results: [{ ...MESSAGE, ruleId: 'CKV_AWS_3', locations: [at({ uri })] }] })).log
      .runs;
    const [read] = run?.results ?? [];
    return read && checkov.adapt(read, { ...TARGET, root, scratch })?.path;
  };

  test.each([
    ['in another folder', '/checkout', '/scratch', 'checkout/a%20b.tf', 'a b.tf'],
    ['deep in other folders', '/home/me/app', '/tmp/scan-1', 'home/me/app/main.tf', 'main.tf'],
    ['beside our own', '/tmp/app', '/tmp/scan-1', 'app/app/main.tf', 'app/main.tf'],
    ['at the top', '/', '/tmp/scan-1', 'main.tf', 'main.tf'],
    ['that it names in another way', '/checkout', '/scratch', 'other/main.tf', 'other/main.tf'],
  ])('knows a file of a root %s by its path from there', (_name, root, scratch, uri, path) => {
    expect(pathFrom(root, scratch, uri)).toBe(path);
  });

  test('claims no severity, and not that every result is about the resource of the first', () => {
    const text = 'Ensure all data stored in the EBS is securely encrypted';
    const rules = [
      {
        id: 'CKV_AWS_3',
        shortDescription: { text },
        fullDescription: { text },
        help: { text: `${text}\nResource: aws_ebs_volume.first` },
      },
    ];
    const adapted = adapt(checkov, { ruleId: 'CKV_AWS_3', level: 'error', message: { text } }, rules);
    expect(adapted.claims).toEqual({ level: 'error' });
    expect(adapted.rule).toEqual({ id: 'CKV_AWS_3', title: text, cwes: [] });
    expect(adapted).not.toHaveProperty('resource');
  });

  test('hides the line of a credential', () => {
    const message = { text: 'Ensure no hard coded AWS access key and secret key exists in provider' };
    expect(adapt(checkov, { ruleId: 'CKV_AWS_41', message }).sensitive).toBe(true);
    expect(adapt(checkov, { ruleId: 'CKV_AWS_3' }).sensitive).toBeUndefined();
  });

  test('never searches the root for a configuration: it is not where it starts, and not an argument of its own', () => {
    const { args, workingFolder } = checkov.invoke(TARGET, []);
    expect(workingFolder).toBe('scratch');
    expect(args).toContain('--directory=/checkout');
    expect(args).not.toContain('/checkout');
  });
});

describe('semgrep', () => {
  test.each<[string, readonly string[], boolean]>([
    ['none', [], false],
    ['a file', ['--config', 'rules/own.yml'], true],
    ['an absolute folder', ['--config=/etc/rules'], true],
    ['a folder here', ['-c', './rules'], true],
    ['a pack of the registry', ['--config', 'p/python'], false],
    ['what the registry thinks fit', ['-f', 'auto'], false],
    ['an address', ['--config', 'https://example.com/rules.yml'], false],
    ['a file and a pack', ['--config', 'own.yaml', '--config', 'p/ci'], false],
    ['nothing after the option', ['--config'], false],
  ])('with rules from %s works offline: %j, %j', (_name, userArgs, works) => {
    expect(semgrep.worksOffline?.(userArgs)).toBe(works);
    const hasRules = userArgs.length > 1 || userArgs.some((argument) => argument.includes('='));
    expect(semgrep.invoke(TARGET, userArgs).args.includes('p/default')).toBe(!hasRules);
  });

  test.each([
    ['error', 'high'],
    ['warning', 'medium'],
    ['note', 'low'],
    ['none', undefined],
  ])('with level %s means %s', (level, word) => {
    expect(adapt(semgrep, { ruleId: 'r', level }).claims).toEqual({ ...(word && { word }), level });
  });

  test.each([
    ['python.lang.security.audit.eval-detected', 'Detected eval. It runs text.', 'eval detected'],
    ['own_rule', 'Do not.', 'own rule'],
    ['eval', 'Detected eval; it runs text.', 'Detected eval'],
  ])('takes a title for %s from its name, else from its message', (ruleId, text, title) => {
    expect(adapt(semgrep, { ruleId, message: { text } }).rule.title).toBe(title);
  });

  test('reads weaknesses from its prose tags, and hides the place of those that are credentials', () => {
    const rules = [
      { id: 'injection', properties: { tags: ["CWE-78: Improper Neutralization ('OS Command')", 'LOW CONFIDENCE'] } },
      { id: 'password', properties: { tags: ['CWE-798: Use of Hard-coded Credentials'] } },
    ];
    const [injection, password] = ['injection', 'password'].map((ruleId) => adapt(semgrep, { ruleId }, rules));
    expect([injection?.rule.cwes, injection?.sensitive]).toEqual([['CWE-78'], undefined]);
    expect([password?.rule.cwes, password?.sensitive]).toEqual([['CWE-798'], true]);
  });
});

describe('osv-scanner', () => {
  const help = '### Fixed Versions\n\n| Vulnerability ID | Package Name | Fixed Version |\n| --- | --- | --- |\n';
  const of = (text: string, rule: object = {}) =>
    adapt(
      osvScanner,
      { ruleId: 'CVE-1', message: { text }, locations: [at({ uri: 'file:///checkout/a%20b/go.mod' })] },
      [{ id: 'CVE-1', ...rule }],
    );

  test('names the package, the advisory in all its names, and what cures it', () => {
    const adapted = of("Package 'golang.org/x/net@v0.1.0' is vulnerable to 'CVE-1' (also known as 'GO-1', 'GHSA-1').", {
      shortDescription: { text: 'CVE-1: Too many headers' },
      help: {
        text: `${help}| GO-1 | golang.org/x/net | 0.2.0, 0.0.9 |\n| GO-1 | other | 9.0.0 |\n| GHSA-1 | golang.org/x/net | -- |\n`,
      },
      properties: { 'security-severity': '7.5' },
    });
    expect(adapted).toMatchObject({
      rule: { id: 'CVE-1', title: 'Too many headers' },
      path: '/checkout/a b/go.mod',
      claims: { score: 7.5, level: 'warning' },
      advisories: ['CVE-1', 'GO-1', 'GHSA-1'],
      package: { ecosystem: 'Go', name: 'golang.org/x/net', version: '0.1.0', fixedVersions: ['0.2.0'] },
      remediation: { text: 'raise golang.org/x/net to 0.2.0 (first fixed)' },
    });
  });

  test.each([
    ["Package '@acme/a@1.0.0' is vulnerable to 'MAL-1'.", '@acme/a', '1.0.0'],
    ["Package 'a@' is vulnerable to 'CVE-1'.", 'a', ''],
  ])('reads %j', (text, name, version) => {
    expect(of(text).package).toMatchObject({ name, version });
  });

  test('keeps a result whose message it does not understand, without a package', () => {
    const adapted = of('Something new.');
    expect(adapted).toMatchObject({
      message: 'Something new.',
      advisories: ['CVE-1'],
      rule: { title: 'known vulnerability' },
    });
    expect(adapted).not.toHaveProperty('package');
  });

  test.each([
    [['--offline-vulnerabilities', '--local-db-path', '/data'], true],
    [['--offline'], true],
    [['--no-resolve'], false],
  ])('with %j works offline: %j', (userArgs, works) => {
    expect(osvScanner.worksOffline?.(userArgs)).toBe(works);
  });
});

describe('trivy', () => {
  const message = (lines: Readonly<Record<string, string>>) => ({
    text: Object.entries(lines)
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n'),
  });

  test('reads package, versions and severity from its message, and the true name from beside the place', () => {
    const text = message({
      Package: 'lodash',
      'Installed Version': '4.17.15',
      Severity: 'HIGH',
      'Fixed Version': '4.17.19, 5.0.0',
    });
    const place = {
      ...at({ uri: 'a%20bA/package-lock.json' }, { startLine: 3, startColumn: 1, endLine: 3, endColumn: 1 }),
    };
    const locations = [{ ...place, message: { text: 'a b%41/package-lock.json: lodash@4.17.15' } }];
    const rules = [
      {
        id: 'CVE-2020-8203',
        shortDescription: { text: 'Prototype Pollution' },
        properties: { 'security-severity': '7.4' },
      },
    ];
    expect(adapt(trivy, { ruleId: 'CVE-2020-8203', level: 'error', message: text, locations }, rules)).toMatchObject({
      message: 'lodash 4.17.15: Prototype Pollution (CVE-2020-8203)',
      claims: { word: 'high', level: 'error', score: 7.4 },
      path: 'a b%41/package-lock.json',
      region: { startLine: 3, endLine: 3 },
      advisories: ['CVE-2020-8203'],
      package: { purl: 'pkg:npm/lodash', version: '4.17.15', fixedVersions: ['4.17.19', '5.0.0'] },
    });
  });

  test('keeps a result whose message it does not understand, without a package', () => {
    const adapted = adapt(trivy, { ruleId: 'CVE-1', locations: [at({ uri: 'go.mod' }, { startLine: 1 })] });
    expect(adapted).toMatchObject({ path: 'go.mod', message: 'a package : known vulnerability (CVE-1)' });
    expect(adapted).not.toHaveProperty('package');
  });

  test.each([
    [['--cache-dir', '/data', '--skip-db-update'], true],
    [['--skip-db-update=true'], true],
    [['--skip-db-update=false'], false],
    [['--cache-dir', '/data'], false],
  ])('with %j works offline: %j', (userArgs, works) => {
    expect(trivy.worksOffline?.(userArgs)).toBe(works);
  });
});

describe('trivy-config', () => {
  const text =
    'Artifact: a b%41.tf\nType: terraform\nVulnerability AVD-AWS-0026\nSeverity: CRITICAL\nMessage: EBS volume is not encrypted.';
  test('has one name per check over all versions, its own severity and the true name of the file', () => {
    const rules = [
      {
        id: 'AVD-AWS-0026',
        shortDescription: { text: 'Encrypt it' },
        properties: { 'security-severity': '8.0', tags: ['HIGH'] },
      },
    ];
    const locations = [at({ uri: 'a%20bA.tf' }, { startLine: 4, startColumn: 1, endLine: 6, endColumn: 1 })];
    expect(adapt(trivyConfig, { ruleId: 'AVD-AWS-0026', level: 'error', message: { text }, locations }, rules)).toEqual(
      {
        rule: { id: 'AWS-0026', title: 'Encrypt it', cwes: [] },
        message: 'EBS volume is not encrypted.',
        claims: { word: 'critical', level: 'error' },
        path: 'a b%41.tf',
        region: { startLine: 4, endLine: 6 },
      },
    );
  });

  test.each([
    ['UNKNOWN', undefined],
    ['LOW', 'low'],
    ['MEDIUM', 'medium'],
  ])('with severity %s means %s', (severity, word) => {
    const claims = adapt(trivyConfig, { ruleId: 'AWS-1', message: { text: `Severity: ${severity}` } }).claims;
    expect(claims.word).toBe(word);
  });

  test('hides the place of a credential', () => {
    const rules = [{ id: 'AWS-1', shortDescription: { text: 'No plaintext password' } }];
    expect(adapt(trivyConfig, { ruleId: 'AWS-1' }, rules).sensitive).toBe(true);
  });
});
