import type { Engine } from '../../src/engines/contract.ts';
import type { Category } from '../../src/model/category.ts';
import { scanFiles } from '../../src/pipeline/run/file-task.ts';
import type { Assets } from '../../src/ports/assets.ts';
import type { HttpRequest, HttpResponse } from '../../src/ports/http.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Command } from '../../src/ports/processes.ts';
import { type Registry, registry } from '../../src/scanners/registry.ts';
import {
  exited,
  FakeFiles,
  FakeHttp,
  FakeProcesses,
  FakeTools,
  fakeGit,
  fakePorts,
  InlineWorkers,
  jsonResponse,
} from '../support/fake-ports.ts';

/** Each category has one finding below the default threshold, so that losing the finding *or* the policy turns the verdict green. */
export const CATEGORIES = ['secrets', 'supply-chain', 'sca', 'sast'] as const satisfies readonly Category[];

const PASSWORD = ['kT9', 'vQx2', 'LmW8', 'rZp4'].join('');

const WORKFLOW = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`;

const ADVISORY = {
  schema_version: '1.7.0',
  id: 'GHSA-made-upfo-rtst',
  modified: '2026-01-01T00:00:00Z',
  summary: 'made up for this test',
  database_specific: { severity: 'LOW' },
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'parcel' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0' }] }],
    },
  ],
};

const BANDIT_REPORT = {
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'Bandit', rules: [{ id: 'B404', name: 'blacklist' }] } },
      invocations: [{ executionSuccessful: true }],
      results: [
        {
          ruleId: 'B404',
          level: 'note',
          message: { text: 'Consider possible security implications associated with the subprocess module.' },
          properties: { issue_severity: 'LOW', issue_confidence: 'HIGH' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'app.py' },
                region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 18 },
              },
            },
          ],
        },
      ],
    },
  ],
};

/** A tree with one finding per category and a policy under which only `category`'s blocks. */
function tree(category: Category): Readonly<Record<string, string>> {
  return {
    '/repo/.github/gatehouse.yml': `policy:\n  fail-on: never\n  categories:\n    ${category}: { fail-on: low }\n`,
    '/repo/.github/workflows/ci.yml': WORKFLOW,
    '/repo/app.py': 'import subprocess\n',
    '/repo/requirements.txt': 'parcel==1.0\n',
    '/repo/settings.py': `db_password = "${PASSWORD}"\n`,
  };
}

/** A fresh machine on which nothing goes wrong; the same every time. */
export function healthyPorts(category: Category, inGit: boolean): Ports {
  const files = new FakeFiles(tree(category));
  files.addFolder('/out');
  const processes = new FakeProcesses();
  processes.script('/usr/bin/bandit', (command) => runBandit(command, files));
  const entries = Object.keys(tree(category)).map((path) => ({
    path: path.slice('/repo/'.length),
    kind: 'file' as const,
    tracked: true,
  }));
  return fakePorts({
    files,
    processes,
    git: inGit ? fakeGit(entries) : fakeGit(),
    http: new FakeHttp(answerAdvisories),
    tools: new FakeTools(['bandit']),
  });
}

/** Workers that read through the ports they are given, so that their reading is part of the record too. */
export function workersOver(ports: Ports): InlineWorkers {
  const load = (name: string) => loadEngine(name, ports.assets);
  return new InlineWorkers({
    'scan-files': (input: unknown) => scanFiles(input, { files: ports.files, loadEngine: load }),
  });
}

/**
 * The scanners as they are, but an engine that is given no port is made once for all replays: it makes no call, so nothing of it can go
 * wrong, and to compile its rules for each of thousands of replays would be all that the proof does.
 */
export const REGISTRY: Registry = registry.map((scanner) => {
  if (scanner.kind !== 'embedded' || scanner.load.length > 0) return scanner;
  let made: ReturnType<typeof scanner.load> | undefined;
  return {
    ...scanner,
    load: (assets: Assets) => {
      made ??= scanner.load(assets);
      return made;
    },
  };
});

async function loadEngine(name: string, assets: Assets): Promise<Engine> {
  const scanner = REGISTRY.find((candidate) => candidate.name === name);
  if (scanner?.kind !== 'embedded') throw new Error(`no engine ${name}`);
  return scanner.load(assets);
}

function runBandit({ args }: Command, files: FakeFiles) {
  if (args.includes('--version')) return exited(0, { stdout: 'bandit 1.8.6\n' });
  const output = args[args.indexOf('--output') + 1] ?? '';
  files.addFile(output, JSON.stringify(BANDIT_REPORT));
  return exited(0);
}

function answerAdvisories({ url, body }: HttpRequest): HttpResponse {
  if (url.endsWith(`/v1/vulns/${ADVISORY.id}`)) return jsonResponse(ADVISORY);
  // The hostile half of this test is in faults.ts: here the service gets a well-formed question.
  const { queries } = JSON.parse(body ?? '{}') as { queries: readonly { package: { name: string } }[] };
  return jsonResponse({
    results: queries.map(({ package: { name } }) =>
      name === 'parcel' ? { vulns: [{ id: ADVISORY.id, modified: ADVISORY.modified }] } : {},
    ),
  });
}
