import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PROFILES, type Settings } from '../../src/config/settings.ts';
import { CATEGORIES } from '../../src/model/category.ts';
import { plan } from '../../src/pipeline/plan.ts';
import type { Scanner } from '../../src/scanners/contract.ts';
import { registry as realRegistry } from '../../src/scanners/registry.ts';
import { fileSetOf } from '../support/file-set.ts';
import { embeddedScanner, externalScanner, fileEngine } from '../support/scanners.ts';
import { scannerSettings, settingsWith } from '../support/settings.ts';

const endsWith = (ending: string) => (file: { readonly path: string }) => file.path.endsWith(ending);
const iac = { category: 'iac', wants: endsWith('.tf') } as const;
const registry: readonly Scanner[] = [
  embeddedScanner(fileEngine('engine')),
  embeddedScanner(fileEngine('workflows', { category: 'supply-chain', wants: endsWith('.yml') })),
  externalScanner('second', { ...iac }),
  externalScanner('first', { ...iac, recommended: true }),
  externalScanner('also', { ...iac, recommended: true }),
  externalScanner('python', { wants: endsWith('.py'), recommended: true }),
  externalScanner('go', { wants: endsWith('.go'), recommended: true }),
];

const planWith = (changed: Partial<Settings>, paths: readonly string[] = ['main.tf', 'a.go', 'b.go']) =>
  plan(settingsWith(changed), fileSetOf(paths), registry);
const inShort = (planned: ReturnType<typeof planWith>) => [
  ...planned.scans.map(({ scanner, required }) => `${scanner.name} ${required ? 'required' : 'extra'}`),
  ...planned.settled.map(
    ({ scanner, required, status }) => `${scanner.name} ${status.state}${required ? '' : ' extra'}`,
  ),
];

describe('a profile', () => {
  test.each([
    ['embedded', ['engine required', 'workflows skipped']],
    ['recommended', ['engine required', 'first required', 'go required', 'workflows skipped']],
    [
      'thorough',
      ['engine required', 'second extra', 'first required', 'also extra', 'go required', 'workflows skipped'],
    ],
  ] as const)('%s chooses %j', (profile, chosen) => {
    expect(inShort(planWith({ profile }))).toEqual(chosen);
  });

  test('recommends by category among the scanners that apply, not before', () => {
    expect(inShort(planWith({ profile: 'recommended' }, ['a.py', 'b.go']))).toContain('python required');
    expect(inShort(planWith({ profile: 'recommended' }, ['a.py', 'b.go']))).not.toContain('go required');
  });

  test('skips every engine of an empty tree', () => {
    expect(inShort(planWith({ profile: 'thorough' }, []))).toEqual(['engine skipped', 'workflows skipped']);
  });
});

describe('a scanner that is named', () => {
  test.each<[string, Partial<Settings>, string]>([
    ['by the input is required', { scanners: ['second'] }, 'second required'],
    ['by the configuration is required', { scannerSettings: [scannerSettings('second')] }, 'second required'],
    [
      'by both is required once',
      { scanners: ['second'], scannerSettings: [scannerSettings('second')] },
      'second required',
    ],
    ['as optional is extra', { scannerSettings: [scannerSettings('second', { optional: true })] }, 'second extra'],
    ['but wants nothing here is skipped', { scanners: ['python'] }, 'python skipped'],
    ['outside the categories asked for is skipped', { scanners: ['go'], categories: ['secrets'] }, 'go skipped'],
  ])('%s', (_, changed, line) => {
    expect(inShort(planWith(changed)).filter((other) => other.startsWith(line.split(' ')[0] ?? ''))).toEqual([line]);
  });

  test('makes an extra of thorough required', () => {
    expect(inShort(planWith({ profile: 'thorough', scanners: ['also'] }))).toContain('also required');
  });

  test('as optional is extra even when the profile would require it', () => {
    const optional = [scannerSettings('first', { optional: true })];
    expect(inShort(planWith({ profile: 'recommended', scannerSettings: optional }))).toContain('first extra');
  });

  test.each([
    ['its own words when it wants nothing', { scanners: ['python'] }, 'python', 'nothing for python'],
    [
      'the category that nobody asked for',
      { scanners: ['go'], categories: ['iac'] as const },
      'go',
      'category sast was not asked for',
    ],
  ])('says why it is skipped: %s', (_, changed, name, why) => {
    const settled = planWith(changed).settled.find(({ scanner }) => scanner.name === name);
    expect(settled?.status).toEqual({ state: 'skipped', why });
  });
});

describe('the categories asked for', () => {
  test('limit everything that nobody named', () => {
    expect(inShort(planWith({ profile: 'thorough', categories: ['sast'] }))).toEqual(['go required']);
  });
});

