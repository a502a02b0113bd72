import { describe, expect, test } from '@jest/globals';
import { javascript } from '../../../../src/engines/sast/languages/javascript/javascript.ts';
import { ruleFinder } from './found-rules.ts';

const found = await ruleFinder(javascript, 'app.ts');

type Row = readonly [name: string, code: string];

const COMMAND = 'javascript-command-injection';

/** Programs that end in `exec(…)` of what a stranger sends. */
const SOURCES: readonly Row[] = [
  ...['query', 'body', 'params', 'headers', 'cookies'].flatMap((part): readonly Row[] => [
    [`Express' ${part}`, `app.get('/', (req, res) => { exec(req.${part}.a); });`],
    [`Express' ${part} by index`, `app.get('/', (req, res) => { exec(req.${part}['a']); });`],
    [`Express' ${part} taken apart`, `app.get('/', (req, res) => { const { a } = req.${part}; exec(a); });`],
    [`Express' ${part} taken apart twice`, `app.get('/', (req, res) => { const { ${part}: { a } } = req; exec(a); });`],
    [`Express' ${part} renamed`, `app.get('/', (req, res) => { const { a: b = 'c' } = req.${part}; exec(b); });`],
    [`Express' ${part} with a type`, `export const f = async (r: Request, w: Response) => { exec(r.${part}.a); };`],
  ]),
  ['a router', "router.post('/', async function (req, res, next) { exec(req.body.a); });"],
  ['a request that is taken apart in the parameters', "app.get('/', ({ query }, res) => { exec(query.a); });"],
  ['a request that is taken apart deeply', "app.post('/', ({ body: { a } }, res) => { exec(a); });"],
  ['a handler of its own', 'function handler(req, res) { exec(req.query.a); }\napp.get("/", handler);'],
  ['a handler factory', 'module.exports = function f() { return (req, res, next) => { exec(req.query.a); }; };'],
  [
    'a handler factory of functions',
    'module.exports = function f() { return function (req, res) { const a = req.body.a; exec(a); }; };',
  ],
  ['an exported handler', 'exports.list = async (req, res) => { exec(req.query.a); };'],
  ['an exported record of handlers', 'module.exports = { list(req, res) { exec(req.query.a); } };'],
  ['a controller', 'class A { async list(req, res) { exec(req.query.a); } }'],
  ['a controller with arrows', 'class A { list = async (req, res) => { exec(req.query.a); }; }'],
  [
    'a controller with types',
    'export class A { public async list(req: express.Request, res: express.Response): Promise<void> { exec(req.query.a as string); } }',
  ],
  ['a static method', 'export class A { static list(req, res) { exec(req.query.a); } }'],
  ['a wrapper', "app.get('/', asyncHandler(async (req, res) => { exec(req.query.a); }));"],
  ['a list of handlers', "app.get('/', [auth, (req, res) => { exec(req.query.a); }]);"],
  ['a header', "app.get('/', (req, res) => { exec(req.get('a')); });"],
  ['a header by name', "app.get('/', (req, res) => { exec(req.header('a')); });"],
  ['an uploaded file', "app.post('/', (req, res) => { exec(req.file.originalname); });"],
  ['uploaded files', "app.post('/', (req, res) => { exec(req.files.a.name); });"],
  ['node’s address', 'http.createServer((req, res) => { const u = url.parse(req.url, true); exec(u.query.a); });'],
  [
    'node’s address by URL',
    "http.createServer((req, res) => { const u = new URL(req.url, 'http://a'); exec(u.searchParams.get('a')); });",
  ],
  [
    'node’s body',
    "http.createServer((req, res) => { let body = ''; req.on('data', (chunk) => { body += chunk; }); req.on('end', () => { exec(body); }); });",
  ],
  ['Koa’s query', 'router.get("/", async (ctx) => { exec(ctx.query.a); });'],
  ['Koa’s body', 'router.get("/", async (ctx) => { exec(ctx.request.body.a); });'],
  ['Koa’s parameters', 'router.get("/", async (ctx, next) => { exec(ctx.params.a); });'],
  ['Koa taken apart', 'router.get("/", async (ctx) => { const { a } = ctx.request.query; exec(a); });'],
  ['Fastify', "fastify.get('/', async (request, reply) => { exec(request.query.a); });"],
  ['Fastify’s body', "fastify.post('/', async (request, reply) => { const { a } = request.body; exec(a); });"],
  ['Hapi', "server.route({ method: 'GET', path: '/', handler: (request, h) => { exec(request.query.a); } });"],
  ['Hapi’s payload', 'server.route({ handler: async (request, h) => { exec(request.payload.a); } });'],
  [
    'Next.js’ pages',
    'export default function handler(req: NextApiRequest, res: NextApiResponse) { exec(req.query.a as string); }',
  ],
  [
    'Next.js’ routes',
    'export async function POST(request: NextRequest) { const { a } = await request.json(); exec(a); }',
  ],
  [
    'Next.js’ routes without types',
    'export async function POST(request) { const data = await request.json(); exec(data.a); }',
  ],
  [
    'Next.js’ address',
    "export async function GET(request: NextRequest) { exec(request.nextUrl.searchParams.get('a')); }",
  ],
  [
    'Next.js’ address by URL',
    "export async function GET(request: Request) { const { searchParams } = new URL(request.url); exec(searchParams.get('a')); }",
  ],
  [
    'NestJS’ query',
    "import { Controller, Get, Query } from '@nestjs/common';\n@Controller()\nclass A { @Get() list(@Query('a') a: string) { exec(a); } }",
  ],
  [
    'NestJS’ body',
    "import { Body, Post } from '@nestjs/common';\nclass A { @Post() add(@Body() dto: Dto) { exec(dto.a); } }",
  ],
  [
    'NestJS’ parameter',
    "import { Get, Param } from '@nestjs/common';\nclass A { @Get(':a') one(@Param('a') a: string) { exec(a); } }",
  ],
  [
    'NestJS’ request',
    "import { Get, Req } from '@nestjs/common';\nclass A { @Get() one(@Req() request) { exec(request.query.a); } }",
  ],
  [
    'NestJS’ header',
    "import { Get, Headers } from '@nestjs/common';\nclass A { @Get() one(@Headers('a') a: string) { exec(a); } }",
  ],
  ['an event of AWS Lambda', 'exports.handler = async (event) => { exec(event.queryStringParameters.a); };'],
  [
    'a body of AWS Lambda',
    'export const handler = async (event) => { const { a } = JSON.parse(event.body); exec(a); };',
  ],
  ['a message of socket.io', "io.on('connection', (socket) => { socket.on('a', (data) => { exec(data.b); }); });"],
  ['a resolver', 'const resolvers = { Query: { a: (parent, args, context) => { exec(args.b); } } };'],
  ['a resolver that takes apart', 'const resolvers = { Query: { a: async (_, { b }, context) => { exec(b); } } };'],
];

