import { bandit } from './bandit.ts';
import { checkov } from './checkov.ts';
import type { Scanner } from './contract.ts';
import {
  embeddedContainer,
  embeddedIac,
  embeddedLockfiles,
  embeddedSast,
  embeddedSca,
  embeddedSecrets,
  embeddedTerraform,
  embeddedWorkflows,
} from './embedded.ts';
import { gitleaks } from './gitleaks.ts';
import { hadolint } from './hadolint.ts';
import { osvScanner } from './osv-scanner.ts';
import { semgrep } from './semgrep.ts';
import { tfsec } from './tfsec.ts';
import { trivy, trivyConfig } from './trivy.ts';
import { zizmor } from './zizmor.ts';

/** Every scanner that Gatehouse knows by name. A new one is a file and a line here. */
export type Registry = readonly Scanner[];

/** Embedded engines first, then the programs of others by name. */
export const registry: Registry = [
  embeddedContainer,
  embeddedIac,
  embeddedLockfiles,
  embeddedSast,
  embeddedSca,
  embeddedSecrets,
  embeddedTerraform,
  embeddedWorkflows,
  bandit,
  checkov,
  gitleaks,
  hadolint,
  osvScanner,
  semgrep,
  tfsec,
  trivy,
  trivyConfig,
  zizmor,
];
