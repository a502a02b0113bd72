import type { AffectedPackage } from '../model/package.ts';
import type { SarifResult } from '../sarif/log.ts';
import { type AdaptedResult, defineScanner } from './contract.ts';
import { ecosystemOfManifest } from './manifest-ecosystem.ts';
import { raiseTo, reportedPackage } from './reported-package.ts';
import { cwesOf } from './sarif-fields.ts';

const CONFIGURATION = 'osv-scanner.toml';

/**
 * https://google.github.io/osv-scanner/
 * An empty configuration of ours takes the place of every `osv-scanner.toml` of the tree, and no `.gitignore` hides a lockfile. What a
 * manifest leaves open is not resolved (that would ask deps.dev and change from day to day), and no code is built to see what is called.
 * It sends the names of all packages, also private ones, to osv.dev; `args: [--offline-vulnerabilities, --local-db-path, FOLDER]` sends none.
 * Its status 128 means that it found no package; 1, which nothing switches off, that it found something.
 */
export const osvScanner = defineScanner({
  name: 'osv-scanner',
  title: 'OSV-Scanner',
  homepage: 'https://google.github.io/osv-scanner/',
  category: 'sca',
  program: 'osv-scanner',
  install: 'go install github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.4.0',
  version: { args: ['--version'], pattern: /^osv-scanner version: v?(\d+\.\d+\.\d+\S*)/m },
  recommended: true,
  network: ['api.osv.dev'],
  worksOffline: (userArgs) => userArgs.some((argument) => /^--offline(?:-vulnerabilities)?$/.test(argument)),
  wants: ({ path }) => ecosystemOfManifest(path) !== undefined,
  nothingToDo: 'no lockfile here that names a package',
  invoke: ({ root, output, scratch }) => ({
    args: [
      'scan',
      'source',
      '--config',
      `${scratch}/${CONFIGURATION}`,
      '--recursive',
      '--no-ignore',
      '--no-resolve',
      '--no-call-analysis',
      'all',
      '--verbosity',
      'error',
      '--format',
      'sarif',
      '--output-file',
      output,
      root,
    ],
    writes: { [CONFIGURATION]: '' },
  }),
  exits: { 0: 'ok', 1: 'ok', 128: 'nothing' },
  adapt: (result) => {
    const { rule, ruleId, message, level } = result;
    const manifest = result.path ?? '';
    const said = saidIn(message);
    const affected = said && reportedPackage({ manifest, ...said, fixed: fixedIn(rule.help ?? '', said.name) });
    return {
      rule: { id: ruleId, title: titleOf(result), cwes: cwesOf(rule.tags), helpUri: `https://osv.dev/${ruleId}` },
      message,
      claims: {
        ...(rule.securitySeverity !== undefined && { score: rule.securitySeverity }),
        ...(level !== undefined && { level }),
      },
      path: manifest,
      // It names a manifest and never a line of it.
      region: { startLine: 1 },
      advisories: [ruleId, ...(said?.aliases ?? [])],
      ...packageFields(affected),
    };
  },
});

function packageFields(affected: AffectedPackage | undefined): Pick<AdaptedResult, 'package' | 'remediation'> {
  if (affected === undefined) return {};
  const remediation = raiseTo(affected);
  return { package: affected, ...(remediation !== undefined && { remediation }) };
}

/** `Package 'lodash@4.17.15' is vulnerable to 'CVE-2020-8203' (also known as 'GHSA-p6mc-m468-83gw').` */
function saidIn(message: string) {
  const found = /^Package '(.+)@([^'@]*)' is vulnerable to '[^']+'(?: \(also known as (.+)\))?\.?$/.exec(message);
  if (found === null) return undefined;
  const [, name = '', version = '', others = ''] = found;
  return { name, version, aliases: [...others.matchAll(/'([^']+)'/g)].flatMap(([, alias]) => alias ?? []) };
}

/** The rows of the last table in the rule's help: `| GHSA-p6mc-m468-83gw | lodash | 4.17.19 |`. */
function fixedIn(help: string, name: string): readonly string[] {
  const [, table = ''] = help.split('### Fixed Versions');
  const rows = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.flatMap(([, , packageName, versions = '']) =>
    packageName === name ? versions.split(/[,\s]+/).filter((version) => /\d/.test(version)) : [],
  );
}

/** `CVE-2020-8203: Prototype Pollution in lodash` → `Prototype Pollution in lodash`. */
function titleOf({ ruleId, rule }: SarifResult): string {
  const short = rule.shortDescription ?? '';
  const title = short.startsWith(`${ruleId}: `) ? short.slice(ruleId.length + 2) : short;
  return title === '' || title === ruleId ? 'known vulnerability' : title;
}
