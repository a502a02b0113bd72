import { describe, expect, test } from '@jest/globals';
import { createSastEngine } from '../../../../../src/engines/sast/engine.ts';
import { javascript } from '../../../../../src/engines/sast/languages/javascript/javascript.ts';
import { packagedAssets } from '../../../../support/assets.ts';

const engine = createSastEngine(packagedAssets, [javascript]);
await engine.prepare?.(['app.ts']);

/** Plainly fake, and put together here so that no scanner takes it for a real one. */
const FAKE = ['Sunflower', '42'].join('');

function linesOf(rule: string, text: string): readonly (number | undefined)[] {
  const { results } = engine.scan('app.ts', Buffer.from(text));
  return results.filter((one) => one.rule.id === rule).map(({ region }) => region?.startLine);
}

describe('a credential by its name', () => {
  test.each([
    ['in a variable', `const apiKey = '${FAKE}';`],
    ['in capital letters', `export const API_KEY = '${FAKE}';`],
    ['in a record', `export default { db: { password: '${FAKE}' } };`],
    ['in a property', `config.clientSecret = '${FAKE}';`],
    ['in an element', `config['secret'] = '${FAKE}';`],
    ['of a class', `class A { private password = '${FAKE}'; }`],
    ['put together', `const secretKey = '${FAKE}' + 'x';`],
    ['that is compared', `if (password === '${FAKE}') open();`],
    ['that is compared the other way round', `if ('${FAKE}' == user.password) open();`],
  ])('%s is reported', (_name, text) => {
    expect(linesOf('javascript-hard-coded-credential', text)).toEqual([1]);
  });

  test.each([
    ['from the environment', 'const apiKey = process.env.API_KEY;'],
    ['that is empty', "const password = '';"],
    ['that is a placeholder', "const apiKey = 'YOUR_API_KEY';"],
    ['that is filled in', "const password = '${PASSWORD}1';"],
    ['that is a word for people', "const labels = { password: 'Password', secret: 'Your secret' };"],
    ['that names something', "const keys = { apiKey: 'settings.api.key', secret: 'MY_APP_SECRET' };"],
    ['that is a path', "const privateKey = './keys/a.pem';"],
    ['that says what is wrong', "errors.password = 'required-field';"],
    ['of another name', `const passwordField = '${FAKE}'; const secretName = '${FAKE}';`],
    ['that is compared with a type', "if (field.type === 'password1') show();"],
    ['of somebody that a test makes up', `describe('a', () => { const password = '${FAKE}'; });`],
  ])('%s is not', (_name, text) => {
    expect(linesOf('javascript-hard-coded-credential', text)).toEqual([]);
  });

  test('is not shown', () => {
    const [result] = engine.scan('app.ts', Buffer.from(`const apiKey = '${FAKE}';`)).results;
    expect(result?.sensitive).toBe(true);
    expect(result?.message).not.toContain(FAKE);
  });
});

describe('a key that a library is given', () => {
  test.each([
    ['as bytes', `const k = Buffer.from('${FAKE}');\njwt.sign(a, k);`, [1]],
    ['as bytes in place', `jwt.sign(\n  a,\n  Buffer.from('${FAKE}', 'utf8'),\n);`, [3]],
    ['through a chain', `import { SignJWT } from 'jose';\nnew SignJWT({}).setIssuedAt().sign('${FAKE}');`, [2]],
    [
      'of a strategy',
      `import { Strategy } from 'passport-github2';\nnew Strategy({ clientSecret: '${FAKE}' }, f);`,
      [2],
    ],
    ['once, whichever of its options hold it', `import s from 'express-session';\ns({ secret: '${FAKE}' });`, [2]],
    ['not of a function of the file', `const jwt = { sign(a, b) {} };\njwt.sign(a, '${FAKE}');`, []],
    ['not a public one', "jwt.verify(a, '-----BEGIN PUBLIC KEY-----');", []],
  ])('%s', (_name, text, lines) => {
    expect(linesOf('javascript-hard-coded-secret', text)).toEqual(lines);
  });
});

const decipher = (mode: string, then: string) =>
  `import crypto from 'crypto';\nfunction open(key, iv, data) {\n  const d = crypto.createDecipheriv('${mode}', key, iv);\n  ${then}\n}\n`;

describe('a decipher with a tag', () => {
  test.each([
    ['that is never finished', decipher('aes-256-gcm', 'return d.update(data);'), [3]],
    ['of another mode with a tag', decipher('chacha20-poly1305', 'return d.update(data);'), [3]],
    ['that is finished', decipher('aes-256-gcm', 'return d.update(data) + d.final();'), []],
    ['that a stream finishes', decipher('aes-256-gcm', 'd.update(head); return input.pipe(d);'), []],
    ['that another function gets', decipher('aes-256-gcm', 'd.update(data); return finish(d);'), []],
    ['that is not used', decipher('aes-256-gcm', 'return d;'), []],
    ['without a tag', decipher('aes-256-cbc', 'return d.update(data);'), []],
  ])('%s', (_name, text, lines) => {
    expect(linesOf('javascript-cipher-not-finished', text)).toEqual(lines);
  });
});

describe('a check of the server’s name', () => {
  test.each([
    ['that does nothing', 'tls.connect({ checkServerIdentity: () => {} });', [1]],
    ['that gives nothing', 'tls.connect({ checkServerIdentity: () => undefined });', [1]],
    ['that gives null', 'tls.connect({ checkServerIdentity() { return null; } });', [1]],
    [
      'that compares',
      'tls.connect({ checkServerIdentity: (h, c) => (c.subject.CN === h ? undefined : new Error()) });',
      [],
    ],
    ['that is somebody else’s', 'tls.connect({ checkServerIdentity: tls.checkServerIdentity });', []],
  ])('%s', (_name, text, lines) => {
    expect(linesOf('javascript-tls-off', text)).toEqual(lines);
  });
});
