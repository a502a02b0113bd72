import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { normalize } from '../../src/pipeline/normalize/normalize.ts';
import type { ScanRecord } from '../../src/pipeline/record.ts';
import { readSarif } from '../../src/sarif/read.ts';
import type { ExternalScanner } from '../../src/scanners/contract.ts';
import { registry } from '../../src/scanners/registry.ts';
import { FakeFiles, fakePorts } from '../support/fake-ports.ts';
import { fileSetOf } from '../support/file-set.ts';
import { expectGolden } from '../support/golden.ts';
import { settingsWith } from '../support/settings.ts';
import { VALUES } from './gitleaks/tree.ts';
import { fixture, lines, PASSWORD, TREES } from './recorded.ts';

/** The record that the pipeline makes of a recorded report, over the tree that the scanner saw. */
async function replay(scanner: ExternalScanner): Promise<ScanRecord> {
  const tree = TREES[scanner.name] ?? {};
  const files = new FakeFiles(
    Object.fromEntries(Object.entries(tree).map(([path, text]) => [`/checkout/${path}`, text])),
  );
  const target = { root: '/checkout', files: [], output: '/report.sarif', scratch: '/scratch' };
  const bytes = readFileSync(fixture(scanner.name, 'report.sarif'));
  const finished = {
    scanner,
    required: true,
    version: '1.0.0',
    origin: 'path' as const,
    isolation: 'environment' as const,
    status: { state: 'ok' as const },
    report: { kind: 'sarif' as const, bytes, target },
    startedMs: 0,
    durationMs: 10,
  };
  const fileSet = { ...fileSetOf(Object.keys(tree)), root: '/checkout' };
  const { record } = await normalize([finished], {
    fileSet,
    settings: settingsWith(),
    toolVersion: '0.0.0',
    ports: fakePorts({ files }),
  });
  return record;
}

const externals = registry.filter((scanner): scanner is ExternalScanner => scanner.kind === 'external');

describe.each(externals.map((scanner) => [scanner.name, scanner] as const))(
  'the recorded report of %s',
  (name, scanner) => {
    test('comes with the version and the command that wrote it, which is the one of the adapter', () => {
      const manifest = JSON.parse(readFileSync(fixture(name, 'manifest.json'), 'utf8'));
      const files = manifest.command.filter((argument: string) =>
        Object.hasOwn(TREES[name] ?? {}, argument.replace(/^\.\//, '')),
      );
      const target = {
        root: '/checkout',
        files: files.map((file: string) => file.replace(/^\.\//, '')),
        output: '/report.sarif',
        scratch: '/scratch',
      };
      const { userArgs = [] } = manifest;
      expect(manifest.command).toEqual([scanner.program, ...scanner.invoke(target, userArgs).args, ...userArgs]);
      expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    });

    test('becomes exactly these results', async () => {
      const record = await replay(scanner);
      expect(record.scans).toMatchObject([{ status: { state: 'ok' }, repairs: [], notes: [] }]);
      expectGolden(fixture(name, 'findings.txt'), lines(record));
    });

    test('needs no repair', () => {
      expect(readSarif(readFileSync(fixture(name, 'report.sarif'))).repairs).toEqual([]);
    });

    test('holds no value, and its record holds none', async () => {
      const report = readFileSync(fixture(name, 'report.sarif'), 'utf8');
      const record = JSON.stringify(await replay(scanner));
      for (const value of VALUES) {
        expect(report).not.toContain(value);
        expect(record).not.toContain(value.slice(0, 9));
      }
      expect(record).not.toContain(PASSWORD);
    });

    test('gives every result a rule with a title, a severity by somebody, and a fingerprint', async () => {
      for (const { rule, claims, fingerprints, advisories } of (await replay(scanner)).results) {
        expect(rule.title).not.toBe(rule.id);
        expect(claims.rule ?? claims.word ?? claims.level).toBeDefined();
        // One per name of an advisory, else one.
        expect(fingerprints).toHaveLength(Math.max(1, advisories.length));
      }
    });
  },
);
