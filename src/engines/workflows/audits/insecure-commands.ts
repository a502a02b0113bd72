import rule from '../../../../rules/workflows/insecure-commands.yml';
import type { TextEntry } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation } from '../model/workflow.ts';

/** The switch that lets a step's output change the environment of all later ones. */
export const insecureCommands: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return automation.steps.flatMap((step) => step.env.flatMap(examineVariable));
  const environments = [
    automation.env,
    ...automation.jobs.flatMap((job) => [job.env, ...job.steps.map((step) => step.env)]),
  ];
  return environments.flatMap((environment) => environment.flatMap(examineVariable));
}

function examineVariable({ key, value }: TextEntry): readonly AuditResult[] {
  if (key.value.toUpperCase() !== 'ACTIONS_ALLOW_UNSECURE_COMMANDS' || value.value.toLowerCase() !== 'true') return [];
  const message =
    'set-env and add-path are switched on again: a line that any program prints changes the environment of the steps after it';
  return [{ region: { ...key.region, endLine: value.region.endLine, endColumn: value.region.endColumn }, message }];
}
