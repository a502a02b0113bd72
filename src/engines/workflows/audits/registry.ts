import type { Audit } from '../audit.ts';
import { broadAppToken } from './broad-app-token.ts';
import { cachePoisoning } from './cache-poisoning.ts';
import { excessivePermissions } from './excessive-permissions.ts';
import { ineffectiveCondition } from './ineffective-condition.ts';
import { insecureCommands } from './insecure-commands.ts';
import { keptCredentials } from './kept-credentials.ts';
import { knownMaliciousAction } from './known-malicious-action.ts';
import { missingPermissions } from './missing-permissions.ts';
import { registryPassword } from './registry-password.ts';
import { scriptInjection } from './script-injection.ts';
import { secretInCondition } from './secret-in-condition.ts';
import { secretInScript } from './secret-in-script.ts';
import { secretsDump } from './secrets-dump.ts';
import { secretsInherit } from './secrets-inherit.ts';
import { selfHostedRunner } from './self-hosted-runner.ts';
import { spoofableActor } from './spoofable-actor.ts';
import { taintedEnvironment } from './tainted-environment.ts';
import { unpinnedAction } from './unpinned-action.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { untrustedArtifact } from './untrusted-artifact.ts';
import { untrustedCheckout } from './untrusted-checkout.ts';
import { unusedIdentity } from './unused-identity.ts';

/** Every audit, one line each. */
export const AUDITS: readonly Audit[] = [
  knownMaliciousAction,
  scriptInjection,
  untrustedCheckout,
  untrustedArtifact,
  taintedEnvironment,
  insecureCommands,
  registryPassword,
  secretsDump,
  secretsInherit,
  secretInScript,
  secretInCondition,
  unpinnedAction,
  unpinnedImage,
  selfHostedRunner,
  excessivePermissions,
  missingPermissions,
  unusedIdentity,
  broadAppToken,
  cachePoisoning,
  keptCredentials,
  spoofableActor,
  ineffectiveCondition,
];
