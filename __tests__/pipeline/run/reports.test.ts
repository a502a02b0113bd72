import { describe, expect, test } from '@jest/globals';
import { PlatformError } from '../../../src/model/errors.ts';
import { takeReports } from '../../../src/pipeline/run/reports.ts';
import { FakeFiles } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';
import { sarifWith } from '../../support/run-context.ts';

const take = (
  contents: Readonly<Record<string, string>>,
  paths = Object.keys(contents),
  taken: readonly string[] = [],
) =>
  takeReports(
    paths,
    fileSetOf([]),
    taken,
    new FakeFiles(
      Object.fromEntries(
        Object.entries(contents).map(([path, text]) => [path.startsWith('/') ? path : `/repo/${path}`, text]),
      ),
    ),
  );

describe('a report that is handed in', () => {
  test('becomes a scanner named after its tool, with its version, results and bytes', async () => {
    const [report] = await take({ 'out/acme.sarif': sarifWith(2) });
    expect(report).toEqual({
      scanner: { kind: 'own', name: 'Acme', category: 'sast', command: [] },
      version: '9.8.7',
      ending: {
        status: { state: 'ok' },
        results: 2,
        report: {
          kind: 'sarif',
          bytes: Buffer.from(sarifWith(2)),
          target: { root: '/repo', files: [], output: '/repo/out/acme.sarif', scratch: '/repo' },
        },
      },
    });
  });

  test('may lie outside the root', async () => {
    expect((await take({ '/elsewhere/acme.sarif': sarifWith(0) }))[0]?.ending.status).toEqual({ state: 'ok' });
  });

  test('of several tools is named after its file', async () => {
    const run = (name: string) => ({ tool: { driver: { name } }, results: [] });
    const text = JSON.stringify({ version: '2.1.0', runs: [run('One'), run('Two')] });
    expect((await take({ 'out/both.sarif': text }))[0]?.scanner.name).toBe('both.sarif');
  });

  test('has a name of its own, whoever else is called so', async () => {
    const contents = { 'a/x.sarif': sarifWith(0), 'b/x.sarif': sarifWith(0), 'c/x.sarif': sarifWith(0) };
    const names = (await take(contents, Object.keys(contents), ['Acme'])).map(({ scanner }) => scanner.name);
    expect(names).toEqual(['Acme (x.sarif)', 'Acme (x.sarif) 2', 'Acme (x.sarif) 3']);
  });

  test('has a printable name', async () => {
    expect((await take({ 'x.sarif': sarifWith(0, 'A\u001b[31m\n::error::') }))[0]?.scanner.name).not.toMatch(
      /[\u001b\n]/,
    );
  });
});

describe('the category of a report', () => {
  test.each([
    ['a tool in the registry', sarifWith(1, 'gitleaks'), 'secrets'],
    ['a tool in the registry, in another spelling', sarifWith(1, 'TFSEC'), 'iac'],
    ['advisories', sarifWith(1, 'Acme', 'CVE-2024-12345'), 'sca'],
    ['advisories of GitHub', sarifWith(1, 'Acme', 'GHSA-abcd-1234-efgh'), 'sca'],
    ['anything else', sarifWith(1), 'sast'],
    ['nothing', sarifWith(0), 'sast'],
  ])('of %s is told', async (_, text, category) => {
    expect((await take({ 'x.sarif': text }))[0]?.scanner.category).toBe(category);
  });

  test.each([
    ['secret', 'secrets'],
    ['Terraform', 'iac'],
    ['supply-chain', 'supply-chain'],
    ['security', 'sast'],
  ])('is told by the tag %s of its rules', async (tag, category) => {
    const rules = [{ id: 'r', properties: { tags: ['x', tag] } }];
    const results = [{ ruleId: 'r', message: { text: 'bad' } }];
    const text = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Acme', rules } }, results }] });
    expect((await take({ 'x.sarif': text }))[0]?.scanner.category).toBe(category);
  });
});

describe('a report that cannot be used', () => {
  test.each([
    ['missing', {}, 'has no report: out/x.sarif is not there'],
    ['empty', { 'out/x.sarif': '' }, '(out/x.sarif) wrote an empty report'],
    [
      'of another version',
      { 'out/x.sarif': '{"version":"1.0.0","runs":[]}' },
      '(out/x.sarif) wrote a report of SARIF version 1.0.0',
    ],
  ])('because it is %s has failed under the name of its file', async (_, contents, why) => {
    const [report] = await take(contents, ['out/x.sarif']);
    expect(report?.scanner.name).toBe('x.sarif');
    expect(report?.ending).toMatchObject({
      status: { state: 'failed', why: expect.stringContaining(why) },
      report: { kind: 'none' },
    });
  });

  test.each([
    ['too-large', 'has a report of more than 256 MB: x.sarif'],
    ['not-a-file', 'has a report that cannot be opened: x.sarif'],
    ['forbidden', 'has a report that cannot be opened: x.sarif'],
  ] as const)('(%s) has failed', async (code, why) => {
    const files = new FakeFiles({ '/repo/x.sarif': '' });
    files.read = async () => Promise.reject(new PlatformError(code, 'no'));
    const [report] = await takeReports(['x.sarif'], fileSetOf([]), [], files);
    expect(report?.ending.status).toEqual({ state: 'failed', why });
  });

  test('is none where a link leads to it: whoever names the link means that', async () => {
    const files = new FakeFiles({ '/reports/x.sarif': sarifWith(2) });
    files.addLink('/repo/latest.sarif', '/reports/x.sarif');
    const [report] = await takeReports(['latest.sarif'], fileSetOf([]), [], files);
    expect(report?.ending).toMatchObject({ status: { state: 'ok' }, results: 2 });
  });

  test('does not take the others with it', async () => {
    const reports = await take({ 'good.sarif': sarifWith(1) }, ['none.sarif', 'good.sarif']);
    expect(reports.map(({ ending }) => ending.status.state)).toEqual(['failed', 'ok']);
  });
});
