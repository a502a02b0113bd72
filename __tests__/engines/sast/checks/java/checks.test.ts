import { describe, expect, test } from '@jest/globals';
import { createSastEngine } from '../../../../../src/engines/sast/engine.ts';
import { java } from '../../../../../src/engines/sast/languages/java/java.ts';
import { packagedAssets } from '../../../../support/assets.ts';

const engine = createSastEngine(packagedAssets, [java]);
await engine.prepare?.(['A.java']);

/** Rules and severities of what is found in a method with these parameters. */
function said(code: string, parameters = '', members = ''): readonly string[] {
  const text = `import java.security.*;
import javax.crypto.spec.*;
import javax.servlet.http.*;
class A {
  ${members}
  void f(${parameters}) throws Exception { ${code} }
}
`;
  return engine
    .scan('A.java', Buffer.from(text))
    .results.map(({ rule, claims }) => `${rule.id} ${'rule' in claims ? claims.rule : ''}`);
}

describe('passwords that stand in the code', () => {
  const connect = 'java.sql.DriverManager.getConnection("jdbc:mysql://db/a", "root", p);';
  const word = `"${'wunder'}bar17"`;

  test.each([
    ['in a variable', `String p = ${word}; ${connect}`],
    ['in a variable that was empty before', `String p = ""; p = ${word}; ${connect}`],
    ['in a variable of another variable', `String q = ${word}; String p = q; ${connect}`],
    ['in one of two branches', `String p = null; if (g()) p = ${word}; ${connect}`],
  ])('%s', (_name, code) => {
    expect(said(code)).toEqual(['java-hardcoded-credentials medium']);
  });

  test.each([
    ['that is read instead', `String p = ""; p = reader.readLine(); ${connect}`],
    ['that is read in one of two branches', `String p = ${word}; if (g()) p = read(); ${connect}`],
    ['that is empty', `String p = ""; ${connect}`],
    ['of another method of the same variable', connect],
  ])('but not one %s', (_name, code) => {
    const members = `void g() { String p = ${word}; } void h() { String p = read(); }`;
    expect(said(code, '', members)).toEqual([]);
  });
});

describe('vectors and seeds', () => {
  const other = 'void g() { byte[] v = new byte[16]; }';

  test('that nobody fills, whatever other methods call theirs', () => {
    expect(said('byte[] v = {0, 1, 2}; new IvParameterSpec(v);', '', other)).toEqual(['java-fixed-iv medium']);
    expect(said('byte[] v = {0, 1, 2}; new SecureRandom(v);', '', other)).toEqual(['java-fixed-seed medium']);
  });

  test('that are filled are none', () => {
    expect(said('byte[] v = new byte[16]; random.nextBytes(v); new IvParameterSpec(v);', '', other)).toEqual([]);
    expect(said('byte[] v = new byte[16]; random.nextBytes(v); new SecureRandom(v);', '', other)).toEqual([]);
  });
});

describe('generators that can be foretold', () => {
  test.each([
    ['in a class that answers requests', 'HttpServletRequest request', ['java-weak-random medium']],
    ['elsewhere', '', ['java-weak-random low']],
  ])('%s', (_name, parameters, expected) => {
    expect(said('int n = new java.util.Random().nextInt(9);', parameters)).toEqual(expected);
  });

  test('whose number is a secret are said once', () => {
    expect(said('String token = "" + Math.random();', 'HttpServletRequest request')).toEqual([
      'java-insecure-random medium',
    ]);
  });
});

describe('cookies', () => {
  const cookie = 'Cookie c = new Cookie("session", id);';

  test.each([
    ['without a flag', `${cookie} response.addCookie(c);`, ['java-insecure-cookie medium']],
    [
      'with a flag that is switched off',
      `${cookie} c.setSecure(false); c.setHttpOnly(true); response.addCookie(c);`,
      ['java-insecure-cookie medium'],
    ],
    [
      'that scripts alone can read',
      `${cookie} c.setSecure(true); response.addCookie(c);`,
      ['java-insecure-cookie low'],
    ],
    ['that no response gets', `${cookie} client.cookie(c);`, ['java-insecure-cookie low']],
    ['with both flags', `${cookie} c.setSecure(true); c.setHttpOnly(true); response.addCookie(c);`, []],
  ])('%s', (_name, code, expected) => {
    expect(said(code, 'HttpServletResponse response, String id')).toEqual(expected);
  });
});
