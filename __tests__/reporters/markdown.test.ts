import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../src/model/outcome.ts';
import { asMarkdown, linkTo, pathAsMarkdown, proseAsMarkdown } from '../../src/reporters/markdown/escape.ts';
import { renderSummary } from '../../src/reporters/markdown/summary.ts';
import { expectGolden } from '../support/golden.ts';
import {
  blockingOutcome,
  cleanOutcome,
  exceptionUse,
  HOSTILE_TEXTS,
  hostileOutcome,
  hugeOutcome,
  incompleteOutcome,
  judgedFinding,
  outcomeOf,
  packageFinding,
  resourceFinding,
  secretFinding,
} from '../support/outcomes.ts';
import { renderOptions } from '../support/reporting.ts';

const BLOB = 'https://github.com/acme/shop/blob/0123456789abcdef/';
const OPTIONS = renderOptions({ blobUrl: BLOB, pullRequest: true });
const OUTCOMES = {
  clean: cleanOutcome,
  blocking: blockingOutcome,
  incomplete: incompleteOutcome,
  hostile: hostileOutcome,
};

describe('the job summary', () => {
  const render = renderSummary;

  test.each(Object.entries(OUTCOMES))('of a run that is %s reads well', (name, make) => {
    expectGolden(new URL(`__fixtures__/markdown/summary-${name}.md`, import.meta.url), render(make(), OPTIONS));
  });

  test('opens and closes as many details as it has, and no other HTML but its own', () => {
    for (const make of Object.values(OUTCOMES)) {
      const text = render(make(), OPTIONS);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(text.replace(/<\/?(details|summary|sub|code)>/g, '')).not.toMatch(/[<>]/);
    }
  });

  test('has no links but to lines of the judged commit', () => {
    const links = [...render(hostileOutcome(), OPTIONS).matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => address);
    expect(links.length).toBeGreaterThan(5);
    for (const address of links)
      expect(address).toMatch(/^https:\/\/github\.com\/acme\/shop\/blob\/0123456789abcdef\/[A-Za-z0-9%.,=+/-]*#L\d+$/);
  });

  test('mentions nobody, refers to no issue and contains no address that GitHub would link', () => {
    const text = render(hostileOutcome(), OPTIONS).replace(/\]\([^)]*\)/g, ']');
    expect(text).not.toMatch(/@\w/);
    expect(text).not.toMatch(/(?<!&)#\d/);
    expect(text).not.toMatch(/https?:\/\/|www\.\w|GH-\d/i);
  });

  test('keeps each row of a table at the width of its head', () => {
    for (const block of render(hostileOutcome(), OPTIONS)
      .split('\n\n')
      .filter((part) => part.startsWith('| '))) {
      const widths = block.split('\n').map((line) => line.split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  test('is linked to nothing where no address is known', () => {
    expect(render(blockingOutcome(), renderOptions())).not.toContain('](');
  });

  test('has a headline that a reader understands without the rest', () => {
    const heads: readonly (readonly [Outcome, string])[] = [
      [cleanOutcome(), '## ✅ Nothing found\n'],
      [outcomeOf([judgedFinding()]), '## ✅ Nothing blocks this pull request\n'],
      [outcomeOf([secretFinding()]), '## ❌ 1 finding blocks this pull request\n'],
      [blockingOutcome(), '## ❌ 3 findings block this pull request\n'],
      [incompleteOutcome(), '## ⚠️ The scan is incomplete: sast. Nothing that was found blocks this pull request\n'],
      [
        { ...blockingOutcome(), verdict: { ...incompleteOutcome().verdict, word: 'fail' } },
        '## ❌ 3 findings block this pull request, and the scan is incomplete: sast\n',
      ],
      [
        { ...incompleteOutcome(), verdict: { ...incompleteOutcome().verdict, word: 'pass' } },
        '## ✅ Nothing blocks this pull request, though the scan is incomplete: sast\n',
      ],
    ];
    for (const [outcome, head] of heads) expect(render(outcome, OPTIONS).startsWith(head)).toBe(true);
  });

  test('does not speak of a pull request where there is none', () => {
    expect(render(blockingOutcome(), renderOptions())).toMatch(/^## ❌ 3 findings block\n/);
  });
});

describe('budgets', () => {
  const long = 'long words '.repeat(5000);
  const worst = (): Outcome => {
    const outcome = hugeOutcome(5000);
    return {
      ...outcome,
      findings: outcome.findings.map((finding) => ({
        ...finding,
        rule: { ...finding.rule, title: `<${finding.id}> ${long}` },
        remediation: { text: `@${long}` },
      })),
    };
  };

  test('a summary of 5,000 findings with long texts stays under a million bytes and says how many are left', () => {
    const text = renderSummary(worst(), OPTIONS);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toContain('… and 1,800 more that block.');
  });

  test('limits give way before the budget does', () => {
    const outcome = hugeOutcome(400);
    const wide = '汉'.repeat(400);
    const everything = {
      ...outcome,
      findings: outcome.findings.map((finding, at) => ({
        ...finding,
        disposition: 'block' as const,
        rule: { id: `r${at}`, title: wide, cwes: [] },
        remediation: { text: wide.repeat(2) },
        location: { ...finding.location, path: `${'汉字/'.repeat(400)}${at}` },
      })),
    };
    const text = renderSummary(everything, OPTIONS);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toMatch(/… and 3[0-9]0 more that block\./);
  });

  test('the tail points to the report', () => {
    expect(renderSummary(worst(), renderOptions({ reportFile: 'out/gatehouse.json' }))).toContain(
      'more that block: see out/gatehouse.json.',
    );
  });
});

describe('the table of severities', () => {
  const table = (outcome: Outcome) => renderSummary(outcome, OPTIONS).split('\n\n')[1];

  test('has only rows that hold something', () => {
    expect(table(outcomeOf([secretFinding(), resourceFinding({ state: 'fixed', disposition: 'note' })]))).toBe(
      [
        '| | critical | high | medium | low |',
        '|---|--:|--:|--:|--:|',
        '| **new here** | 1 | 0 | 0 | 0 |',
        '| fixed here | 0 | 1 | 0 | 0 |',
      ].join('\n'),
    );
  });

  test('does not call new what nothing was compared with', () => {
    expect(table(outcomeOf([secretFinding()]))).toContain('| **found** | 1 | 0 | 0 | 0 |');
  });

  test('does not count what was accepted', () => {
    expect(table(outcomeOf([secretFinding({ disposition: 'excepted' })]))).not.toContain('| critical |');
  });
});

describe('the list of what blocks', () => {
  test('says what, where, how and who, with a link to the line', () => {
    expect(renderSummary(outcomeOf([secretFinding()]), OPTIONS)).toContain(
      `1. **AWS access key in source**, [src/config.ts:12](${BLOB}src/config.ts#L12) · critical · secrets\\\n   Revoke the key, then read it from the environment. Seen by embedded, gitleaks, trufflehog. <sub>4f2a91</sub>`,
    );
  });

  test('links to the place in the repository, not in the scanned folder', () => {
    const text = renderSummary(outcomeOf([secretFinding()], { prefix: 'packages/shop/' }), OPTIONS);
    expect(text).toContain(`[packages/shop/src/config.ts:12](${BLOB}packages/shop/src/config.ts#L12)`);
  });

  test('tells the problems of one package under one cure', () => {
    const remediation = { text: 'raise lodash to 4.17.21 (cures both known problems)' };
    const findings = [packageFinding({ remediation }), packageFinding({ id: '99c0de', remediation, score: 7.2 })];
    expect(renderSummary(outcomeOf(findings), renderOptions())).toContain(
      [
        '1. **lodash 4.17.15: 2 known vulnerabilities**, package-lock.json:881 via express-handlebars › handlebars · high · sca\\',
        '   Raise lodash to 4.17.21 (cures both known problems). Seen by embedded, osv-scanner.',
        '   - high: prototype pollution (CVE-2020-8203); CVSS 7.4; exploited in the wild: no; EPSS 2 % <sub>88c0de</sub>',
        '   - high: prototype pollution (CVE-2020-8203); CVSS 7.2; exploited in the wild: no; EPSS 2 % <sub>99c0de</sub>',
        '',
      ].join('\n'),
    );
  });

  test('says of a package for development that it is one', () => {
    const lodash = packageFinding();
    const direct = { ...lodash, package: lodash.package && { ...lodash.package, path: [], development: true } };
    expect(renderSummary(outcomeOf([direct]), renderOptions())).toContain(
      'package-lock.json:881, for development only · high',
    );
  });

  test('shows code in a cure as code', () => {
    const finding = secretFinding({ remediation: { text: 'set `env: { A: "x" }` at the step' } });
    expect(renderSummary(outcomeOf([finding]), renderOptions())).toContain(
      'Set <code>env: { A: &#34;x&#34; }</code> at the step.',
    );
  });

  test('counts what would read alike', () => {
    const alike = Array.from({ length: 13 }, (_, at) => secretFinding({ id: `00000${at}` }));
    expect(renderSummary(outcomeOf(alike), OPTIONS)).toContain(', and 12 more in this file · critical');
  });

  test('says the reason where nobody knows a cure', () => {
    expect(renderSummary(outcomeOf([resourceFinding()]), OPTIONS)).toContain(
      'Acl is "public-read", and no public access block covers the bucket.'.replaceAll('"', '&#34;'),
    );
  });
});

describe('the last line', () => {
  const last = (outcome: Outcome) => renderSummary(outcome, OPTIONS).trimEnd().split('\n').at(-1);

  test('names the deciding file and what ends soon', () => {
    const outcome = outcomeOf([packageFinding({ disposition: 'excepted' })], { exceptions: [exceptionUse()] });
    expect(last(outcome)).toBe(
      'Decided by <code>.github/gatehouse.yml</code>. 1 finding accepted with a reason. 1 exception ends in 9 days: CVE-2024-1234 (.github/gatehouse.yml:12).',
    );
  });

  test('is quiet about exceptions that last', () => {
    expect(last(outcomeOf([], { exceptions: [exceptionUse({ expires: '2027-11-30' })] }))).toBe(
      'Decided by <code>.github/gatehouse.yml</code>.',
    );
  });

  test('names exceptions that expired or match nothing', () => {
    const exceptions = [exceptionUse({ rule: 'a', expired: true }), exceptionUse({ rule: 'b', matched: 0 })];
    expect(last(outcomeOf([], { exceptions }))).toContain(
      '1 exception has expired: a (.github/gatehouse.yml:12). 1 exception matches nothing: b (.github/gatehouse.yml:12).',
    );
  });
});

describe('text in Markdown', () => {
  test.each([
    ['plain words stay as they are', 'AWS access key in source', 'AWS access key in source'],
    ['versions stay readable', '3.2.400', '3.2.400'],
    ['paths stay readable', 'src/app-1.ts', 'src/app-1.ts'],
    ['namespaces stay readable', 'std::vector', 'std::vector'],
    ['a mention is cut after its sign', '@octocat', '@&#8203;octocat'],
    ['an issue is cut after its sign', 'see #12', 'see #&#8203;12'],
    ['an address is cut before its colon', 'https://x.y', 'https&#8203;://x.y'],
    ['HTML is spelled out', '<b>', '&#60;b&#62;'],
    ['a cell end is spelled out', 'a|b', 'a&#124;b'],
    ['an ordered list does not begin', '1. x', '1&#46; x'],
    ['a list does not begin', '- x', '&#45; x'],
    ['a heading does not begin', '# x', '&#35; x'],
    ['an underline of a heading does not begin', '===', '&#61;=='],
    ['a shortcode is cut', ':tada:', ':&#8203;tada:'],
    ['a reference is spelled out', '&amp;', '&#38;amp;'],
    ['line ends fold into blanks', 'a\n\n- b', 'a - b'],
    ['escapes are shown', '\u001b[31m', '&#92;x1b&#91;31m'],
  ])('%s', (_, text, markdown) => {
    expect(asMarkdown(text, 100)).toBe(markdown);
  });

  test.each([
    ['a pair of backticks is code', 'set `a_b` here', 'set <code>a&#95;b</code> here'],
    ['an odd one is a sign', 'a `b` c ` d', 'a &#96;b&#96; c &#96; d'],
    ['an empty pair is nothing', 'a `` b', 'a  b'],
    ['nothing in code has a meaning', '`<b>@octocat`', '<code>&#60;b&#62;@&#8203;octocat</code>'],
  ])('of several sentences: %s', (_, text, markdown) => {
    expect(proseAsMarkdown(text, 100)).toBe(markdown);
  });

  test('never holds a sign that has a meaning', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(fc.constantFrom(...HOSTILE_TEXTS, '@', '#', ':', '<', '|', '`', 'http', '//', '1', '.'), {
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const prose = proseAsMarkdown(text, 60).replace(/<\/?code>/g, '');
        for (const markdown of [asMarkdown(text, 60), pathAsMarkdown(text), prose]) {
          expect(markdown).not.toMatch(/[<>"'`*_[\]|~\\$\n\r]/);
          expect(markdown).not.toMatch(/@\w|https?:|www\.\w/i);
          expect(markdown).not.toMatch(/^(?:[-+=]|#(?!&#8203;)|:(?!&#8203;)|\d+[.)](?:\s|$))/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('links', () => {
  test.each([
    ['a plain path', 'src/a.ts', 'src/a.ts'],
    ['blanks and brackets', 'a (1) [x]/b c.ts', 'a%20%281%29%20%5Bx%5D/b%20c.ts'],
    ['a path that would end the link', 'x)](https://evil.example', 'x%29%5D%28https%3A//evil.example'],
    ['bytes that are no UTF-8', 'caf\udce9', 'caf%E9'],
    ['a question mark and a hash', 'a?b#c', 'a%3Fb%23c'],
  ])('to %s', (_, path, uri) => {
    expect(linkTo('x', path, 3, BLOB)).toBe(`[x](${BLOB}${uri}#L3)`);
  });

  test.each(['javascript:alert(1)/', 'https://a b/', 'https://x/) [y](', 'ftp://x/', 'https://x'])(
    'are left out where the prefix is %j',
    (blobUrl) => {
      expect(linkTo('x', 'a.ts', 3, blobUrl)).toBe('x');
    },
  );
});
