/**
 * The engines as scanners. What an engine wants is asked of a light module beside it, so that a tree without a workflow
 * or a lockfile never loads the parsers and rules that read them.
 */

import { NOTHING_FOR_CONTAINER, wantsForContainer } from '../engines/container/wants.ts';
import { leavesOutForTerraform, NOTHING_FOR_TERRAFORM, wantsForTerraform } from '../engines/iac/terraform/wants.ts';
import { NOTHING_FOR_IAC, wantsForIac } from '../engines/iac/wants.ts';
import { NOTHING_FOR_LOCKFILES, wantsForLockfiles } from '../engines/lockfiles/wants.ts';
import { leavesOutForSast, NOTHING_FOR_SAST, wantsForSast } from '../engines/sast/wants.ts';
import { leavesOutForSca, NOTHING_FOR_SCA, wantsForSca } from '../engines/sca/wants.ts';
import { NOTHING_FOR_SECRETS, wantsForSecrets } from '../engines/secrets/wants.ts';
import { NOTHING_FOR_WORKFLOWS, needsForWorkflows, wantsForWorkflows } from '../engines/workflows/wants.ts';
import type { EmbeddedScanner } from './contract.ts';

export const embeddedSecrets: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-secrets',
  title: 'Gatehouse secrets',
  category: 'secrets',
  wants: wantsForSecrets,
  nothingToDo: NOTHING_FOR_SECRETS,
  load: async () => (await import('../engines/secrets/engine.ts')).createSecretsEngine(),
};

export const embeddedWorkflows: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-workflows',
  title: 'Gatehouse workflows',
  category: 'supply-chain',
  wants: wantsForWorkflows,
  needs: needsForWorkflows,
  nothingToDo: NOTHING_FOR_WORKFLOWS,
  load: async () => (await import('../engines/workflows/engine.ts')).createWorkflowsEngine(),
};

export const embeddedSca: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-sca',
  title: 'Gatehouse dependencies',
  category: 'sca',
  wants: wantsForSca,
  leavesOut: leavesOutForSca,
  needs: wantsForSca,
  nothingToDo: NOTHING_FOR_SCA,
  load: async () => (await import('../engines/sca/engine.ts')).createScaEngine(),
};

export const embeddedContainer: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-container',
  title: 'Gatehouse container images',
  category: 'container',
  wants: wantsForContainer,
  nothingToDo: NOTHING_FOR_CONTAINER,
  looksAtImages: true,
  load: async (assets) => (await import('../engines/container/engine.ts')).createContainerEngine(assets),
};

export const embeddedIac: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-iac',
  title: 'Gatehouse infrastructure',
  category: 'iac',
  wants: wantsForIac,
  nothingToDo: NOTHING_FOR_IAC,
  load: async () => (await import('../engines/iac/engine.ts')).createIacEngine(),
};

export const embeddedLockfiles: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-lockfiles',
  title: 'Gatehouse lockfiles',
  category: 'supply-chain',
  wants: wantsForLockfiles,
  needs: wantsForLockfiles,
  nothingToDo: NOTHING_FOR_LOCKFILES,
  load: async () => (await import('../engines/lockfiles/engine.ts')).createLockfilesEngine(),
};

export const embeddedTerraform: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-terraform',
  title: 'Gatehouse Terraform',
  category: 'iac',
  wants: wantsForTerraform,
  leavesOut: leavesOutForTerraform,
  nothingToDo: NOTHING_FOR_TERRAFORM,
  load: async (assets) => (await import('../engines/iac/terraform/engine.ts')).createTerraformEngine(assets),
};

export const embeddedSast: EmbeddedScanner = {
  kind: 'embedded',
  name: 'gatehouse-sast',
  title: 'Gatehouse code',
  category: 'sast',
  wants: wantsForSast,
  leavesOut: leavesOutForSast,
  nothingToDo: NOTHING_FOR_SAST,
  load: async (assets) => {
    const [{ createSastEngine }, { LANGUAGES }] = await Promise.all([
      import('../engines/sast/engine.ts'),
      import('../engines/sast/languages.ts'),
    ]);
    return createSastEngine(assets, LANGUAGES);
  },
};