const imports = `const { exec } = require('child_process');\nconst url = require('url');\nconst http = require('http');\n`;

describe('a stranger’s value comes in through', () => {
  test.each(SOURCES)('%s', (_name, code) => {
    const own = code.startsWith('import') ? `import { exec } from 'child_process';\n${code}\n` : `${imports}${code}\n`;
    expect(found(own)).toContain(COMMAND);
  });
});

const NO_SOURCES: readonly Row[] = [
  ['the method', "app.get('/', (req, res) => { exec(req.method); });"],
  ['the signed-in user', "app.get('/', (req, res) => { exec(req.user.name); });"],
  ['the session', "app.get('/', (req, res) => { exec(req.session.a); });"],
  ['settings', "app.get('/', (req, res) => { exec(config.command); });"],
  [
    'what a database has',
    "app.get('/', async (req, res) => { const u = await User.findById(String(req.query.a)); exec(u.command); });",
  ],
  [
    'a response of a client',
    'async function f() { const r = await fetch("https://a.example"); exec(String(r.status)); }',
  ],
];

describe('nothing of a stranger is in', () => {
  test.each(NO_SOURCES)('%s', (_name, code) => {
    expect(found(`${imports}${code}\n`)).not.toContain(COMMAND);
  });
});

const withInput = (code: string) =>
  `const cp = require('child_process');\nconst path = require('path');\nconst qs = require('querystring');\nconst util = require('util');\nconst _ = require('lodash');\nconst exec = cp.exec;\napp.post('/', async (req, res) => {\n  const x = req.query.x;\n${code.replace(/^/gm, '  ')}\n});\n`;

