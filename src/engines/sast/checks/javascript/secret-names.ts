import { wordsOf } from '../words-of-name.ts';

/** Last words of names of values that must not be guessed. A `key` alone is a key of a map or of React. */
const SECRET =
  /(?:^|_)(?:token|secret|password|passwd|passphrase|pwd|otp|totp|nonce|salt|csrf|xsrf|api_?key|secret_?key|private_?key|access_?key|encryption_?key|signing_?key|session_?id|sid|invite_?code|reset_?code|verification_?code|auth_?code)$/;

/** `resetToken`, `API_KEY`, `session-id`; not `tokenCount`. */
export function isSecretName(name: string): boolean {
  return SECRET.test(wordsOf(name));
}

const PASSWORD = /(?:^|_)(?:password|passwd|passphrase|pwd|pass)$/;

export function isPasswordName(name: string): boolean {
  return PASSWORD.test(wordsOf(name));
}
