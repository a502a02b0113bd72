/**
 * Recall and wrong reports for CloudFormation, Kubernetes and Dockerfiles on the annotated test cases of checkov:
 * `node bench/infrastructure-formats.js FOLDER`, where FOLDER is a checkout of https://github.com/bridgecrewio/checkov.
 * A case is what one of its tests expects to pass or fail one check: a resource where the test (or `expected.yaml`) names it, else a file that
 * says PASSED or FAILED in its name. It counts where a control below, or of rules/crosswalk/infrastructure.yml, has a rule of ours.
 * trivy and hadolint are judged on the cases of controls that they have too. Terraform: bench/infrastructure.js.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parse, parseDocument } from 'yaml';
import { programOf } from '../scripts/scanners-list.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [checkov = ''] = process.argv.slice(2);
const FORMATS = ['cloudformation', 'kubernetes', 'dockerfile'];

/** Controls that are near enough for a comparison of whole cases, and not for the crosswalk: `part` of ours, of trivy's, of hadolint's. */
const COMPARABLE = {
  CKV_DOCKER_1: { own: ['dockerfile-exposed-ssh'], trivy: ['DS-0004'] },
  CKV_DOCKER_4: { own: ['dockerfile-remote-add'], trivy: ['DS-0005'], hadolint: ['DL3020'] },
  CKV_DOCKER_7: { own: ['dockerfile-newest-image'], trivy: ['DS-0001'], hadolint: ['DL3006', 'DL3007'] },
  CKV_DOCKER_8: { own: ['dockerfile-root-user'], trivy: ['DS-0002'], hadolint: ['DL3002'] },
  CKV2_DOCKER_1: { own: ['dockerfile-sudo'], trivy: ['DS-0010'], hadolint: ['DL3004'] },
  ...Object.fromEntries(
    [2, 3, 4, 11].map((n) => [
      `CKV2_DOCKER_${n}`,
      { own: ['dockerfile-verification-off', 'dockerfile-unverified-packages'] },
    ]),
  ),
  ...Object.fromEntries(
    [5, 6, 12, 13, 14, 15, 16].map((n) => [
      `CKV2_DOCKER_${n}`,
      { own: ['dockerfile-verification-off', 'dockerfile-verification-off-at-run'] },
    ]),
  ),
  ...Object.fromEntries(
    [7, 8, 9, 10].map((n) => [
      `CKV2_DOCKER_${n}`,
      { own: ['dockerfile-unverified-packages', 'dockerfile-verification-off'] },
    ]),
  ),
  CKV2_DOCKER_17: { own: ['dockerfile-root-password'] },
  CKV_K8S_14: { own: ['kubernetes-newest-image'], trivy: ['KSV-0013'] },
  CKV_K8S_17: { own: ['kubernetes-host-pid'], trivy: ['KSV-0010'] },
  CKV_K8S_18: { own: ['kubernetes-host-ipc'], trivy: ['KSV-0008'] },
  CKV_K8S_19: { own: ['kubernetes-host-network'], trivy: ['KSV-0009'] },
  CKV_K8S_23: { own: ['kubernetes-may-run-as-root', 'kubernetes-root-user'], trivy: ['KSV-0012'] },
  CKV_K8S_25: { own: ['kubernetes-added-capability'], trivy: ['KSV-0022'] },
  CKV_K8S_26: { own: ['kubernetes-host-port'], trivy: ['KSV-0024'] },
  CKV_K8S_27: { own: ['kubernetes-runtime-socket'], trivy: ['KSV-0006'] },
  CKV_K8S_31: { own: ['kubernetes-no-seccomp-profile', 'kubernetes-unconfined'], trivy: ['KSV-0030'] },
  CKV_K8S_34: { own: ['kubernetes-tiller'], trivy: ['KSV-0102'] },
  CKV_K8S_38: { own: ['kubernetes-service-account-token'], trivy: ['KSV-0036'] },
  CKV_K8S_39: { own: ['kubernetes-added-capability'], trivy: ['KSV-0005'] },
  CKV_K8S_43: { own: ['kubernetes-unpinned-image', 'kubernetes-newest-image'] },
  CKV_K8S_49: { own: ['kubernetes-wildcard-role'], trivy: ['KSV-0044', 'KSV-0045', 'KSV-0046'] },
  CKV_K8S_157: { own: ['kubernetes-escalating-role'] },
  CKV_K8S_158: { own: ['kubernetes-escalating-role'] },
  ...Object.fromEntries(
    [68, 69, 70, 71, 74, 86, 88, 117, 118, 138, 139, 141].map((n) => [
      `CKV_K8S_${n}`,
      { own: ['kubernetes-weak-control-plane'] },
    ]),
  ),
};

