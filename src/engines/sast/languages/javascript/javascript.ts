import commands from '../../../../../rules/sast/javascript/commands.yml';
import configuration from '../../../../../rules/sast/javascript/configuration.yml';
import cryptography from '../../../../../rules/sast/javascript/cryptography.yml';
import data from '../../../../../rules/sast/javascript/data.yml';
import files from '../../../../../rules/sast/javascript/files.yml';
import model from '../../../../../rules/sast/javascript/model.yml';
import pages from '../../../../../rules/sast/javascript/pages.yml';
import queries from '../../../../../rules/sast/javascript/queries.yml';
import requests from '../../../../../rules/sast/javascript/requests.yml';
import tokens from '../../../../../rules/sast/javascript/tokens.yml';
import transport from '../../../../../rules/sast/javascript/transport.yml';
import type { FilePath } from '../../../../model/path.ts';
import type { Grammar } from '../../../../ports/assets.ts';
import { checkTimingComparison } from '../../checks/javascript/comparisons.ts';
import { checkHardCodedPassword, checkHardCodedSecret } from '../../checks/javascript/credentials.ts';
import { checkErrorDetails } from '../../checks/javascript/error-details.ts';
import { checkMassAssignment } from '../../checks/javascript/mass-assignment.ts';
import { checkMessageWithoutOrigin } from '../../checks/javascript/messages.ts';
import { checkHardCodedCredential } from '../../checks/javascript/named-credentials.ts';
import { checkPasswordHash } from '../../checks/javascript/password-hashes.ts';
import { checkInsecureRandom } from '../../checks/javascript/randomness.ts';
import { checkSlowRegex } from '../../checks/javascript/slow-regex.ts';
import { looksSlow } from '../../checks/javascript/slow-regex-look.ts';
import { checkOldTls, checkTlsOff } from '../../checks/javascript/tls.ts';
import { checkCipherNotFinished } from '../../checks/javascript/unfinished-ciphers.ts';
import { checkUnguardedMerge } from '../../checks/javascript/unguarded-merge.ts';
import { looksLikeMerge } from '../../checks/javascript/unguarded-merge-look.ts';
import { checkWeakKey } from '../../checks/javascript/weak-keys.ts';
import type { LanguageSupport } from '../../language.ts';
import { isComponent, scriptsOf } from './components.ts';
import { lower } from './lower.ts';
import { PRESUMED, PRESUMED_NAMES } from './usual-types.ts';

/** JavaScript and TypeScript: one language for rules, three grammars. */
export const javascript: LanguageSupport = {
  language: 'javascript',
  grammarOf,
  codeOf: (path, text) => (isComponent(path) ? scriptsOf(path, text) : text),
  lower,
  presumed: PRESUMED,
  presumedNames: PRESUMED_NAMES,
  model,
  rules: [commands, configuration, cryptography, data, files, pages, queries, requests, tokens, transport],
  checks: {
    'javascript-cipher-not-finished': checkCipherNotFinished,
    'javascript-error-details': checkErrorDetails,
    'javascript-hard-coded-credential': checkHardCodedCredential,
    'javascript-hard-coded-password': checkHardCodedPassword,
    'javascript-hard-coded-secret': checkHardCodedSecret,
    'javascript-insecure-random': checkInsecureRandom,
    'javascript-mass-assignment': checkMassAssignment,
    'javascript-message-without-origin': checkMessageWithoutOrigin,
    'javascript-old-tls': checkOldTls,
    'javascript-password-hash': checkPasswordHash,
    'javascript-slow-regex': checkSlowRegex,
    'javascript-timing-comparison': checkTimingComparison,
    'javascript-tls-off': checkTlsOff,
    'javascript-unguarded-merge': checkUnguardedMerge,
    'javascript-weak-key': checkWeakKey,
  },
  looks: { 'javascript-slow-regex': looksSlow, 'javascript-unguarded-merge': looksLikeMerge },
};

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  vue: 'typescript',
  svelte: 'typescript',
  astro: 'typescript',
};

/** Declarations of types have no code. */
function grammarOf(path: FilePath): Grammar | undefined {
  if (/\.d\.[cm]?ts$/.test(path)) return undefined;
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(GRAMMARS, extension) ? GRAMMARS[extension] : undefined;
}
