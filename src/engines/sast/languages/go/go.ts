import credentials from '../../../../../rules/sast/go/credentials.yml';
import cryptography from '../../../../../rules/sast/go/cryptography.yml';
import files from '../../../../../rules/sast/go/files.yml';
import injection from '../../../../../rules/sast/go/injection.yml';
import model from '../../../../../rules/sast/go/model.yml';
import transport from '../../../../../rules/sast/go/transport.yml';
import web from '../../../../../rules/sast/go/web.yml';
import { zipSlip } from '../../checks/go/archives.ts';
import { ecbByHand } from '../../checks/go/block-modes.ts';
import { insecureCookie } from '../../checks/go/cookies.ts';
import { hardcodedCredentials, hardcodedKey } from '../../checks/go/credentials.ts';
import { worldWritable } from '../../checks/go/file-modes.ts';
import { namedCredential } from '../../checks/go/named-credentials.ts';
import { weakPasswordHash } from '../../checks/go/password-hashes.ts';
import { fixedNonce, insecureRandom } from '../../checks/go/randomness.ts';
import {
  pprofExposed,
  sshAnyHost,
  tlsOldVersion,
  tlsUnverified,
  websocketAnyOrigin,
} from '../../checks/go/transport.ts';
import type { LanguageSupport } from '../../language.ts';
import { lowerGo } from './lower.ts';

/** Go with net/http, gin, echo, chi, fiber and gorilla. */
export const go: LanguageSupport = {
  language: 'go',
  grammarOf: (path) => (path.endsWith('.go') ? 'go' : undefined),
  lower: lowerGo,
  model,
  rules: [injection, web, files, cryptography, transport, credentials],
  checks: {
    'go-zip-slip': zipSlip,
    'go-world-writable': worldWritable,
    'go-insecure-random': insecureRandom,
    'go-fixed-nonce': fixedNonce,
    'go-ecb-by-hand': ecbByHand,
    'go-password-hash-weak': weakPasswordHash,
    'go-named-credential': namedCredential,
    'go-ssh-any-host': sshAnyHost,
    'go-tls-old-version': tlsOldVersion,
    'go-tls-unverified': tlsUnverified,
    'go-pprof-exposed': pprofExposed,
    'go-websocket-any-origin': websocketAnyOrigin,
    'go-insecure-cookie': insecureCookie,
    'go-hardcoded-credentials': hardcodedCredentials,
    'go-hardcoded-key': hardcodedKey,
  },
  looks: { 'go-named-credential': (text) => !text.includes('"testing"') },
};
