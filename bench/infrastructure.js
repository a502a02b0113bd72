/**
 * Recall and wrong reports for infrastructure on the annotated test cases of checkov:
 * `node bench/infrastructure.js FOLDER`, where FOLDER is a checkout of https://github.com/bridgecrewio/checkov.
 * A case is a resource of an example that checkov's own test expects to pass or to fail one check; it counts for a control of
 * rules/crosswalk/infrastructure.yml when one of its rules is reported on the resource. Programs that are not installed are left out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { programOf } from '../scripts/scanners-list.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [checkov = ''] = process.argv.slice(2);
const cases = join(checkov, 'tests', 'terraform', 'checks', 'resource');
const sources = join(checkov, 'checkov', 'terraform', 'checks', 'resource');
const PROVIDERS = ['aws', 'azure', 'gcp'];

/** Check's id by `provider/file`. */
function checkIds() {
  const ids = new Map();
  for (const provider of PROVIDERS) {
    for (const file of readdirSync(join(sources, provider)).filter((name) => name.endsWith('.py'))) {
      const id = /\bid = "(CKV\w+)"/.exec(readFileSync(join(sources, provider, file), 'utf8'))?.[1];
      if (id !== undefined) ids.set(`${provider}/${file.slice(0, -3)}`, id);
    }
  }
  return ids;
}

/** The cases: check, example folder, resource, whether it should be reported. */
function expectations() {
  const ids = checkIds();
  return PROVIDERS.flatMap((provider) =>
    readdirSync(join(cases, provider))
      .filter((name) => /^test_.*\.py$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(cases, provider, name), 'utf8');
        const module = /from checkov\.terraform\.checks\.resource\.(\w+)\.(\w+) import check/.exec(text);
        const id = module && ids.get(`${module[1]}/${module[2]}`);
        const folder = /\b(example_\w+)/.exec(text)?.[1];
        if (!id || folder === undefined || !existsSync(join(cases, provider, folder))) return [];
        return ['passing', 'failing'].flatMap((kind) => {
          const set = new RegExp(`${kind}_resources\\s*=\\s*[{(]([^})]*)[})]`).exec(text)?.[1] ?? '';
          return [...set.matchAll(/["'](\w+\.[\w-]+)["']/g)].map(([, resource]) => ({
            id,
            folder: `${provider}/${folder}`,
            resource,
            isBad: kind === 'failing',
          }));
        });
      }),
  );
}

/** A report as `rule folder resource`. */
const key = (rule, folder, resource) => `${rule} ${folder} ${resource.replace(/\[.*$/, '')}`;
const folderOf = (path) => /(?:^|\/)((?:aws|azure|gcp)\/example_\w+)/.exec(path)?.[1] ?? '';

const TOOLS = {
  gatehouse: {
    scanner: 'gatehouse-terraform',
    program: () => join(root, 'dist', 'cli.js'),
    reports(program) {
      const args = [program, 'scan', cases, '--offline', '--quiet', '--profile', 'embedded', '--categories', 'iac'];
      const { findings } = JSON.parse(run(process.execPath, [...args, '--format', 'json']));
      return findings.map(({ rule, location, resource }) => key(rule.id, folderOf(location.path), resource ?? ''));
    },
  },
  tfsec: {
    scanner: 'tfsec',
    program: () => programOf('tfsec'),
    // Folder by folder, because it stops at the first that is no valid Terraform, and at some with a bug of its own.
    reports: (program) =>
      [...new Set(wanted.map(({ folder }) => folder))].flatMap((folder) => {
        const output = run(program, [join(cases, folder), '--no-color', '--format', 'json', '--soft-fail']);
        const { results } = output.startsWith('{') ? JSON.parse(output) : { results: null };
        return (results ?? []).map((result) => key(result.long_id, folder, result.resource));
      }),
  },
  trivy: {
    scanner: 'trivy-config',
    program: () => programOf('trivy'),
    reports(program) {
      const output = run(program, ['config', '--quiet', '--skip-check-update', '--format', 'json', cases]);
      return (JSON.parse(output).Results ?? []).flatMap(({ Target, Misconfigurations = [] }) =>
        Misconfigurations.map(({ ID, CauseMetadata }) =>
          key(ID.replace(/^AVD-/, ''), folderOf(Target), CauseMetadata.Resource ?? ''),
        ),
      );
    },
  },
};

function run(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return error.stdout ?? '';
  }
}

const { controls } = parse(readFileSync(join(root, 'rules', 'crosswalk', 'infrastructure.yml'), 'utf8'));
const ours = Object.entries(controls).filter(([, tools]) => tools['gatehouse-terraform'] !== undefined);
const wanted = expectations().flatMap((each) => {
  const control = ours.find(([, tools]) => tools.checkov?.includes(each.id));
  return control === undefined ? [] : [{ ...each, control: control[0], tools: control[1] }];
});

/** Of the cases of controls that `scanner` knows: which bad ones `reported` misses, and which good ones it names. */
function judge(scanner, ruler, reported) {
  const cases = wanted.filter(({ tools }) => tools[scanner] !== undefined);
  const isFound = ({ tools, folder, resource }) =>
    tools[ruler].some((rule) => reported.has(key(rule, folder, resource)));
  const [bad, good] = [cases.filter(({ isBad }) => isBad), cases.filter(({ isBad }) => !isBad)];
  const [missed, wrong] = [bad.filter((each) => !isFound(each)), good.filter(isFound)];
  const text = `found ${bad.length - missed.length} of ${bad.length}, wrong ${wrong.length} of ${good.length}`;
  return { text, missed, wrong };
}

console.log(`${wanted.length} cases of ${new Set(wanted.map(({ id }) => id)).size} checks\n`);
const own = TOOLS.gatehouse.scanner;
const ownReports = new Set(TOOLS.gatehouse.reports(TOOLS.gatehouse.program()));
const all = judge(own, own, ownReports);
console.log(`gatehouse: ${all.text}`);
for (const [what, list] of Object.entries({ missed: all.missed, wrong: all.wrong })) {
  for (const { control, id, folder, resource } of list)
    console.log(`  ${what} ${control} (${id}) ${folder} ${resource}`);
}
for (const [name, { scanner, program, reports }] of Object.entries(TOOLS).slice(1)) {
  console.log(`gatehouse, controls that ${name} has: ${judge(scanner, own, ownReports).text}`);
  const isThere = existsSync(program());
  console.log(`${name}: ${isThere ? judge(scanner, scanner, new Set(reports(program()))).text : 'not installed'}`);
}
