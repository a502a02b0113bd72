/** Microsoft's SARIF validator: the standard's own rules, and what code scanning requires beyond them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { programOf } from '../../scripts/scanners-list.js';
import { addFiles, makeFolder } from '../e2e/program.ts';

export interface Complaint {
  readonly rule: string;
  readonly level: string;
  /** Where in the log, and what about it. */
  readonly about: string;
}

/** It would ask for every address in the log, and tests have no network. */
const CONFIGURATION = `<?xml version="1.0" encoding="utf-8"?>
<Properties>
  <Properties Key="SARIF2006.UrisShouldBeReachable.Options">
    <Property Key="RuleEnabled" Value="Disabled" Type="Microsoft.CodeAnalysis.Sarif.Driver.RuleEnabledState" />
  </Properties>
</Properties>
`;

const validation = z.object({
  runs: z.tuple([
    z.object({
      results: z.array(
        z.object({
          ruleId: z.string(),
          level: z.string().default('warning'),
          message: z.object({ arguments: z.array(z.string()).default([]) }),
        }),
      ),
    }),
  ]),
});

/** What the validator has to say about a SARIF log that is more than advice, and the status with which it ended. */
export function validate(log: string): { readonly status: number | null; readonly complaints: readonly Complaint[] } {
  const folder = makeFolder();
  addFiles(folder, { 'written.sarif': log, 'offline.xml': CONFIGURATION });
  const output = join(folder, 'validation.sarif');
  const files = [
    'validate',
    join(folder, 'written.sarif'),
    '--output',
    output,
    '--config',
    join(folder, 'offline.xml'),
  ];
  const args = [...files, '--level', 'Error;Warning', '--rule-kind', 'Sarif;Ghas'];
  const { status, stdout, stderr } = spawnSync(programOf('sarif-multitool'), args, { encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`sarif-multitool ended with ${status}: ${stdout} ${stderr}`);
  const { runs } = validation.parse(JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, '')));
  const complaints = runs[0].results.map(({ ruleId, level, message }) => ({
    rule: ruleId,
    level,
    about: message.arguments.join(' '),
  }));
  return { status, complaints };
}
