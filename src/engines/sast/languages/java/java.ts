import credentials from '../../../../../rules/sast/java/credentials.yml';
import cryptography from '../../../../../rules/sast/java/cryptography.yml';
import data from '../../../../../rules/sast/java/data.yml';
import files from '../../../../../rules/sast/java/files.yml';
import injection from '../../../../../rules/sast/java/injection.yml';
import model from '../../../../../rules/sast/java/model.yml';
import web from '../../../../../rules/sast/java/web.yml';
import { zipSlip } from '../../checks/java/archives.ts';
import { insecureCookie } from '../../checks/java/cookies.ts';
import { hardcodedCredentials, hardcodedKey } from '../../checks/java/credentials.ts';
import { uncheckedMailServer } from '../../checks/java/mail.ts';
import { ownDigest } from '../../checks/java/own-cryptography.ts';
import { fixedSeed, fixedVector, insecureRandom, weakRandom } from '../../checks/java/randomness.ts';
import { mayHoldSecret } from '../../checks/java/secret-look.ts';
import { csrfOff, trustAll } from '../../checks/java/trust.ts';
import { redirectView } from '../../checks/java/web.ts';
import { xmlExternalEntities } from '../../checks/java/xml.ts';
import type { LanguageSupport } from '../../language.ts';
import { lowerJava } from './lower.ts';
import { PRESUMED } from './usual-types.ts';

/** Java with servlets, Spring and JAX-RS. */
export const java: LanguageSupport = {
  language: 'java',
  grammarOf: (path) => (path.endsWith('.java') ? 'java' : undefined),
  lower: lowerJava,
  presumed: PRESUMED,
  model,
  rules: [injection, web, files, data, cryptography, credentials],
  checks: {
    'java-zip-slip': zipSlip,
    'java-xxe': xmlExternalEntities,
    'java-insecure-random': insecureRandom,
    'java-fixed-iv': fixedVector,
    'java-fixed-seed': fixedSeed,
    'java-weak-random': weakRandom,
    'java-trust-all': trustAll,
    'java-mail-server-unchecked': uncheckedMailServer,
    'java-own-digest': ownDigest,
    'java-csrf-off': csrfOff,
    'java-insecure-cookie': insecureCookie,
    'java-redirect-view': redirectView,
    'java-hardcoded-credentials': hardcodedCredentials,
    'java-hardcoded-key': hardcodedKey,
  },
  looks: { 'java-hardcoded-credentials': mayHoldSecret },
};
