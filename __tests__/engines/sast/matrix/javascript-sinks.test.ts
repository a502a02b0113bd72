import { expect, test } from '@jest/globals';
import { javascript } from '../../../../src/engines/sast/languages/javascript/javascript.ts';
import { describePairs, type Pair, ruleFinder } from './found-rules.ts';

const found = await ruleFinder(javascript, 'app.ts', 'info');

const withInput = (code: string) =>
  `const express = require('express');\nconst app = express();\napp.post('/', async (req, res) => {\n  const x = req.query.x;\n${code.replace(/^/gm, '  ')}\n});\n`;

/** For each weakness: code that has it, and the same without. */
const SINKS: readonly Pair[] = [
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs that are looked at
  [
    'javascript-command-injection',
    "require('child_process').exec('ls ' + x);",
    "require('child_process').execFile('ls', [x]);",
  ],
  [
    'javascript-command-injection',
    "const { execSync } = require('node:child_process');\nexecSync(`ls ${x}`);",
    "const { execFileSync } = require('node:child_process');\nexecFileSync('ls', [String(x)]);",
  ],
  [
    'javascript-sql-injection',
    "db.query(`SELECT * FROM a WHERE b = '${x}'`);",
    "db.query('SELECT * FROM a WHERE b = ?', [x]);",
  ],
  [
    'javascript-sql-injection',
    "const { Pool } = require('pg');\nawait new Pool().query('SELECT * FROM a WHERE b = ' + x);",
    "const { Pool } = require('pg');\nawait new Pool().query('SELECT * FROM a WHERE b = $1', [x]);",
  ],
  [
    'javascript-sql-injection',
    "await sequelize.query(`SELECT * FROM a WHERE b = '${x}'`);",
    "await sequelize.query('SELECT * FROM a WHERE b = :x', { replacements: { x } });",
  ],
  [
    'javascript-sql-injection',
    'await knex.raw(`SELECT * FROM a WHERE b = ${x}`);',
    "await knex.raw('SELECT * FROM a WHERE b = ?', [x]);",
  ],
  [
    'javascript-sql-injection',
    'await prisma.$queryRawUnsafe(`SELECT * FROM a WHERE b = ${x}`);',
    'await prisma.$queryRaw`SELECT * FROM a WHERE b = ${x}`;',
  ],
  [
    'javascript-sql-injection',
    "const mysql = require('mysql');\nmysql.createConnection({}).query('SELECT * FROM a WHERE b = ' + x, done);",
    "const mysql = require('mysql');\nmysql.createConnection({}).query('SELECT * FROM a WHERE b = ' + mysql.escape(x), done);",
  ],
  [
    'javascript-mongo-operator',
    'await User.findOne({ name: req.body.name, password: req.body.password });',
    'await User.findOne({ name: String(req.body.name) });',
  ],
  [
    'javascript-mongo-operator',
    'const users = await db.collection("users").find(req.body).toArray();',
    'const users = await db.collection("users").find({ a: { $eq: 1 } }).toArray();',
  ],
  ['javascript-mongo-code', 'await User.find({ $where: `this.a == "${x}"` });', 'await User.find({ a: String(x) });'],
  ['javascript-code-injection', 'eval(x);', 'JSON.parse(x);'],
  ['javascript-code-injection', 'new Function("a", x)();', 'new Function("a", "return a")();'],
  [
    'javascript-code-injection',
    "const vm = require('vm');\nvm.runInNewContext(x);",
    "const vm = require('vm');\nvm.runInNewContext('a', { a: x });",
  ],
  [
    'javascript-code-injection',
    "const { VM } = require('vm2');\nnew VM().run(x);",
    "const { VM } = require('vm2');\nnew VM().run('1');",
  ],
  [
    'javascript-template-injection',
    "const pug = require('pug');\nres.send(pug.compile('p ' + x)());",
    "const pug = require('pug');\nres.send(pug.compile('p= a')({ a: x }));",
  ],
  ['javascript-template-injection', "const ejs = require('ejs');\nres.send(ejs.render(x));", "res.render('a', { x });"],
  [
    'javascript-template-injection',
    "const Handlebars = require('handlebars');\nHandlebars.compile(x)({});",
    "const Handlebars = require('handlebars');\nHandlebars.compile('{{a}}')({ a: x });",
  ],
  [
    'javascript-ldap-injection',
    "const ldap = require('ldapjs');\nconst client = ldap.createClient({});\nclient.search('dc=a', { filter: `(uid=${x})` }, done);",
    "const ldap = require('ldapjs');\nconst client = ldap.createClient({});\nclient.search('dc=a', { filter: new ldap.EqualityFilter({ attribute: 'uid', value: x }) }, done);",
  ],
  [
    'javascript-xpath-injection',
    "const xpath = require('xpath');\nxpath.select(`//a[@b='${x}']`, doc);",
    "const xpath = require('xpath');\nxpath.select(`//a[@b='${Number(x)}']`, doc);",
  ],
  ['javascript-reflected-xss', 'res.send(`<p>${x}</p>`);', 'res.json({ x });'],
  [
    'javascript-reflected-xss',
    "res.send('Hi ' + req.body.name);",
    "const escapeHtml = require('escape-html');\nres.send('Hi ' + escapeHtml(req.body.name));",
  ],
  ['javascript-reflected-xss', 'res.status(404).send(`No ${x}`);', 'res.status(404).send("No");'],
  ['javascript-reflected-xss', 'res.write("<p>" + x);\nres.end();', 'res.type("text");\nres.json(x);'],
  [
    'javascript-path-traversal',
    "require('fs').readFile('files/' + x, done);",
    "require('fs').readFile('files/' + require('path').basename(x), done);",
  ],
  [
    'javascript-path-traversal',
    "const fs = require('fs');\nconst path = require('path');\nfs.createReadStream(path.join(__dirname, x)).pipe(res);",
    "const fs = require('fs');\nconst path = require('path');\nconst p = path.resolve('/srv', x);\nif (!p.startsWith('/srv/')) return res.sendStatus(403);\nfs.createReadStream(p).pipe(res);",
  ],
  [
    'javascript-path-traversal',
    "res.sendFile(require('path').resolve('files', x));",
    "res.sendFile(x, { root: 'files' });",
  ],
  ['javascript-path-traversal', 'res.download(x);', "res.download('files/a.pdf', x);"],
  [
    'javascript-path-traversal',
    "const fs = require('fs/promises');\nawait fs.unlink(`uploads/${x}`);",
    "const fs = require('fs/promises');\nawait fs.unlink(`uploads/${Number(x)}`);",
  ],
  ['javascript-path-traversal', "req.files.a.mv('uploads/' + req.files.a.name);", "req.files.a.mv('uploads/a');"],
  ['javascript-ssrf', 'await fetch(x);', 'await fetch(`https://a.example/${x}`);'],
  [
    'javascript-ssrf',
    "const axios = require('axios');\nawait axios.get(`http://${x}/a`);",
    "const axios = require('axios');\nawait axios.get('https://a.example', { params: { x } });",
  ],
  ['javascript-ssrf', "require('http').get(x, done);", "require('http').get('http://a.example', done);"],
  [
    'javascript-ssrf',
    "const axios = require('axios');\nawait axios({ url: x, method: 'get' });",
    "const axios = require('axios');\nawait axios({ url: 'https://a.example', data: x });",
  ],
  [
    'javascript-ssrf',
    'if (x.includes("a.example")) await fetch(x);',
    'if (["a.example"].includes(new URL(x).hostname)) await fetch(x);',
  ],
  [
    'javascript-ssrf',
    'const u = new URL(x);\nif (u.protocol === "https:") await fetch(u);',
    'const u = new URL(x);\nif (u.hostname !== "a.example") return;\nawait fetch(u);',
  ],
  ['javascript-open-redirect', 'res.redirect(x);', 'res.redirect("/a?b=" + encodeURIComponent(x));'],
  [
    'javascript-open-redirect',
    'res.redirect(302, x);',
    'const ALLOWED = new Set(["/a"]);\nif (ALLOWED.has(x)) res.redirect(x);',
  ],
  [
    'javascript-open-redirect',
    'const ALLOWED = ["https://a.example"];\nif (ALLOWED.some((a) => x.includes(a))) res.redirect(x);',
    'const ALLOWED = ["https://a.example"];\nif (ALLOWED.some((a) => x === a)) res.redirect(x);',
  ],
  [
    'javascript-open-redirect',
    'if (x.startsWith("https://a.example")) res.redirect(x);',
    'res.redirect(`https://a.example/${x}`);',
  ],
  ['javascript-open-redirect', 'res.writeHead(302, { Location: x });', 'res.writeHead(302, { Location: "/" });'],
  [
    'javascript-unsafe-deserialisation',
    "require('node-serialize').unserialize(req.body.a);",
    'JSON.parse(req.body.a);',
  ],
  [
    'javascript-unsafe-deserialisation',
    "const serialize = require('node-serialize');\nserialize.unserialize(Buffer.from(req.cookies.a, 'base64').toString());",
    "const serialize = require('node-serialize');\nserialize.serialize(req.body);",
  ],
  [
    'javascript-xxe',
    "const libxml = require('libxmljs');\nlibxml.parseXml(req.body, { noent: true });",
    "const libxml = require('libxmljs');\nlibxml.parseXml(req.body);",
  ],
  [
    'javascript-xxe',
    "const libxml = require('libxmljs2');\nlibxml.parseXmlString(req.files.a.data.toString('utf8'), { noent: true, noblanks: true });",
    "const libxml = require('libxmljs2');\nlibxml.parseXmlString(req.body, { noent: false });",
  ],
  ['javascript-prototype-pollution', "require('lodash').merge({}, req.body);", 'Object.assign({}, req.body);'],
  ['javascript-mass-assignment', 'await User.create(req.body);', 'await User.create({ name: req.body.name });'],
  [
    'javascript-mass-assignment',
    'Object.assign(user, req.body);\nawait user.save();',
    'Object.assign(user, { name: req.body.name });\nawait user.save();',
  ],
  [
    'javascript-mass-assignment',
    'await User.findByIdAndUpdate(req.params.id, req.body);',
    'await User.findByIdAndUpdate(req.params.id, { name: req.body.name });',
  ],
  [
    'javascript-regex-injection',
    'new RegExp(x).test("a");',
    "const _ = require('lodash');\nnew RegExp(_.escapeRegExp(x)).test('a');",
  ],
  [
    'javascript-jwt-not-verified',
    "const jwt = require('jsonwebtoken');\nconst user = jwt.decode(req.headers.authorization);",
    "const jwt = require('jsonwebtoken');\nconst user = jwt.verify(req.headers.authorization, KEY, { algorithms: ['HS256'] });",
  ],
  [
    'javascript-jwt-none',
    "const jwt = require('jsonwebtoken');\njwt.verify(x, KEY, { algorithms: ['none'] });",
    "const jwt = require('jsonwebtoken');\njwt.verify(x, KEY, { algorithms: ['RS256'] });",
  ],
  [
    'javascript-hard-coded-secret',
    "const jwt = require('jsonwebtoken');\njwt.sign({ a: 1 }, 'se' + 'cret');",
    "const jwt = require('jsonwebtoken');\njwt.sign({ a: 1 }, process.env.KEY);",
  ],
  [
    'javascript-weak-hash',
    "require('crypto').createHash('md5').update(x).digest('hex');",
    "require('crypto').createHash('sha256').update(x).digest('hex');",
  ],
  [
    'javascript-insecure-random',
    'const token = Math.random().toString(36);',
    "const token = require('crypto').randomBytes(16).toString('hex');",
  ],
  ['javascript-tls-off', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';", "process.env.NODE_ENV = 'test';"],
  [
    'javascript-tls-off',
    "const https = require('https');\nnew https.Agent({ rejectUnauthorized: false });",
    "const https = require('https');\nnew https.Agent({ rejectUnauthorized: true });",
  ],
  ['javascript-dom-xss', 'document.write(location.hash);', 'document.body.textContent = location.hash;'],
  [
    'javascript-dom-xss',
    'element.innerHTML = location.search;',
    "const DOMPurify = require('dompurify');\nelement.innerHTML = DOMPurify.sanitize(location.search);",
  ],
  ['javascript-dom-xss', "$('#a').html(window.location.hash);", "$('#a').text(window.location.hash);"],
  ['javascript-format-string', 'console.log(`a ${x}`, req.user);', "console.log('%s', x);"],
  ['javascript-view-by-request', 'res.render(x);', "res.render('a', { x: String(x) });"],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs that are looked at
];

describePairs(SINKS, (code) => found(withInput(code)));

const ANGULAR: readonly Pair[] = ['Html', 'Script', 'Style', 'Url', 'ResourceUrl'].map((kind) => [
  'javascript-angular-trusted-html',
  `bypassSecurityTrust${kind}`,
  kind,
]);

test.each(ANGULAR)('%s: %s', (rule, method) => {
  const text = `import { DomSanitizer } from '@angular/platform-browser';\nexport class A {\n  constructor(private sanitizer: DomSanitizer) {}\n  f(value: string) { return this.sanitizer.${method}(value); }\n}\n`;
  expect(found(text)).toContain(rule);
});

test('HTML of a component is reported where it comes from the address', () => {
  const text = `export function A() {\n  const html = window.location.hash;\n  return { dangerouslySetInnerHTML: { __html: html } };\n}\n`;
  expect(found(text)).toContain('javascript-react-html');
});
