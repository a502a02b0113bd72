import { afterAll, describe, expect } from '@jest/globals';
import { CATEGORIES } from '../../src/model/category.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { writeSarif } from '../../src/sarif/write.ts';
import { gatehouse, makeFolder, removeFolders } from '../e2e/program.ts';
import { blockingOutcome, cleanOutcome, hostileOutcome, outcomeOf, scan } from '../support/outcomes.ts';
import { hostileTree } from './hostile-tree.ts';
import { testWith } from './installed.ts';
import { validate } from './multitool.ts';
import { CLEAN } from './vulnerable-repository.ts';

afterAll(removeFolders);

const NOTHING = { status: 0, complaints: [] };

describe('sarif-multitool has nothing to complain about', () => {
  const cases: readonly [string, Outcome][] = [
    ['a clean run', cleanOutcome()],
    ['a run that blocks', blockingOutcome()],
    ['a run with nothing to say at all', outcomeOf([], { scans: [] })],
    ['hostile texts', { ...hostileOutcome(), scans: [scan('gatehouse-sast', 'sast')] }],
  ];
  for (const [name, outcome] of cases) {
    testWith('sarif-multitool', `in ${name}`, () => {
      expect(validate(writeSarif(outcome, { informationUri: 'https://example.com/' }))).toEqual(NOTHING);
    });
  }

  testWith('sarif-multitool', 'unless there is something', () => {
    const broken = writeSarif(blockingOutcome()).replaceAll('"startLine"', '"endLine"');
    expect(validate(broken).complaints).not.toEqual([]);
  });

  testWith('sarif-multitool', 'unless code scanning would refuse it', () => {
    const broken = writeSarif(blockingOutcome()).replaceAll('"locations"', '"relatedLocations"');
    expect(validate(broken).complaints).toContainEqual(expect.objectContaining({ rule: 'GH1015', level: 'error' }));
  });
});

interface Log {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly results: readonly Result[];
  }[];
}

interface Result {
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
}

/** Scans with the built program, as a user does. */
function sarifOf(folder: string): string {
  const { stdout } = gatehouse(['scan', folder, '--offline', '--format', 'sarif']);
  return stdout;
}

function resultsOf(log: string): readonly Result[] {
  return (JSON.parse(log) as Log).runs.flatMap(({ results }) => results);
}

/** The home page of the tool is not written: the one thing that it may miss. */
function complaintsAbout(log: string) {
  const { status, complaints } = validate(log);
  return { status, complaints: complaints.filter(({ rule }) => rule !== 'SARIF2005') };
}

describe('what a real scan writes is valid', () => {
  testWith('sarif-multitool', 'over the example', () => {
    const log = sarifOf('examples/vulnerable-app');
    expect(resultsOf(log).length).toBeGreaterThan(10);
    expect(complaintsAbout(log)).toEqual(NOTHING);
  });

  testWith('sarif-multitool', 'over a clean tree', () => {
    const { 'src/app.js': app = '' } = CLEAN;
    const log = sarifOf(makeFolder({ 'src/app.js': app }));
    // A run for each category that was looked at: it closes the alerts of what is mended.
    expect((JSON.parse(log) as Log).runs.map(({ automationDetails: { id }, results }) => [id, results])).toEqual(
      CATEGORIES.map((category) => [`gatehouse/${category}/`, []]),
    );
    expect(complaintsAbout(log)).toEqual(NOTHING);
  });

  testWith('sarif-multitool', 'over an empty folder', () => {
    expect(complaintsAbout(sarifOf(makeFolder()))).toEqual(NOTHING);
  });

  testWith('sarif-multitool', 'over names and bytes that are no text, each file named by its exact bytes', () => {
    const { folder, paths } = hostileTree();
    const log = sarifOf(folder);
    expect(complaintsAbout(log)).toEqual(NOTHING);
    const named = resultsOf(log).map(({ locations }) =>
      bytesOf(locations[0]?.physicalLocation.artifactLocation.uri ?? ''),
    );
    expect(named.sort()).toEqual(paths.map((path) => path.toString('latin1')).sort());
  });
});

/** A relative reference as the bytes of the file's name, one character each (RFC 3986, section 2.1). */
function bytesOf(uri: string): string {
  expect(uri).toMatch(/^(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-Fa-f]{2})+$/);
  return uri.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