/** The files below a folder whose name matches. */
function filesBelow(folder, pattern) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const { controls } = parse(readFileSync(join(root, 'rules', 'crosswalk', 'infrastructure.yml'), 'utf8'));

function controlOf(id) {
  if (COMPARABLE[id] !== undefined) return COMPARABLE[id];
  const tools = Object.values(controls).find((each) => each['gatehouse-iac'] && each.checkov?.includes(id));
  return tools && { own: tools['gatehouse-iac'], trivy: tools['trivy-config'], hadolint: tools.hadolint };
}

/** Check's id by the name of its file. */
function checkIds(format) {
  const files = filesBelow(join(checkov, 'checkov', format, 'checks'), /\.(?:py|yaml)$/);
  return new Map(
    files.flatMap((file) => {
      const id = /\bid\s*[=:]\s*"(CKV\w+)"/.exec(readFileSync(file, 'utf8'))?.[1];
      return id === undefined ? [] : [[basename(file).replace(/\.\w+$/, ''), id]];
    }),
  );
}

/** Cases of tests written in Python: by the resources that they name, else by the names of the files in their folder. */
function testCases(format, ids) {
  return filesBelow(join(checkov, 'tests', format), /^test_.*\.py$/).flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const id = ids.get(
      /import checkov\.\S*\.(\w+)|from checkov\.\S*\.(\w+) import check/.exec(text)?.slice(1).find(Boolean),
    );
    const name = /\b((?:example_|S3Templates)\w*)/.exec(text)?.[1];
    const folder = join(dirname(file), name ?? '');
    if (id === undefined || name === undefined || !existsSync(folder)) return [];
    const named = ['passing', 'failing'].flatMap((kind) => {
      const set = new RegExp(`${kind}_resources\\s*=\\s*[{(]([^})]*)[})]`).exec(text)?.[1] ?? '';
      return [...set.matchAll(/["']([^"']+)["']/g)].map(([, resource]) => ({
        id,
        folder,
        resource,
        isBad: kind === 'failing',
      }));
    });
    if (named.length > 0) return named;
    return filesBelow(folder, /\.(?:ya?ml|json|template)$/).flatMap((each) => {
      const words = basename(each).match(/pass|fail/gi) ?? [];
      // A file that says both holds cases of both kinds, and not which.
      return words.length !== 1 ? [] : [{ id, folder, file: each, isBad: words[0].toUpperCase() === 'FAIL' }];
    });
  });
}

/** Cases of checks that are data: `expected.yaml` beside the files. */
function graphCases(format, ids) {
  return filesBelow(join(checkov, 'tests', format), /^expected\.yaml$/).flatMap((file) => {
    const folder = dirname(file);
    const id = ids.get(basename(folder));
    const { pass, fail } = parse(readFileSync(file, 'utf8')) ?? {};
    const list = (names, isBad) => (names ?? []).map((resource) => ({ id, folder, resource, isBad }));
    return id === undefined ? [] : [...list(pass, false), ...list(fail, true)];
  });
}

/** Whether a report is about a case. */
function isAbout(format, { folder, file, resource }, report) {
  if (file !== undefined) return report.path === file;
  if (!report.path.startsWith(`${folder}/`)) return false;
  const parts = resource.split('.');
  switch (format) {
    case 'dockerfile':
      return `${folder}${resource.startsWith('/') ? '' : '/'}${resource.replace(/\.[A-Z]*$/, '')}` === report.path;
    case 'cloudformation':
      return report.resource === parts.slice(1).join('.');
    case 'kubernetes':
      return report.resource?.startsWith(`${parts[0]}/`)
        ? report.resource.split(/[/ ]/).includes(parts.slice(2).join('.'))
        : report.message?.includes(`'${parts.slice(2).join('.')}'`) === true;
    default:
      return false;
  }
}

function run(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return error.stdout ?? '';
  }
}

