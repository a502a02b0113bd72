import type { Candidate, Detector } from './candidate.ts';
import { callArguments } from './contexts/calls.ts';
import { commandArguments } from './contexts/command-line.ts';
import { connectionStrings } from './contexts/connection-strings.ts';
import { credentialFiles, passwordLines } from './contexts/credential-files.ts';
import { declaredDefaults } from './contexts/declared-defaults.ts';
import { directives } from './contexts/directives.ts';
import { authorizationHeader, basicHeader, bearerHeader } from './contexts/http-headers.ts';
import { kubernetesSecrets } from './contexts/kubernetes-secret.ts';
import { walletPhrases } from './contexts/mnemonics.ts';
import { passwordHashes } from './contexts/password-hashes.ts';
import { sqlPasswords } from './contexts/sql.ts';
import { exportedPasswords, insertedValues } from './contexts/tables.ts';
import { urlCredentials } from './contexts/url-credentials.ts';
import { formatDetector } from './formats.ts';
import { genericAssignments } from './generic.ts';
import { encodedKeys, privateKeys } from './private-keys.ts';
import { contextRules, formatRules, type SecretRule } from './rules.ts';
import type { Source } from './source.ts';

/** Everything that looks for secrets: at the places of literals, and in whole files of a known kind. */
export interface Detectors {
  readonly atLiterals: readonly Detector[];
  readonly ofFiles: readonly ((source: Source) => readonly Candidate[])[];
}

/** Makes them anew: some remember where they were last. */
export function makeDetectors(): Detectors {
  const rules = contextRules();
  const rule = (id: string): SecretRule => {
    const found = rules.get(id);
    if (found === undefined) throw new RangeError(`rules/secrets/contexts.yml has no rule ${id}`);
    return found;
  };
  return {
    atLiterals: [
      ...formatRules().map(formatDetector),
      ...privateKeys({
        key: rule('private-key'),
        encrypted: rule('encrypted-private-key'),
        pgp: rule('pgp-private-key'),
        serviceAccount: rule('gcp-service-account-key'),
        putty: rule('putty-private-key'),
      }),
      encodedKeys(rule('private-key')),
      urlCredentials(rule('url-credentials')),
      basicHeader(rule('http-basic-credentials')),
      bearerHeader(rule('http-bearer-token')),
      authorizationHeader(rule('http-bearer-token')),
      ...commandArguments(rule('command-line-password')),
      ...sqlPasswords(rule('sql-password')),
      passwordHashes(rule('password-hash')),
      ...credentialFiles(rule('credential-file')),
      kubernetesSecrets(rule('kubernetes-secret')),
      connectionStrings(rule('connection-string-password')),
      walletPhrases(rule('wallet-phrase')),
      ...directives(rule('credential-file')),
      ...callArguments(rule('generic-secret')),
      ...declaredDefaults(rule('generic-secret')),
      insertedValues(rule('generic-secret')),
      genericAssignments(rule('generic-secret')),
    ],
    ofFiles: [passwordLines(rule('credential-file')), exportedPasswords(rule('generic-secret'))],
  };
}
