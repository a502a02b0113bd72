import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { gapSentence } from '../../src/model/verdict.ts';
import { consoleReporter } from '../../src/reporters/console/console.ts';
import { expectGolden } from '../support/golden.ts';
import {
  blockingOutcome,
  cleanOutcome,
  exceptionUse,
  hostileOutcome,
  hugeOutcome,
  incompleteOutcome,
  judgedFinding,
  outcomeOf,
  packageFinding,
  resourceFinding,
  scan,
  secretFinding,
} from '../support/outcomes.ts';
import { renderOptions, stripColours } from '../support/reporting.ts';

const OUTCOMES = { clean: cleanOutcome, blocking: blockingOutcome, incomplete: incompleteOutcome, huge: hugeOutcome };
const WIDTHS = [60, 80, 100, 120, 200];

function golden(name: string): URL {
  return new URL(`__fixtures__/console/${name}.txt`, import.meta.url);
}

describe.each(Object.entries(OUTCOMES))('the answer of a run that is %s', (name, make) => {
  test.each(WIDTHS)('reads well on a terminal of %i columns', (columns) => {
    expectGolden(golden(`${name}-${columns}`), consoleReporter.render(make(), renderOptions({ columns })));
  });

  test.each(WIDTHS)('stays within %i columns, addresses apart', (columns) => {
    const lines = consoleReporter.render(make(), renderOptions({ columns })).split('\n');
    expect(lines.filter((line) => stringWidth(line) > columns && !/^\s+https?:\/\/\S+$/.test(line))).toEqual([]);
  });

  test.each([...WIDTHS, 10, 1000])('has no blanks at the end of a line at %i columns', (columns) => {
    for (const colour of [true, false]) {
      const text = stripColours(
        consoleReporter.render(make(), renderOptions({ columns, colour, all: name !== 'huge' })),
      );
      expect(text.split('\n').filter((line) => line !== line.trimEnd())).toEqual([]);
    }
  });

  test('says the same with colours and without', () => {
    const coloured = consoleReporter.render(make(), renderOptions({ colour: true, columns: 100 }));
    expect(coloured).toContain('\u001b[');
    expect(stripColours(coloured)).toBe(consoleReporter.render(make(), renderOptions({ columns: 100 })));
  });
});

test('a hostile run shows its texts and nothing else', () => {
  expectGolden(
    golden('hostile-100'),
    consoleReporter.render(hostileOutcome(), renderOptions({ columns: 100, all: true })),
  );
});

test('a clean run is two lines', () => {
  expect(consoleReporter.render(cleanOutcome(), renderOptions())).toBe(
    'LOOKED AT  214 files, 1.3 MB for every category\nVERDICT  pass\n',
  );
});

test('files that were left out for their names are counted where it says what was looked at', () => {
  const scans = [
    scan('gatehouse-sast', 'sast', { leftOut: 1312 }),
    scan('semgrep', 'sast'),
    scan('gatehouse-iac', 'iac', { leftOut: 1 }),
    scan('gatehouse-terraform', 'iac', { leftOut: 2 }),
  ];
  expect(consoleReporter.render(outcomeOf([], { scans, emptyCategories: [] }), renderOptions({ columns: 100 }))).toBe(
    [
      'LOOKED AT  214 files, 1.3 MB for sast, iac; left out of sast: 1,312 files that others wrote or tools',
      '           built; left out of iac: 3 files that others wrote or tools built',
      'VERDICT  pass',
      '',
    ].join('\n'),
  );
});

test('a run of the engines alone over a folder with nothing for most of them is three lines', () => {
  const nothing = { state: 'skipped', why: 'no such file here' } as const;
  const outcome = outcomeOf([], {
    scans: (['sca', 'secrets', 'supply-chain'] as const).map((category) =>
      scan(`gatehouse-${category}`, category, { status: category === 'secrets' ? { state: 'ok' } : nothing }),
    ),
    emptyCategories: (['sast', 'sca', 'iac', 'container', 'supply-chain'] as const).map((category) => ({
      category,
      why: category.startsWith('s') && category !== 'sast' ? nothing.why : 'profile embedded has no scanner for it',
    })),
  });
  expect(consoleReporter.render(outcome, renderOptions())).toBe(
    [
      'LOOKED AT  214 files, 1.3 MB for secrets; nothing here for sca, supply-chain;',
      '           profile embedded has no scanner for sast, iac, container',
      'VERDICT  pass',
      '',
    ].join('\n'),
  );
  expect(consoleReporter.render(outcome, renderOptions({ all: true, columns: 120 }))).toContain(
    'for secrets; sca: no such file here; supply-chain: no such file here; profile',
  );
});

