import { describe, expect, test } from '@jest/globals';
import { mayHoldSecret } from '../../../../../src/engines/sast/checks/java/secret-look.ts';

describe('a text of Java that may hold a password', () => {
  test.each([
    ['a variable of the name', 'private String dbPassword = "x";'],
    ['an array', 'char[] PWD = {1};'],
    ['what is encoded first', 'String API_KEY = Base64.encode("x");'],
    ['a comparison', 'if ("x".equals(password)) {}'],
    ['a comparison the other way', 'user.getPassword().equals("x")'],
    ['a setting', 'env.put(Context.SECURITY_CREDENTIALS, "x");'],
    ['a setting by a text', 'p.setProperty("mail.smtp.password", "x");'],
    ['a call that logs in', 'DriverManager.getConnection(url, "a", "b");'],
  ])('%s', (_name, text) => {
    expect(mayHoldSecret(text)).toBe(true);
  });

  test.each([
    ['a variable that is read', 'String password = System.getenv("P");'.replace('("P")', '(P)')],
    ['a parameter', 'void f(String password) { this.password = password; }'],
    ['another comparison', 'if ("x".equals(name)) {}'],
    ['another setting', 'p.setProperty("mail.smtp.host", "x");'],
    ['other words', 'int passed = 3; String compass;'],
  ])('but not %s', (_name, text) => {
    expect(mayHoldSecret(text)).toBe(false);
  });
});
