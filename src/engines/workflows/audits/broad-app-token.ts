import rule from '../../../../rules/workflows/broad-app-token.yml';
import type { Audit, AuditResult } from '../audit.ts';
import { type Automation, inputOf, type Step, usesAction } from '../model/workflow.ts';

/** Tokens of a GitHub App that may do all that the App may. */
export const broadAppToken: Audit = {
  rule,
  examine: (automation) => stepsOf(automation).flatMap(examineStep),
};

function stepsOf(automation: Automation): readonly Step[] {
  return automation.kind === 'action' ? automation.steps : automation.jobs.flatMap((job) => job.steps);
}

function examineStep(step: Step): readonly AuditResult[] {
  if (step.uses === undefined || !usesAction(step, 'actions/create-github-app-token')) return [];
  const owner = inputOf(step.inputs, 'owner');
  const isLimited = step.inputs.some(({ key }) => key.value.toLowerCase().startsWith('permission-'));
  const isEverywhere = owner !== undefined && inputOf(step.inputs, 'repositories') === undefined;
  return [
    ...(isLimited
      ? []
      : [{ region: step.uses.text.region, message: 'the token of this step has every right that the App has' }]),
    ...(isEverywhere
      ? [
          {
            region: owner.region,
            message: 'the token of this step works in every repository of this owner that has the App',
          },
        ]
      : []),
  ];
}
