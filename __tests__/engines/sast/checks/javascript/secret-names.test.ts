import { describe, expect, test } from '@jest/globals';
import { isPasswordName, isSecretName } from '../../../../../src/engines/sast/checks/javascript/secret-names.ts';

describe('names of what must not be guessed', () => {
  test.each([
    'token',
    'resetToken',
    'API_KEY',
    'apiKey',
    'session-id',
    'user_password',
    'csrf',
    'otp',
    'inviteCode',
    'nonce',
  ])('%s is one', (name) => expect(isSecretName(name)).toBe(true));

  test.each([
    'tokenCount',
    'key',
    'code',
    'id',
    'monkey',
    'passwordLength',
    'tokenizer',
    'salted',
    'notation',
    'hotpot',
  ])('%s is none', (name) => expect(isSecretName(name)).toBe(false));

  test.each(['password', 'newPassword', 'user_pwd', 'PASS'])('%s is a password', (name) =>
    expect(isPasswordName(name)).toBe(true),
  );

  test.each(['passwordResetToken', 'compass', 'bypassed', 'passport'])('%s is no password', (name) =>
    expect(isPasswordName(name)).toBe(false),
  );
});