const CARRIES: readonly Row[] = [
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs that are looked at
  ['a template', 'exec(`ls ${x}`);'],
  ['+', "exec('ls ' + x + ' -l');"],
  ['+=', "let c = 'ls ';\nc += x;\nexec(c);"],
  ['concat', "exec('ls '.concat(x));"],
  ['join', "exec(['ls', x].join(' '));"],
  ['util.format', "exec(util.format('ls %s', x));"],
  ['replace into a fixed text', "exec('ls NAME'.replace('NAME', x));"],
  ['replace', "exec(x.replace('a', 'b'));"],
  ['slice', 'exec(x.slice(1));'],
  ['split', "exec(x.split(',')[0]);"],
  ['split and taken apart', "const [a, b] = x.split(',');\nexec(b);"],
  ['trim and lower', 'exec(x.trim().toLowerCase());'],
  ['String', 'exec(String(x));'],
  ['toString', 'exec(x.toString());'],
  ['as', 'exec(x as string);'],
  ['!', 'exec(x!);'],
  ['Buffer', "exec(Buffer.from(x, 'base64').toString('utf8'));"],
  ['atob', 'exec(atob(x));'],
  ['decodeURIComponent', 'exec(decodeURIComponent(x));'],
  ['unescape', 'exec(unescape(x));'],
  ['JSON', 'exec(JSON.parse(x).a);'],
  ['JSON both ways', 'exec(JSON.parse(JSON.stringify({ a: x })).a);'],
  ['querystring', 'exec(qs.parse(x).a);'],
  ['an object by key', "const o = { a: x, b: 'b' };\nexec(o.a);"],
  ['an object by index', "const o = { a: x, b: 'b' };\nexec(o['a']);"],
  ['an object that is filled', 'const o = {};\no.a = x;\nexec(o.a);'],
  ['an object by an unknown key', 'const o = { a: x };\nexec(o[req.method]);'],
  ['shorthand', 'const o = { x };\nexec(o.x);'],
  ['a spread object', 'const o = { ...{ a: x } };\nexec(o.a);'],
  ['Object.assign', 'const o = Object.assign({}, { a: x });\nexec(o.a);'],
  ['Object.assign into it', 'const o = {};\nObject.assign(o, { a: x });\nexec(o.a);'],
  ['values of an object', 'for (const v of Object.values({ a: x })) exec(v);'],
  ['pairs of an object', 'for (const [k, v] of Object.entries({ a: x })) exec(v);'],
  ['keys of a query', 'for (const k in req.query) exec(k);'],
  ['a Map', "const m = new Map();\nm.set('a', x);\nexec(m.get('a'));"],
  ['a Set', 'const s = new Set();\ns.add(x);\nfor (const a of s) exec(a);'],
  ['a list by index', "const a = ['ls', x];\nexec(a[1]);"],
  ['push', 'const a = [];\na.push(x);\nexec(a[0]);'],
  ['unshift', 'const a = [];\na.unshift(x);\nexec(a[0]);'],
  ['a list that is shifted', "const a = [];\na.push('safe');\na.push(x);\na.shift();\nexec(a[0]);"],
  ['a spread list', "const a = [...['ls'], ...[x]];\nexec(a.join(' '));"],
  ['at', "const a = ['ls', x];\nexec(a.at(-1));"],
  ['map', "exec(x.split(',').map((a) => a.trim()).join(' '));"],
  ['filter', "exec(x.split(',').filter(Boolean).join(' '));"],
  ['reduce', "exec(x.split(',').reduce((a, b) => a + b, ''));"],
  ['forEach', "x.split(',').forEach((a) => { exec(a); });"],
  ['forEach with a function', "x.split(',').forEach(run);\nfunction run(a) { exec(a); }"],
  ['for of', "for (const a of x.split(',')) exec(a);"],
  ['for with an index', "const a = x.split(',');\nfor (let i = 0; i < a.length; i++) exec(a[i]);"],
  ['while', "let c = '';\nwhile (c.length < 5) c += x;\nexec(c);"],
  ['?:', "exec(req.method ? x : 'ls');"],
  ['||', "exec(x || 'ls');"],
  ['??', "exec(x ?? 'ls');"],
  ['&&', 'x && exec(x);'],
  ['?.', 'exec(req?.query?.x);'],
  ['if', "let a = 'ls';\nif (req.method) a = x;\nexec(a);"],
  ['an if that is always taken', "const n = 86;\nlet a;\nif (7 * 42 - n > 200) a = x;\nelse a = 'safe';\nexec(a);"],
  ['a ternary that always gives it', "const n = 106;\nexec(7 * 18 + n > 200 ? x : 'safe');"],
  [
    'a switch that is always taken',
    "let a;\nswitch ('ABC'[2]) {\n  case 'A':\n    a = 'safe';\n    break;\n  case 'C':\n  case 'D':\n    a = x;\n    break;\n  default:\n    a = 'safe';\n}\nexec(a);",
  ],
  [
    'a switch that falls through',
    "let a = 'safe';\nswitch ('A') {\n  case 'A':\n    log();\n  case 'B':\n    a = x;\n}\nexec(a);",
  ],
  ['a flag that is set elsewhere', "let done = false;\nbus.on('a', () => { done = true; });\nif (done) exec(x);"],
  [
    'a flag that is set later',
    'let go;\nif (req.method) go = false;\nif (go === undefined) exec(x);\nif (!go) exec(x);',
  ],
  ['a counter', 'let i = 0;\ni++;\nif (i > 0) exec(x);'],
  ['a switch', "let a = 'ls';\nswitch (req.method) {\n  case 'GET':\n    a = x;\n    break;\n}\nexec(a);"],
  ['try', 'let a;\ntry {\n  a = JSON.parse(x);\n} catch (e) {\n  a = {};\n}\nexec(a.b);'],
  ['finally', 'try {\n  log();\n} finally {\n  exec(x);\n}'],
  ['a helper', "const h = (a) => 'ls ' + a;\nexec(h(x));"],
  ['a helper declared later', 'exec(h(x));\nfunction h(a) { return `ls ${a}`; }'],
  ['a helper that takes apart', 'function h({ a }) { exec(a); }\nh({ a: x });'],
  ['a helper with a default', "function h(a = 'ls') { exec(a); }\nh(x);"],
  ['a helper with rest', "function h(...a) { exec(a.join(' ')); }\nh('ls', x);"],
  ['a helper that is given a request', 'function h(r) { return r.query.x; }\nexec(h(req));'],
  ['a closure', 'const h = () => { exec(x); };\nh();'],
  ['a promise', 'Promise.resolve(x).then((a) => exec(a));'],
  ['an async helper', 'const h = async (a) => a.trim();\nexec(await h(x));'],
  ['an async helper by then', 'const h = async (a) => a.trim();\nh(x).then((a) => { exec(a); });'],
  ['a chain of promises', 'Promise.resolve(x).then((a) => a.trim()).then((b) => exec(b));'],
  ['Promise.all', 'const [a] = await Promise.all([x]);\nexec(a);'],
  ['promisify', "const run = util.promisify(cp.exec);\nawait run('ls ' + x);"],
  ['a class', 'class A {\n  constructor(a) { this.a = a; }\n  run() { exec(this.a); }\n}\nnew A(x).run();'],
  [
    'a class in a variable',
    'class A {\n  constructor(a) { this.a = a; }\n  run() { exec(this.a); }\n}\nconst a = new A(x);\na.run();',
  ],
  [
    'a setter of a class',
    'class A {\n  take(b) { this.b = b; }\n  give() { return this.b; }\n}\nconst a = new A();\na.take(x);\nexec(a.give());',
  ],
  ['a method that gives it back', 'class A {\n  same(a) { return a; }\n}\nexec(new A().same(x));'],
  ['a static method', 'class A {\n  static same(a) { return a; }\n}\nexec(A.same(x));'],
  ['a method of an object', 'const o = { same(a) { return a; } };\nexec(o.same(x));'],
  ['a field of another object', 'res.locals.a = x;\nexec(res.locals.a);'],
  ['a match', 'const m = x.match(/a(.*)/);\nexec(m[1]);'],
  ['exec of a pattern', 'const m = /a(.*)/.exec(x);\nexec(m[1]);'],
  ['lodash', "exec(_.get(req.query, 'x'));"],
  ['a chain of assignments', 'let a, b;\na = b = x;\nexec(b);'],
  ['an array taken apart with the rest', "const [a, ...b] = ['a', x];\nexec(b[0]);"],
  ['an object taken apart with the rest', 'const { y, ...b } = req.query;\nexec(b.x);'],
  ['spawn with a shell', 'cp.spawn(x, { shell: true });'],
  ['sh -c', "cp.spawn('sh', ['-c', x]);"],
  ['bind', 'const run = exec.bind(null);\nrun(x);'],
  ['a check of the length', 'if (x.length > 3) exec(x);'],
  ['a check that lets all through', 'if (/.*/.test(x)) exec(x);'],
  ['a check of a part', "if (x.includes('a')) exec(x);"],
  ['a check that changes nothing', "if (!['a'].includes(x)) log('bad');\nexec(x);"],
];