describe('offline', () => {
  const online = externalScanner('online', { network: ['api.example.com'] });
  const offlinePlan = (paths: readonly string[]) =>
    plan(settingsWith({ offline: true, scanners: ['online', 'local'] }), fileSetOf(paths), [
      online,
      externalScanner('local'),
    ]);

  test('leaves out what needs the network, and says so', () => {
    const { scans, settled } = offlinePlan(['a.ts']);
    expect(scans.map(({ scanner }) => scanner.name)).toEqual(['local']);
    const why = 'needs the network (api.example.com), and this run is offline';
    const remedy = 'run without offline, or leave it out';
    expect(settled).toEqual([{ scanner: online, required: true, status: { state: 'unavailable', why, remedy } }]);
  });

  test('runs it all the same where the user’s own arguments leave it nothing to fetch', () => {
    const able = { ...online, worksOffline: (args: readonly string[]) => args.includes('--rules') };
    const planOf = (args: readonly string[]) =>
      plan(
        settingsWith({ offline: true, scannerSettings: [scannerSettings('online', { args })] }),
        fileSetOf(['a.ts']),
        [able],
      );
    expect(inShort(planOf(['--rules', 'mine.yml']))).toEqual(['online required']);
    expect(inShort(planOf([]))).toEqual(['online unavailable']);
  });

  test('lets another lead, or nobody, instead of a scanner that nobody named and that cannot work so', () => {
    const leads = { ...online, recommended: true };
    const local = externalScanner('local', { recommended: true });
    const recommended = (scanners: readonly Scanner[], offline = true) =>
      inShort(plan(settingsWith({ profile: 'recommended', offline }), fileSetOf(['a.ts']), scanners));
    expect(recommended([leads, local])).toEqual(['local required']);
    expect(recommended([leads])).toEqual([]);
    expect(recommended([leads, local], false)).toEqual(['online required']);
  });

  test('is no gap where there is nothing to do anyway', () => {
    expect(offlinePlan([]).settled.map(({ status }) => status.state)).toEqual(['skipped', 'skipped']);
  });
});

describe("a user's own scanner", () => {
  const own = { category: 'sast', command: ['acme', '{output}'] } as const;

  test('is required and gets every file', () => {
    const planned = planWith({ scannerSettings: [scannerSettings('acme', { own })] });
    const scan = planned.scans.find(({ scanner }) => scanner.name === 'acme');
    expect(scan).toMatchObject({ required: true, scanner: { kind: 'own', ...own } });
    expect(scan?.files.map(({ path }) => path)).toEqual(['a.go', 'b.go', 'main.tf']);
  });

  test('is extra when it is optional', () => {
    expect(inShort(planWith({ scannerSettings: [scannerSettings('acme', { own, optional: true })] }))).toContain(
      'acme extra',
    );
  });

  test('is skipped where there is no file', () => {
    const planned = planWith({ scannerSettings: [scannerSettings('acme', { own })] }, []);
    expect(planned.settled.find(({ scanner }) => scanner.name === 'acme')?.status).toEqual({
      state: 'skipped',
      why: 'no file here',
    });
  });
});

describe('what a planned scan carries', () => {
  test('is the files that it wants, in order', () => {
    const go = planWith({ scanners: ['go'] }).scans.find(({ scanner }) => scanner.name === 'go');
    expect(go?.files.map(({ path }) => path)).toEqual(['a.go', 'b.go']);
  });

  test('is the configuration of its own, else that of all', () => {
    const configured = scannerSettings('go', { args: ['--fast'], path: '/opt/go-scan', timeoutMs: 5_000 });
    const { scans } = planWith({ scannerSettings: [configured], timeoutMs: 60_000 });
    const of = (name: string) => scans.find(({ scanner }) => scanner.name === name);
    expect(of('go')).toMatchObject({ extraArgs: ['--fast'], programPath: '/opt/go-scan', timeoutMs: 5_000 });
    expect(of('engine')).toMatchObject({ extraArgs: [], programPath: undefined, timeoutMs: 60_000 });
  });
});

describe('with the real registry', () => {
  const someSettings = fc.record({
    profile: fc.constantFrom(...PROFILES),
    categories: fc.subarray([...CATEGORIES]),
    scanners: fc.subarray(realRegistry.map(({ name }) => name)),
  });
  const somePaths = fc.uniqueArray(
    fc.constantFrom('a.py', 'main.tf', 'Dockerfile', '.github/workflows/ci.yml', 'go.mod', 'README.md'),
  );

  test('no scanner is planned twice, every file set is what it wants, and thorough holds recommended holds embedded', () => {
    fc.assert(
      fc.property(someSettings, somePaths, (changed, paths) => {
        const byProfile = PROFILES.map((profile) =>
          plan(settingsWith({ ...changed, profile }), fileSetOf(paths), realRegistry),
        );
        for (const { scans, settled } of byProfile) {
          const names = [...scans, ...settled].map(({ scanner }) => scanner.name);
          expect(new Set(names).size).toBe(names.length);
          for (const { scanner, files } of scans) {
            expect(files.every((file) => scanner.kind === 'own' || scanner.wants(file))).toBe(true);
            expect(files.length).toBeGreaterThan(0);
          }
        }
        const [embedded = [], recommended = [], thorough = []] = byProfile.map(({ scans }) =>
          scans.map(({ scanner }) => scanner.name),
        );
        expect(recommended).toEqual(expect.arrayContaining(embedded));
        expect(thorough).toEqual(expect.arrayContaining(recommended));
      }),
    );
  });
});