const TOOLS = {
  own: {
    program: () => process.env.GATEHOUSE_CLI ?? join(root, 'dist', 'cli.js'),
    reports(program, tree) {
      const args = [program, 'scan', tree, '--offline', '--quiet', '--profile', 'embedded', '--categories', 'iac'];
      const { findings } = JSON.parse(run(process.execPath, [...args, '--format', 'json']));
      return findings.map(({ rule, location, resource }) => ({
        rule: rule.id,
        path: join(tree, location.path),
        line: location.startLine,
        resource,
      }));
    },
  },
  trivy: {
    program: () => programOf('trivy'),
    reports(program, tree) {
      const { Results = [] } = JSON.parse(
        run(program, ['config', '--quiet', '--skip-check-update', '--format', 'json', tree]),
      );
      return Results.flatMap(({ Target, Misconfigurations = [] }) =>
        Misconfigurations.map(({ ID, CauseMetadata, Message }) => ({
          rule: ID.replace(/^AVD-/, ''),
          path: join(tree, Target),
          resource: resourceAt(join(tree, Target), CauseMetadata.StartLine),
          message: Message,
          line: CauseMetadata.StartLine,
        })),
      );
    },
  },
  hadolint: {
    program: () => programOf('hadolint'),
    reports(program, tree) {
      const files = filesBelow(tree, /^Dockerfile/);
      const output = run(program, ['--no-fail', '--format', 'json', ...files]);
      return JSON.parse(output || '[]').map(({ code, file, line }) => ({ rule: code, path: file, line }));
    },
  },
};

/** The logical id of the CloudFormation resource at a line: trivy names lines. */
function resourceAt(path, line) {
  if (!/\.(?:ya?ml|json|template)$/.test(path) || line === undefined) return undefined;
  const lineCounter = new LineCounter();
  const resources = parseDocument(readFileSync(path, 'utf8'), { lineCounter, logLevel: 'silent' }).get?.('Resources');
  const starts = (resources?.items ?? []).map(({ key }) => ({
    name: String(key),
    line: lineCounter.linePos(key.range[0]).line,
  }));
  return starts.filter((each) => each.line <= line).at(-1)?.name;
}

/**
 * Of the cases of controls that both tools know: which bad ones `reports` misses, and which good ones it names. Where a Dockerfile is expected
 * to have several, so many of its lines must have a result.
 */
function judge(format, cases, tool, ruler, reports) {
  const known = cases.filter(({ control }) => control[tool] !== undefined);
  const lines = new Map();
  const isFound = (each) => {
    const found = reports.filter(
      (report) => each.control[ruler].includes(report.rule) && isAbout(format, each, report),
    );
    if (format !== 'dockerfile') return found.length > 0;
    const key = [each.id, each.folder, each.resource.replace(/\.[A-Z]*$/, ''), each.isBad].join(' ');
    lines.set(key, (lines.get(key) ?? 0) + 1);
    return new Set(found.map(({ line }) => line)).size >= lines.get(key);
  };
  const [bad, good] = [known.filter(({ isBad }) => isBad), known.filter(({ isBad }) => !isBad)];
  const [missed, wrong] = [bad.filter((each) => !isFound(each)), good.filter(isFound)];
  const text = `found ${bad.length - missed.length} of ${bad.length}, wrong ${wrong.length} of ${good.length}`;
  return { text, missed, wrong, isEmpty: known.length === 0 };
}

for (const format of FORMATS) {
  const ids = checkIds(format);
  const cases = [...testCases(format, ids), ...graphCases(format, ids)].flatMap((each) => {
    const control = controlOf(each.id);
    return control === undefined ? [] : [{ ...each, control }];
  });
  const tree = join(checkov, 'tests', format);
  const own = TOOLS.own.reports(TOOLS.own.program(), tree);
  const all = judge(format, cases, 'own', 'own', own);
  console.log(`\n${format}: ${cases.length} cases of ${new Set(cases.map(({ id }) => id)).size} checks`);
  console.log(`gatehouse: ${all.text}`);
  for (const [what, list] of Object.entries({ missed: all.missed, wrong: all.wrong }))
    for (const { id, file, folder, resource } of list)
      console.log(`  ${what} ${id} ${(file ?? folder).slice(tree.length + 1)} ${resource ?? ''}`);
  for (const name of ['trivy', 'hadolint']) {
    const shared = judge(format, cases, name, 'own', own);
    if (shared.isEmpty) continue;
    const program = TOOLS[name].program();
    const theirs = existsSync(program)
      ? judge(format, cases, name, name, TOOLS[name].reports(program, tree)).text
      : 'not installed';
    console.log(`gatehouse, controls that ${name} has: ${shared.text}\n${name}: ${theirs}`);
  }
}
