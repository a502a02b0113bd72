import { relative } from 'node:path';
import { defineScanner } from './contract.ts';
import { ruleOf } from './sarif-fields.ts';

/** The frameworks of this category that need no other program: helm and kustomize would run what the tree says. */
const FRAMEWORKS = [
  'ansible',
  'arm',
  'bicep',
  'cloudformation',
  'dockerfile',
  'kubernetes',
  'serverless',
  'terraform',
  'terraform_json',
].join(',');
const QUIETLY = { CKV_SKIP_PACKAGE_UPDATE_CHECK: 'True' };
const SURELY = /\.(?:tf|tf\.json|bicep|template)$|(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[^/]+)?$|\.[Dd]ockerfile$/;
/** A manifest may be any YAML file; hidden ones configure tools. */
const YAML = /(?:^|\/)[^./][^/]*\.ya?ml$/;
const TEMPLATE_IN_JSON = /(?:cfn|cloudformation|template|stack|azuredeploy)[^/]*\.json$/i;

/**
 * https://www.checkov.io
 * A `.checkov.yaml` where it starts or beside a `-d FOLDER` can make it run Python code of the tree (`external-checks-dir`), and its own
 * `--config-file` only adds to that one. So it starts in our folder and is told the root in one word, which it does not search for one.
 * `checkov:skip` comments only mark results, and those marks do not count here; hidden folders are looked at like all others.
 * A Terraform or CloudFormation file that it cannot parse makes it fail, which is honest.
 */
export const checkov = defineScanner({
  name: 'checkov',
  title: 'Checkov',
  homepage: 'https://www.checkov.io',
  category: 'iac',
  program: 'checkov',
  install: 'pip install checkov==3.3.30',
  // Else it asks PyPI for a newer version first.
  version: { args: ['--version'], env: QUIETLY, pattern: /^(\d+\.\d+\.\d+\S*)/m },
  recommended: true,
  network: [],
  wants: ({ path }) =>
    SURELY.test(path) || TEMPLATE_IN_JSON.test(path) || (YAML.test(path) && !/(?:^|\/)\.github\//.test(path)),
  nothingToDo: 'no Terraform, Kubernetes, CloudFormation, ARM, Bicep, Ansible or Docker file here',
  invoke: ({ root, output, scratch }) => ({
    workingFolder: 'scratch',
    args: [
      `--directory=${root}`,
      '--framework',
      FRAMEWORKS,
      '--skip-download',
      '--download-external-modules',
      'false',
      '--soft-fail',
      '--quiet',
      '--compact',
      '--output',
      'cli',
      '--output',
      'sarif',
      '--output-file-path',
      // One place per format; a comma parts them, so that ours is named from the folder in which it starts.
      `console,${relative(scratch, output)}`,
    ],
    env: {
      CKV_IGNORED_DIRECTORIES: '.git',
      CKV_IGNORE_HIDDEN_DIRECTORIES: 'False',
      CKV_PARSE_ERROR_FAIL: 'True',
      ...QUIETLY,
    },
  }),
  exits: { 0: 'ok' },
  adapt: (result, { root, scratch }) => ({
    // The resource in its help text is that of the rule's first result, whatever this one is about.
    rule: ruleOf(result),
    message: result.message,
    claims: { ...(result.level !== undefined && { level: result.level }) },
    path: pathIn(result.path ?? '', root, scratch),
    ...(result.region !== undefined && { region: result.region }),
    ...(/hard.?coded/i.test(result.message) && { sensitive: true }),
  }),
});

/** Its paths lead from the folder in which it starts, with every `..` left out: `checkout/main.tf` for `../checkout/main.tf`. */
function pathIn(path: string, root: string, scratch: string): string {
  const steps = relative(scratch, root)
    .split(/[\\/]/)
    .filter((step) => step !== '..' && step !== '');
  const prefix = steps.map((step) => `${step}/`).join('');
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
