import code from '../../../../../rules/sast/python/code.yml';
import commands from '../../../../../rules/sast/python/commands.yml';
import credentials from '../../../../../rules/sast/python/credentials.yml';
import cryptography from '../../../../../rules/sast/python/cryptography.yml';
import databases from '../../../../../rules/sast/python/databases.yml';
import deserialisation from '../../../../../rules/sast/python/deserialisation.yml';
import files from '../../../../../rules/sast/python/files.yml';
import model from '../../../../../rules/sast/python/model.yml';
import network from '../../../../../rules/sast/python/network.yml';
import settings from '../../../../../rules/sast/python/settings.yml';
import web from '../../../../../rules/sast/python/web.yml';
import xml from '../../../../../rules/sast/python/xml.yml';
import { checkAssertedRights } from '../../checks/python/assertions.ts';
import { checkBuiltCommand, checkBuiltSql, checkBuiltTemplate } from '../../checks/python/built-statements.ts';
import { checkCredentials, checkSecretKeys, checkTokenKeys } from '../../checks/python/credentials.ts';
import { checkRandomness, checkShortKeys, checkWeakHashes } from '../../checks/python/cryptography.ts';
import { checkWorldWritable } from '../../checks/python/file-modes.ts';
import { checkMassAssignment } from '../../checks/python/mass-assignment.ts';
import { checkPasswordHashes } from '../../checks/python/password-hashes.ts';
import { checkExponentialPatterns } from '../../checks/python/regular-expressions.ts';
import { checkWeakenedTls } from '../../checks/python/transport.ts';
import {
  checkAllowedHosts,
  checkAutoescape,
  checkCookies,
  checkDebugServer,
  checkDjangoDebug,
  checkForgedRequests,
  checkInsecureSettings,
} from '../../checks/python/web-settings.ts';
import type { LanguageSupport } from '../../language.ts';
import { lower } from './lower.ts';

/** Python with Flask, Django, FastAPI, aiohttp, Tornado, Bottle, Pyramid and the library's own servers; type stubs hold no code. */
export const python: LanguageSupport = {
  language: 'python',
  grammarOf: (path) => (/\.pyw?$/i.test(path) ? 'python' : undefined),
  lower,
  model,
  rules: [commands, databases, code, web, files, network, deserialisation, xml, cryptography, credentials, settings],
  checks: {
    'python-shell-command-built': checkBuiltCommand,
    'python-sql-built': checkBuiltSql,
    'python-template-built': checkBuiltTemplate,
    'python-regex-exponential': checkExponentialPatterns,
    'python-autoescape-off': checkAutoescape,
    'python-mass-assignment': checkMassAssignment,
    'python-cookie-without-flags': checkCookies,
    'python-csrf-off': checkForgedRequests,
    'python-world-writable': checkWorldWritable,
    'python-tls-context-weakened': checkWeakenedTls,
    'python-debug-server': checkDebugServer,
    'python-weak-hash': checkWeakHashes,
    'python-short-key': checkShortKeys,
    'python-insecure-randomness': checkRandomness,
    'python-password-hash-weak': checkPasswordHashes,
    'python-django-debug': checkDjangoDebug,
    'python-django-allowed-hosts': checkAllowedHosts,
    'python-secret-key': checkSecretKeys,
    'python-django-insecure-setting': checkInsecureSettings,
    'python-assert-authorization': checkAssertedRights,
    'python-hard-coded-credential': checkCredentials,
    'python-jwt-hard-coded-key': checkTokenKeys,
  },
};