test('a category with nothing to look at says why', () => {
  const text = consoleReporter.render(outcomeOf([]), renderOptions({ columns: 120 }));
  expect(text).toContain(
    'supply-chain; iac: no Terraform, Kubernetes or Dockerfile here;\n           container: no image named',
  );
});

test('the verdict stands on the last lines, under everything that led to it', () => {
  const text = consoleReporter.render(blockingOutcome(), renderOptions());
  const order = ['BLOCKS', 'WARNS', 'NOTES', 'EXCEPTED', 'NOT LOOKED AT', 'LOOKED AT', 'VERDICT'].map((word) =>
    text.search(new RegExp(`^${word}`, 'm')),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order.every((at) => at >= 0)).toBe(true);
});

describe('blocking findings', () => {
  test('come with place, line, reason, cure, witnesses and id', () => {
    const text = consoleReporter.render(outcomeOf([secretFinding()]), renderOptions());
    for (const part of [
      'AWS access key in source',
      'src/config.ts:12:15',
      '12 │ const key = "AKIA…7Q3A"',
      'Why   anyone who',
      'Fix   revoke',
      'id 4f2a91',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('name engines once, as embedded, before the others', () => {
    const text = consoleReporter.render(
      outcomeOf([
        secretFinding({
          witnesses: [
            { scanner: 'gitleaks', version: undefined, rule: 'a', severity: undefined },
            { scanner: 'gatehouse-secrets', version: undefined, rule: 'b', severity: undefined },
            { scanner: 'gatehouse-secrets', version: undefined, rule: 'c', severity: undefined },
          ],
        }),
      ]),
      renderOptions(),
    );
    expect(text).toContain('Seen  embedded, gitleaks  ');
  });

  test('show a package with its version, its advisory and the way it came in', () => {
    const text = consoleReporter.render(outcomeOf([packageFinding()]), renderOptions({ columns: 100 }));
    expect(text).toContain('lodash 4.17.15: prototype pollution (CVE-2020-8203)');
    expect(text).toContain('package-lock.json:881  via express-handlebars › handlebars');
    expect(text.replace(/\s+/g, ' ')).toContain('; exploited in the wild: no; EPSS 2 %');
    expect(text).toContain('raise lodash to 4.17.19 (first fixed)');
  });

  test('say when a package has no fixed version', () => {
    const lodash = packageFinding();
    const text = consoleReporter.render(
      outcomeOf([{ ...lodash, package: lodash.package && { ...lodash.package, fixedVersions: [] } }]),
      renderOptions(),
    );
    expect(text).toContain('no fixed version is known yet');
  });

  test('keep a place in one piece, however narrow the terminal is', () => {
    const path = `src/${'deep/'.repeat(30)}file.ts`;
    const text = consoleReporter.render(
      outcomeOf([secretFinding({ location: { ...secretFinding().location, path } })]),
      renderOptions({ columns: 60 }),
    );
    expect(text).toContain(`    ${path}:12:15\n`);
  });

  test('show the stretch of a very long line that holds the problem', () => {
    const snippet = `${'a'.repeat(3000)}EVIL${'b'.repeat(3000)}`;
    const location = { path: 'app.min.js', region: { startLine: 1, startColumn: 3001, endLine: 1, endColumn: 3005 } };
    const text = consoleReporter.render(outcomeOf([secretFinding({ snippet, location })]), renderOptions());
    expect(text).toMatch(/1 │ …a+EVILb+…\n/);
  });

  test('of one rule in one file are shown as one with a count when there are more than three', () => {
    const at = (startLine: number) =>
      secretFinding({
        id: `00000${startLine}`,
        location: { path: 'a.ts', region: { startLine, startColumn: 1, endLine: startLine, endColumn: 2 } },
      });
    const four = consoleReporter.render(outcomeOf([1, 2, 3, 4].map(at)), renderOptions());
    expect(four).toContain('and 3 more in this file: lines 2, 3, 4');
    expect(four.match(/AWS access key/g)).toHaveLength(1);
    const three = consoleReporter.render(outcomeOf([1, 2, 3].map(at)), renderOptions());
    expect(three.match(/AWS access key/g)).toHaveLength(3);
  });

  test('of different packages in one lockfile are never shown as one', () => {
    const findings = [1, 2, 3, 4, 5].map((at) => {
      const lodash = packageFinding({ id: `p0000${at}` });
      return { ...lodash, package: lodash.package && { ...lodash.package, version: `4.17.${at}` } };
    });
    expect(consoleReporter.render(outcomeOf(findings), renderOptions()).match(/raise lodash/g)).toHaveLength(5);
  });

  test('of one package are one block with one cure, each problem with its id and what is known of it', () => {
    const remediation = { text: 'raise lodash to 4.17.21 (cures both known problems)' };
    const findings = [
      packageFinding({ remediation }),
      packageFinding({
        id: '99c0de',
        rule: { ...packageFinding().rule, title: 'command injection' },
        advisories: ['CVE-2021-23337'],
        score: 7.2,
        exploitability: undefined,
        remediation,
      }),
    ];
    const text = consoleReporter.render(outcomeOf(findings), renderOptions());
    expect(text.split('\n').slice(0, 10)).toEqual([
      'BLOCKS  2 of 2 findings',
      '',
      '  high      lodash 4.17.15: 2 known vulnerabilities                          sca',
      '            package-lock.json:881  via express-handlebars › handlebars',
      '            Why   high: prototype pollution (CVE-2020-8203)            id 88c0de',
      '                  CVSS 7.4; exploited in the wild: no; EPSS 2 %',
      '                  high: command injection (CVE-2021-23337)             id 99c0de',
      '                  CVSS 7.2',
      '            Fix   raise lodash to 4.17.21 (cures both known problems)',
      '            Seen  embedded, osv-scanner',
    ]);
  });

  test('of one package with very many problems count the rest', () => {
    const findings = Array.from({ length: 12 }, (_, at) => packageFinding({ id: `p000${at}` }));
    expect(consoleReporter.render(outcomeOf(findings), renderOptions())).toContain('      and 4 high\n');
  });

  test('have a reason and a cure of at most five lines at 80 columns, however much a scanner says', () => {
    const long = 'A sentence that says something, and then some more of it. '.repeat(40);
    const rule = { ...secretFinding().rule, help: long };
    const finding = secretFinding({ message: long, rule, remediation: { text: long } });
    const lines = consoleReporter.render(outcomeOf([finding]), renderOptions()).split('\n');
    const at = (label: string) => lines.findIndex((line) => line.trimStart().startsWith(label));
    expect(at('Fix') - at('Why')).toBeLessThanOrEqual(5);
    expect(at('Seen') - at('Fix')).toBeLessThanOrEqual(5);
  });

  test('beyond fifteen get one line each, beyond fifty are counted, and --all shows them', () => {
    const findings = Array.from({ length: 60 }, (_, at) =>
      secretFinding({
        id: `c${String(at).padStart(5, '0')}`,
        location: { path: `f${at}.ts`, region: secretFinding().location.region },
      }),
    );
    const text = consoleReporter.render(outcomeOf(findings), renderOptions());
    expect(text.match(/Seen /g)).toHaveLength(15);
    expect(text.match(/AWS access key/g)).toHaveLength(50);
    expect(text).toContain('and 10 more: 10 critical (gatehouse scan --all shows them)');
    expect(consoleReporter.render(outcomeOf(findings), renderOptions({ all: true })).match(/Seen /g)).toHaveLength(60);
  });

  test('wrap wide characters by the columns they take', () => {
    const help = '这个密钥可以被任何人读取并且使用 '.repeat(8);
    const text = consoleReporter.render(
      outcomeOf([secretFinding({ rule: { ...secretFinding().rule, help } })]),
      renderOptions({ columns: 60 }),
    );
    expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
  });

  test('that this change fixed are not among them', () => {
    expect(consoleReporter.render(outcomeOf([resourceFinding({ state: 'fixed' })]), renderOptions())).not.toContain(
      'BLOCKS',
    );
  });
});

describe('what was not looked at', () => {
  test('names the scanner, the reason and the remedy of every gap first', () => {
    expect(consoleReporter.render(incompleteOutcome(), renderOptions({ columns: 120 }))).toContain(
      'NOT LOOKED AT\n  sast          semgrep timed out after 120 s (raise --timeout, or mark it optional)\n',
    );
  });

  test('tells a reason that stops several scanners once, with their categories down the side', () => {
    const why = 'could not look at locked (a folder that may not be read)';
    const gap = (category: 'sast' | 'secrets', scanner: string) => ({ category, scanner, why, remedy: 'open it' });
    const gaps = [gap('sast', 'gatehouse-sast'), gap('secrets', 'gatehouse-secrets')];
    const outcome = outcomeOf([], {
      verdict: { word: 'incomplete', gaps, reasons: [...gaps.map(gapSentence), 'no finding is at or above high'] },
      notLookedAt: [{ path: 'locked', why: 'a folder that may not be read' }],
    });
    const lines = consoleReporter.render(outcome, renderOptions()).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'NOT LOOKED AT',
      '  sast          gatehouse-sast, gatehouse-secrets could not look at locked (a',
      '  secrets       folder that may not be read): open it',
      '',
    ]);
    expect(lines.slice(-3, -1)).toEqual([
      'VERDICT  incomplete: sast, secrets',
      '         and no finding is at or above high',
    ]);
  });

  test('has its labels without blanks behind them where they outnumber the lines', () => {
    const gap = (category: 'sast' | 'secrets') => ({ category, scanner: 'x', why: 'failed', remedy: undefined });
    const outcome = outcomeOf([], {
      verdict: { word: 'incomplete', gaps: [gap('sast'), gap('secrets')], reasons: [] },
    });
    const text = stripColours(consoleReporter.render(outcome, renderOptions({ colour: true })));
    expect(text).toContain('  sast          x, x failed\n  secrets\n');
  });

  test('counts files that share a reason and names single ones', () => {
    const text = consoleReporter.render(blockingOutcome(), renderOptions({ columns: 120 }));
    expect(text).toContain('214 files: larger than 10 MiB (assets/video-0.bin, …)');
    expect(text).toContain('legacy/build.gradle: dependencies of this kind cannot be read');
  });

  test('counts the rest when every file has a reason of its own', () => {
    const notLookedAt = Array.from({ length: 1200 }, (_, at) => ({
      path: `f${at}`,
      why: `syntax error ${at} in line ${at}`,
    }));
    const text = consoleReporter.render(outcomeOf([], { notLookedAt }), renderOptions({ columns: 120 }));
    expect(text).toContain('and 1,192 files for other reasons: the JSON report lists them');
    expect(consoleReporter.render(outcomeOf([], { notLookedAt }), renderOptions({ all: true }))).toContain(
      'f1199: syntax error 1199 in line 1199',
    );
  });

  test('mentions a scanner that nobody requires, with how to get it', () => {
    const zizmor = scan('zizmor', 'supply-chain', {
      required: false,
      status: { state: 'unavailable', why: 'is not installed', remedy: 'pip install zizmor' },
    });
    const text = consoleReporter.render(outcomeOf([], { scans: [zizmor] }), renderOptions());
    expect(text).toContain('zizmor is not installed (not required: pip install zizmor)');
  });
});

describe('the verdict', () => {
  test('names incomplete categories even where no reason does', () => {
    const outcome = blockingOutcome();
    const gaps = incompleteOutcome().verdict.gaps;
    const text = consoleReporter.render(
      { ...outcome, verdict: { ...outcome.verdict, gaps } },
      renderOptions({ columns: 120 }),
    );
    expect(text).toContain(
      'VERDICT  fail: 3 findings at or above high (policy.fail-on, .github/gatehouse.yml:3)\n         and incomplete: sast\n',
    );
  });

  test('points to the report and to the way of accepting a finding', () => {
    const text = consoleReporter.render(blockingOutcome(), renderOptions({ reportFile: 'out/gatehouse.json' }));
    expect(
      text.endsWith(
        '         Report: out/gatehouse.json\n         Accept one with a reason: gatehouse explain 4f2a91\n',
      ),
    ).toBe(true);
  });
});

describe('exceptions', () => {
  test('name the one that ends first', () => {
    const exceptions = [
      exceptionUse({ rule: 'later', expires: '2027-05-01' }),
      exceptionUse({ rule: 'sooner', expires: '2026-11-22' }),
    ];
    const text = consoleReporter.render(
      outcomeOf([judgedFinding({ disposition: 'excepted' })], { exceptions }),
      renderOptions({ columns: 120 }),
    );
    expect(text).toContain(
      'EXCEPTED  1    the first exception ends tomorrow, on 2026-11-22 (sooner, @acme/web, .github/gatehouse.yml:12)',
    );
  });

  test('that expired or match nothing are named although nothing was excepted', () => {
    const exceptions = [
      exceptionUse({ rule: 'old', expired: true, matched: 0 }),
      exceptionUse({ rule: 'idle', matched: 0 }),
    ];
    const text = consoleReporter.render(outcomeOf([], { exceptions }), renderOptions({ columns: 120 }));
    expect(text).toMatch(/expired {3}old, .* no longer counts: renew or remove it/);
    expect(text).toMatch(/unused {4}idle, .* matches nothing: remove it/);
  });
});

describe('a gatehouse:allow without a reason', () => {
  const allowed = { rule: '', reason: '', path: 'src/a.ts', line: 3 };
  const shown = (changed: Parameters<typeof judgedFinding>[0]) =>
    consoleReporter.render(outcomeOf([judgedFinding(changed)]), renderOptions({ columns: 200 }));

  test('is told at its finding, with what to write instead', () => {
    const { rule } = judgedFinding({});
    expect(shown({ allowed, disposition: 'block' })).toContain(
      `Note  gatehouse:allow on line 3 does not count: write gatehouse:allow ${rule.id} and the reason`,
    );
  });

  test('needs no word where something else accepts the finding, or where it has a reason', () => {
    expect(shown({ allowed, disposition: 'excepted' })).not.toContain('does not count');
    expect(shown({ allowed: { ...allowed, reason: 'made up' }, disposition: 'block' })).not.toContain('does not count');
  });
});
