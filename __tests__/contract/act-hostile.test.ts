/** A tree, and a scanner, that try to speak to the runner: what they say are workflow commands, and the runner must hear none of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { parse } from 'yaml';
import { addFiles, makeFolder, ROOT, removeFolders } from '../e2e/program.ts';
import { type ActRun, act } from './act.ts';
import { hostileTree } from './hostile-tree.ts';
import { testWith } from './installed.ts';
import { repositoryWith } from './vulnerable-repository.ts';
import { ACME, addProgram, once, outputsOf, reportOf } from './workflow-runs.ts';

afterAll(removeFolders);

/** Commands in every form that the runner knows, with line ends that it accepts, and what looks like the end of one. */
const COMMANDS = [
  'words',
  '::error title=injected::injected',
  '::set-output name=verdict::pass',
  '##[set-output name=verdict;]pass',
  '::stop-commands::injected',
  '::add-mask::Gatehouse',
  '\u001b[31m::warning::injected',
  '%0A::notice::injected%0D%0A::notice::injected',
];
const SPEECH = COMMANDS.flatMap((command) => [command, `${command}\r`, ` \t${command}`]).join('\n');

/** A report whose every text is a speech to the runner. */
const REPORT = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'acme',
          version: SPEECH,
          rules: [
            {
              id: `rule ${SPEECH}`,
              name: SPEECH,
              shortDescription: { text: SPEECH },
              fullDescription: { text: SPEECH },
              help: { text: SPEECH, markdown: SPEECH },
              helpUri: `https://example.com/${SPEECH}`,
              properties: { 'security-severity': '9.1', tags: [SPEECH] },
            },
          ],
        },
      },
      results: [
        {
          ruleId: `rule ${SPEECH}`,
          level: 'error',
          message: { text: SPEECH },
          locations: [
            { physicalLocation: { artifactLocation: { uri: 'src/app.js' }, region: { startLine: 2, endLine: 4 } } },
          ],
        },
      ],
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ message: { text: SPEECH } }] }],
    },
  ],
});

/** Its lines are shown where a finding is. */
const SOURCE = `first\n${SPEECH}\nlast\n`;

function run(script: (folder: string) => string): Promise<ActRun> {
  const repository = repositoryWith({ 'src/app.js': SOURCE, '.github/gatehouse.yml': ACME });
  hostileTree(repository);
  const programs = makeFolder();
  addFiles(programs, { 'report.sarif': REPORT, speech: SPEECH });
  addProgram(programs, script(programs));
  // In a debugging run everything that can be said is said.
  return act(repository, 'push', { programs, env: { RUNNER_DEBUG: '1' } });
}

const speak = (folder: string): string => `cat < '${folder}/speech'; cat < '${folder}/speech' >&2`;

const cases: readonly { name: string; spoken: RegExp; begin: () => Promise<ActRun> }[] = [
  {
    name: 'in a report',
    spoken: /^ +Seen {2}acme/m,
    begin: once(() => run((folder) => `${speak(folder)}; cp '${folder}/report.sarif' "$1"`)),
  },
  {
    name: 'as last words',
    spoken: /its last words: ".*injected/,
    begin: once(() => run((folder) => `${speak(folder)}; exit 3`)),
  },
];

describe.each(cases)('a hostile tree, and a scanner that speaks to the runner $name', ({ spoken, begin }) => {
  testWith('act', 'gives the runner no command but ours', async () => {
    const { commands, annotations } = await begin();
    const outputs = Object.keys(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')).outputs);
    const ours = [...outputs.map((name) => `set-output ${name}`), 'summary', ...annotations.map(({ level }) => level)];
    expect([...commands].sort()).toEqual(ours.sort());
    expect(
      annotations.filter(({ message, properties }) => [message, properties['title']].includes('injected')),
    ).toEqual([]);
  });

  testWith('act', 'changes no verdict', async () => {
    const ran = await begin();
    expect(ran.steps).toMatchObject({ gatehouse: 'failure', collect: 'success' });
    expect(outputsOf(ran)['verdict']).toBe('fail');
    expect(reportOf(ran).verdict).toBe('fail');
  });

  testWith('act', 'is still told about, in annotations of one step', async () => {
    const { log, annotations, summary } = await begin();
    expect(log).toMatch(spoken);
    const levels = annotations.map(({ level }) => level);
    expect(levels.filter((level) => level === 'error')).toHaveLength(10);
    expect(summary).toMatch(/^## ❌ /);
  });
});
