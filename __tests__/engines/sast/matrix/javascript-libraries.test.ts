import { javascript } from '../../../../src/engines/sast/languages/javascript/javascript.ts';
import { describePairs, type Pair, ruleFinder } from './found-rules.ts';

const found = await ruleFinder(javascript, 'app.ts', 'info');

const withInput = (code: string) =>
  `const express = require('express');\nconst app = express();\napp.post('/', async (req, res) => {\n  const x = req.query.x;\n${code.replace(/^/gm, '  ')}\n});\n`;

/** The same weakness through other libraries: code that has it, and the same without. */
const SINKS: readonly Pair[] = [
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs that are looked at
  ['javascript-command-injection', "require('shelljs').exec('ls ' + x);", "require('shelljs').ls('a');"],
  [
    'javascript-command-injection',
    "const { execaCommand } = require('execa');\nawait execaCommand(`ls ${x}`);",
    "const { execa } = require('execa');\nawait execa('ls', [x]);",
  ],
  [
    'javascript-command-injection',
    "const { spawn } = require('child_process');\nspawn('ls', [x], { shell: '/bin/bash' });",
    "const { spawn } = require('child_process');\nspawn('ls', [x], { shell: false });",
  ],
  [
    'javascript-command-injection',
    "const { Client } = require('ssh2');\nconst c = new Client();\nc.exec('ls ' + x, done);",
    "const { Client } = require('ssh2');\nconst c = new Client();\nc.exec('ls', done);",
  ],
  ['javascript-command-injection', 'new Deno.Command(x);', "new Deno.Command('ls', { args: [x] });"],
  [
    'javascript-argument-injection',
    "require('child_process').execFile('git', ['clone', x]);",
    "require('child_process').execFile('git', ['clone', '--', x]);",
  ],
  [
    'javascript-code-injection',
    "const Sandbox = require('sandbox');\nnew Sandbox().run(x, done);",
    "const Sandbox = require('sandbox');\nnew Sandbox().run('1', done);",
  ],
  ['javascript-code-injection', "require('safe-eval')(x);", "require('safe-eval')('1');"],
  [
    'javascript-code-injection',
    "const jp = require('jsonpath');\njp.query(data, x);",
    "const jp = require('jsonpath');\njp.query(data, '$.a');",
  ],
  ['javascript-code-injection', 'await page.evaluate(`f(${x})`);', 'await page.evaluate((a) => f(a), x);'],
  [
    'javascript-code-injection',
    "const vm = require('vm');\nconst c = { safeEval, a: x };\nvm.runInContext('safeEval(a)', c);",
    "const vm = require('vm');\nconst c = { a: x };\nvm.runInContext('a + 1', c);",
  ],
  [
    'javascript-template-injection',
    "require('whiskers').render(x, {});",
    "require('whiskers').render('a {b}', { b: x });",
  ],
  [
    'javascript-template-injection',
    "const { Liquid } = require('liquidjs');\nnew Liquid().parseAndRender(x);",
    "const { Liquid } = require('liquidjs');\nnew Liquid().parseAndRender('{{a}}', { a: x });",
  ],
  [
    'javascript-template-injection',
    "const eta = require('eta');\neta.renderString(x, {});",
    "const eta = require('eta');\neta.renderString('<%= it.a %>', { a: x });",
  ],
  [
    'javascript-template-injection',
    "const Twig = require('twig');\nTwig.twig({ data: x });",
    "const Twig = require('twig');\nTwig.twig({ data: '{{ a }}' }).render({ a: x });",
  ],
  [
    'javascript-code-loading',
    "const importFresh = require('import-fresh');\nimportFresh(x);",
    "const importFresh = require('import-fresh');\nimportFresh('./a');",
  ],
  [
    'javascript-unsafe-deserialisation',
    "require('funcster').deepDeserialize(x);",
    "require('funcster').deepSerialize(x);",
  ],
  [
    'javascript-yaml-load',
    "require('js-yaml').load(x);",
    "const yaml = require('js-yaml');\nyaml.load(x, { schema: yaml.JSON_SCHEMA });",
  ],
  [
    'javascript-xml-entities',
    "require('libxmljs2').parseXml(text, { noent: true });",
    "require('libxmljs2').parseXml(text);",
  ],
  [
    'javascript-xml-entities',
    "const vm = require('vm');\nvm.runInContext('libxml.parseXml(data, { noblanks: true, noent: true })', sandbox);",
    "const vm = require('vm');\nvm.runInContext('libxml.parseXml(data, { noblanks: true })', sandbox);\nlog('noent');",
  ],
  [
    'javascript-xml-expansion',
    "const expat = require('node-expat');\nnew expat.Parser('UTF-8').write(x);",
    "const expat = require('node-expat');\nnew expat.Parser('UTF-8').write('<a/>');",
  ],
  ['javascript-prototype-pollution', "require('deepmerge')(a, req.body);", "require('deepmerge')(a, b);"],
  [
    'javascript-prototype-pollution',
    "import('lodash/merge');\nconst merge = require('lodash/merge');\nmerge(a, req.body);",
    "const merge = require('lodash/merge');\nmerge(a, { b: 1 });",
  ],
  [
    'javascript-prototype-pollution',
    "const $ = require('jquery');\n$.extend(true, {}, req.body);",
    "const $ = require('jquery');\n$.extend({}, req.body);",
  ],
  [
    'javascript-prototype-pollution',
    "require('dot-prop').set(a, req.body.path, 1);",
    "require('dot-prop').set(a, 'b.c', req.body.value);",
  ],
  [
    'javascript-mass-assignment',
    'await users.insertMany(req.body);',
    'await users.insertMany([{ a: String(req.body.a) }]);',
  ],
  ['javascript-prototype-pollution', 'config[req.body.a][req.body.b] = 1;', 'config[req.body.a].b = 1;'],
  [
    'javascript-prototype-pollution',
    'const { a, b } = req.body;\nconfig[a][b] = 1;',
    "const { a, b } = req.body;\nif (a === '__proto__') return;\nconfig[a][b] = 1;",
  ],
  [
    'javascript-sql-injection',
    "const { Raw } = require('typeorm');\nRaw('a = ' + x);",
    "const { Raw } = require('typeorm');\nRaw((a) => `${a} > 1`);",
  ],
  [
    'javascript-sql-injection',
    "await repository.createQueryBuilder('a').where(`a.b = '${x}'`).getMany();",
    "await repository.createQueryBuilder('a').where('a.b = :x', { x }).getMany();",
  ],
  [
    'javascript-sql-injection',
    "const { ExecuteStatementCommand } = require('@aws-sdk/client-rds-data');\nawait c.send(new ExecuteStatementCommand({ sql: 'SELECT ' + x }));",
    "const { ExecuteStatementCommand } = require('@aws-sdk/client-rds-data');\nawait c.send(new ExecuteStatementCommand({ sql: 'SELECT :a', parameters: [x] }));",
  ],
  [
    'javascript-sql-injection',
    'await knex.select("a").from("b").orderByRaw(x);',
    'await knex.select("a").from("b").orderByRaw("a desc");',
  ],
  [
    'javascript-sql-injection',
    "const { Sequelize } = require('sequelize');\nSequelize.literal(`a = ${x}`);",
    "const { Sequelize } = require('sequelize');\nSequelize.literal('a = b');",
  ],
  ['javascript-sql-text', "hand(`SELECT * FROM a WHERE b = '${x}'`);", "hand('SELECT * FROM a WHERE b = ?', x);"],
  [
    'javascript-mongo-operator',
    'await db.usersCollection.update({ _id: req.body.id }, { a: 1 });',
    "require('crypto').createHash('sha256').update(req.body.id);",
  ],
  [
    'javascript-mongo-operator',
    "const AWS = require('aws-sdk');\nnew AWS.DynamoDB.DocumentClient().scan(req.body, done);",
    "const AWS = require('aws-sdk');\nnew AWS.DynamoDB.DocumentClient().scan({ TableName: 'a', ExpressionAttributeValues: { ':a': req.body.a } }, done);",
  ],
  [
    'javascript-ldap-injection',
    "const ldap = require('ldapjs');\nclient.search('dc=a', { filter: '(uid=' + x + ')' }, done);",
    "const ldap = require('ldapjs');\nclient.search('dc=a', { filter: '(uid=a)' }, done);",
  ],
  [
    'javascript-xpath-injection',
    "require('xml2js-xpath').find(json, '//a[b=' + x + ']');",
    "require('xml2js-xpath').find(json, '//a');",
  ],
  ['javascript-html-text', 'mail(`<p>${x}</p>`);', "mail('<p>a</p>', x);"],
  ['javascript-html-text', "mail('<a href=\"' + x + '\">a</a>');", 'mail(`Hello ${x}`);'],
  ['javascript-dom-xss', "$('#a').append(location.hash);", "$('#a').attr('title', location.hash);"],
  [
    'javascript-dom-xss',
    "element.setAttribute('onclick', location.hash);",
    "element.setAttribute('title', location.hash);",
  ],
  [
    'javascript-dom-xss',
    "document.execCommand('insertHTML', false, location.hash);",
    "document.execCommand('insertText', false, location.hash);",
  ],
  ['javascript-dom-xss', "angular.element('#a').html(location.hash);", "angular.element('#a').text(location.hash);"],
  ['javascript-script-address', 'top.location.href = location.hash.slice(1);', 'top.location.href = "/a";'],
  ['javascript-path-traversal', "require('fs-extra').remove('files/' + x);", "require('fs-extra').remove('files/a');"],
  [
    'javascript-path-traversal',
    "const { cp } = require('node:fs/promises');\nawait cp('files/' + x, 'b');",
    "const { cp } = require('node:fs/promises');\nawait cp('files/a', 'b');",
  ],
  ['javascript-path-traversal', "require('graceful-fs').readFileSync(x);", "require('graceful-fs').readFileSync('a');"],
  ['javascript-path-traversal', "await Deno.readTextFile('files/' + x);", "await Deno.readTextFile('files/a');"],
  ['javascript-path-traversal', "res.sendFile('a', { root: 'files/' + x });", "res.sendFile('a', { root: 'files' });"],
  [
    'javascript-path-put-together',
    "hand(require('path').join('files', x));",
    "const path = require('path');\nhand(path.join('files', path.basename(x)));",
  ],
  ['javascript-ssrf', "require('needle').get(x, done);", "require('needle').get('https://a.example', done);"],
  ['javascript-ssrf', "require('undici').request(x);", "require('undici').request('https://a.example', { body: x });"],
  [
    'javascript-ssrf',
    "const r = new XMLHttpRequest();\nr.open('GET', x);",
    "const r = new XMLHttpRequest();\nr.open('GET', '/a');\nr.send(x);",
  ],
  ['javascript-ssrf', 'await page.goto(x);', "await page.goto('https://a.example');"],
  [
    'javascript-ssrf',
    "const axios = require('axios');\nconst c = axios.create({ baseURL: x });",
    "const axios = require('axios');\nconst c = axios.create({ baseURL: 'https://a.example' });",
  ],
  [
    'javascript-ssrf',
    "require('http').request({ host: x, path: '/' });",
    "require('http').request({ host: 'a.example', path: '/' + x });",
  ],
  [
    'javascript-ssrf',
    "require('request')({ uri: x }, done);",
    "require('request')({ uri: 'https://a.example', qs: { x } }, done);",
  ],
  ['javascript-open-redirect', 'res.status(302).redirect(x);', 'res.status(302).redirect("/a");'],
  [
    'javascript-open-redirect',
    'return { statusCode: 302, headers: { Location: x } };',
    "return { statusCode: 302, headers: { Location: '/' } };",
  ],
  ['javascript-open-redirect', 'res.location(x);', 'res.location("/a");'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs that are looked at
];

describePairs(SINKS, (code) => found(withInput(code)));

const credential = (text: string) => `'${text.slice(0, 3)}' + '${text.slice(3)}'`;
const KEY = credential('q7Zr9Plainly42');

/** Settings and values that stand in the code, without anybody's input. */
const SETTINGS: readonly Pair[] = [
  [
    'javascript-hard-coded-secret',
    `const { createSecretKey } = require('crypto');\ncreateSecretKey(${KEY}, 'utf8');`,
    "const { createSecretKey } = require('crypto');\ncreateSecretKey(process.env.KEY, 'utf8');",
  ],
  [
    'javascript-hard-coded-secret',
    `import * as jose from 'jose';\nawait new jose.SignJWT({}).setIssuedAt().sign(new TextEncoder().encode(${KEY}));`,
    "import * as jose from 'jose';\nawait new jose.SignJWT({}).setIssuedAt().sign(key);",
  ],
  [
    'javascript-hard-coded-secret',
    `const { Strategy } = require('passport-github');\nnew Strategy({ clientSecret: ${KEY} }, done);`,
    "const { Strategy } = require('passport-github');\nnew Strategy({ clientSecret: config.secret }, done);",
  ],
  [
    'javascript-hard-coded-secret',
    `const session = require('express-session');\nconst base = { secret: ${KEY} };\napp.use(session({ ...base, resave: false }));`,
    "const session = require('express-session');\napp.use(session({ ...base, resave: false }));",
  ],
  [
    'javascript-hard-coded-secret',
    `const jwt = require('jsonwebtoken');\njwt.sign(a, Buffer.from(${KEY}, 'utf8'));`,
    "const jwt = require('jsonwebtoken');\njwt.sign(a, Buffer.from(process.env.KEY));",
  ],
  [
    'javascript-hard-coded-password',
    `const { Client } = require('ssh2');\nnew Client().connect({ host: 'a', password: ${KEY} });`,
    "const { Client } = require('ssh2');\nnew Client().connect({ host: 'a', password: p });",
  ],
  [
    'javascript-hard-coded-password',
    `const neo4j = require('neo4j-driver');\nneo4j.auth.basic('neo4j', ${KEY});`,
    "const neo4j = require('neo4j-driver');\nneo4j.auth.basic('neo4j', p);",
  ],
  [
    'javascript-hard-coded-credential',
    `export const config = { clientSecret: ${KEY} };`,
    "export const config = { clientSecret: 'YOUR_CLIENT_SECRET' };",
  ],
  ['javascript-hard-coded-credential', `if (password === ${KEY}) open();`, "if (type === 'password') open();"],
  [
    'javascript-token-with-password',
    "const jwt = require('jsonwebtoken');\njwt.sign({ id, password: user.password }, key);",
    "const jwt = require('jsonwebtoken');\njwt.sign({ id }, key);",
  ],
  [
    'javascript-jwt-none',
    "const jwt = require('jwt-simple');\njwt.decode(token, key, 'HS256');",
    "const jwt = require('jwt-simple');\njwt.decode(token, key, false, 'HS256');",
  ],
  [
    'javascript-weak-hash',
    "await crypto.subtle.digest('SHA-1', data);",
    "await crypto.subtle.digest('SHA-256', data);",
  ],
  [
    'javascript-weak-hash',
    "import { CryptoJS } from 'crypto-js';\nCryptoJS.MD5(a);",
    "import { CryptoJS } from 'crypto-js';\nCryptoJS.SHA256(a);",
  ],
  [
    'javascript-weak-cipher',
    "const forge = require('node-forge');\nforge.cipher.createCipher('DES-ECB', key);",
    "const forge = require('node-forge');\nforge.cipher.createCipher('AES-GCM', key);",
  ],
  [
    'javascript-weak-key',
    "const NodeRSA = require('node-rsa');\nnew NodeRSA({ b: 512 });",
    "const NodeRSA = require('node-rsa');\nnew NodeRSA({ b: 2048 });",
  ],
  [
    'javascript-weak-key',
    "const crypto = require('crypto');\ncrypto.scryptSync(p, salt, 32, { N: 1024 });",
    "const crypto = require('crypto');\ncrypto.scryptSync(p, salt, 32);",
  ],
  [
    'javascript-tls-off',
    'tls.connect({ host, checkServerIdentity: () => undefined });',
    'tls.connect({ host, checkServerIdentity: (host, cert) => check(host, cert) });',
  ],
  [
    'javascript-tls-off',
    "const { MongoClient } = require('mongodb');\nnew MongoClient(url, { tlsInsecure: true });",
    "const { MongoClient } = require('mongodb');\nnew MongoClient(url, { tls: true });",
  ],
  [
    'javascript-session-cookie',
    "const csurf = require('csurf');\ncsurf({ cookie: { secure: false } });",
    "const csurf = require('csurf');\ncsurf({ cookie: { secure: true } });",
  ],
  [
    'javascript-session-cookie',
    "import { cookieSession } from 'cookie-session';\ncookieSession({ httpOnly: false });",
    "import { cookieSession } from 'cookie-session';\ncookieSession({ httpOnly: true });",
  ],
  [
    'javascript-fixed-nonce',
    "const crypto = require('crypto');\ncrypto.createCipheriv('aes-256-cbc', key, Buffer.from('0123456789abcdef'));",
    "const crypto = require('crypto');\ncrypto.createCipheriv('aes-256-cbc', key, Buffer.from(iv, 'hex'));",
  ],
  [
    'javascript-session-cookie',
    "export const f = (req, res) => { res.cookie('token', token); };",
    "export const f = async (ctx) => { ctx.cookies.set('token', token); };",
  ],
  ['javascript-angular-trusted-html', '$sceProvider.enabled(false);', '$sceProvider.enabled(true);'],
];

describePairs(SETTINGS, (code) => found(`${code}\n`));
