import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Engines beside the specialist of their category, on a folder of your own that `variable` names: `GATEHOUSE_BENCH_PYTHON=FOLDER npm run bench python`.
 * `options` are those of the scan, `command` is the specialist's for that folder.
 */
export const SPECIALISTS = {
  python: {
    variable: 'GATEHOUSE_BENCH_PYTHON',
    specialist: 'bandit',
    options: () => ['--scanners', 'gatehouse-sast', '--categories', 'sast'],
    command: (folder, { scratch }) => [
      '-q',
      '-r',
      folder,
      '--exit-zero',
      '-f',
      'json',
      '-o',
      join(scratch, 'bandit.json'),
    ],
  },
  terraform: {
    variable: 'GATEHOUSE_BENCH_TERRAFORM',
    specialist: 'tfsec',
    options: () => ['--categories', 'iac'],
    command: (folder, { scratch }) => [
      folder,
      '--no-color',
      '--soft-fail',
      '--format',
      'json',
      '--out',
      join(scratch, 'tfsec.json'),
    ],
  },
  /** Both over the advisories of `GATEHOUSE_TEST_ADVISORIES` (`<ecosystem>/all.zip`), so both without a network. */
  lockfiles: {
    variable: 'GATEHOUSE_BENCH_LOCKFILES',
    specialist: 'osv-scanner',
    needs: 'GATEHOUSE_TEST_ADVISORIES',
    options: (context) => ['--categories', 'sca', '--config', ownAdvisories(context)],
    command: (folder) => [
      ...['scan', 'source', '--recursive', '--offline-vulnerabilities', '--no-call-analysis=all', '--no-resolve'],
      ...['--no-ignore', '--format', 'json', folder],
    ],
    environment: (context) => ({ OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY: theirAdvisories(context) }),
  },
};

function ownAdvisories({ scratch, advisories }) {
  const file = join(scratch, 'advisories.yml');
  writeFileSync(file, `advisories:\n  service: off\n  folders: [${JSON.stringify(advisories)}]\n`);
  return file;
}

/** osv-scanner looks for `osv-scanner/<ecosystem>/all.zip` below its cache folder. */
function theirAdvisories({ scratch, advisories }) {
  const cache = join(scratch, 'osv');
  if (existsSync(cache)) return cache;
  for (const ecosystem of readdirSync(advisories)) {
    const archive = join(advisories, ecosystem, 'all.zip');
    if (!existsSync(archive)) continue;
    mkdirSync(join(cache, 'osv-scanner', ecosystem), { recursive: true });
    cpSync(archive, join(cache, 'osv-scanner', ecosystem, 'all.zip'));
  }
  return cache;
}