describe('a stranger’s value is carried through', () => {
  test.each(CARRIES)('%s', (_name, code) => {
    expect(found(withInput(code))).toContain(COMMAND);
  });
});

const LOSES: readonly Row[] = [
  ['another key', "const o = { a: x, b: 'b' };\nexec(o.b);"],
  ['a key that is replaced', "const o = { a: x };\no.a = 'a';\nexec(o.a);"],
  ['another key of a Map', "const m = new Map();\nm.set('a', x);\nm.set('b', 'b');\nexec(m.get('b'));"],
  ['another index', "const a = ['ls', x];\nexec(a[0]);"],
  [
    'a list that is shifted past it',
    "const a = [];\na.push('safe');\na.push(x);\na.push('safe');\na.shift();\nexec(a[1]);",
  ],
  ['an if that is never taken', "const n = 106;\nlet a;\nif (7 * 42 - n > 200) a = x;\nelse a = 'safe';\nexec(a);"],
  ['a ternary that never gives it', "const n = 106;\nexec(7 * 18 + n > 200 ? 'safe' : x);"],
  ['if (false)', 'if (false) exec(x);'],
  [
    'a switch that is never taken',
    "let a;\nswitch ('ABC'[1]) {\n  case 'A':\n    a = x;\n    break;\n  case 'B':\n    a = 'safe';\n    break;\n  default:\n    a = x;\n}\nexec(a);",
  ],
  ['a case of a switch', "switch (x) {\n  case 'a':\n  case 'b':\n    exec(x);\n    break;\n}"],
  ['Number', 'exec(`kill ${Number(x)}`);'],
  ['parseInt', 'exec(`kill ${parseInt(x, 10)}`);'],
  ['a unary plus', 'exec(`kill ${+x}`);'],
  ['arithmetic', 'exec(`kill ${x * 1}`);'],
  ['a length', 'exec(`kill ${x.length}`);'],
  ['a hash', "const crypto = require('crypto');\nexec(crypto.createHash('sha256').update(x).digest('hex'));"],
  ['a table', "const COMMANDS = { a: 'ls' };\nexec(COMMANDS[x]);"],
  ['a Map of one’s own', "const COMMANDS = new Map([['a', 'ls']]);\nexec(COMMANDS.get(x));"],
  ['an allow-list', "if (!['a', 'b'].includes(x)) return res.sendStatus(400);\nexec(x);"],
  ['an allow-list in a variable', "const ALLOWED = ['a', 'b'];\nif (ALLOWED.includes(x)) exec(x);"],
  [
    'a Set of what is allowed',
    "const ALLOWED = new Set(['a']);\nif (!ALLOWED.has(x)) throw new Error('no');\nexec(x);",
  ],
  ['indexOf', "if (['a'].indexOf(x) === -1) return;\nexec(x);"],
  ['some', "if (!['a', 'b'].some((a) => a === x)) return;\nexec(x);"],
  ['find in a list of one’s own', "const a = ['a', 'b'].find((b) => b === x);\nexec(a);"],
  ['equality', "if (x === 'a') exec(x);"],
  ['either of two', "if (x === 'a' || x === 'b') exec(x);"],
  ['a pattern of the whole', 'if (!/^[a-z]+$/.test(x)) return;\nexec(x);'],
  ['a match of the whole', 'if (!x.match(/^[\\w-]+$/)) throw new Error();\nexec(x);'],
  ['typeof', "if (typeof x !== 'number') return;\nexec(`kill ${x}`);"],
  ['isNaN', 'if (isNaN(x)) return;\nexec(`kill ${x}`);'],
  ['validator', "const validator = require('validator');\nif (!validator.isAlphanumeric(x)) return;\nexec(x);"],
  ['shell-quote', "const { quote } = require('shell-quote');\nexec(quote(['ls', x]));"],
  ['a list without a shell', "cp.execFile('ls', [x]);"],
  ['spawn without a shell', "cp.spawn('ls', [x]);"],
  ['replacing all but letters', "exec('ls ' + x.replace(/[^a-z0-9]/gi, ''));"],
  ['a helper that gives something else', "const h = (a) => 'ls';\nexec(h(x));"],
  [
    'a helper that checks',
    "function h(a) {\n  if (!['a'].includes(a)) throw new Error();\n  return a;\n}\nexec(h(x));",
  ],
  ['a helper that says whether', "const fine = (a) => ['a', 'b'].includes(a);\nif (!fine(x)) return;\nexec(x);"],
  [
    'another field of a class',
    "class A {\n  constructor(a) { this.a = a; this.b = 'ls'; }\n  run() { exec(this.b); }\n}\nnew A(x).run();",
  ],
  ['what replaces it', "let a = x;\na = 'ls';\nexec(a);"],
  ['code behind a return', 'return;\nexec(x);'],
  ['numbers in a list', "exec(x.split(',').map(Number).join(' '));"],
  ['numbers by a function', "exec(x.split(',').map((a) => parseInt(a, 10)).join(' '));"],
  [
    'a filter by what is allowed',
    "const ALLOWED = ['a'];\nexec(x.split(',').filter((a) => ALLOWED.includes(a)).join(' '));",
  ],
  ['delete', "const o = { a: x };\ndelete o.a;\nexec(o.a || 'ls');"],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs that are looked at

describe('a stranger’s value is lost in', () => {
  test.each(LOSES)('%s', (_name, code) => {
    expect(found(withInput(code))).not.toContain(COMMAND);
  });
});
