import { describe, expect, test } from '@jest/globals';
import { createSastEngine } from '../../../../../src/engines/sast/engine.ts';
import { javascript } from '../../../../../src/engines/sast/languages/javascript/javascript.ts';
import { packagedAssets } from '../../../../support/assets.ts';

const engine = createSastEngine(packagedAssets, [javascript]);
await engine.prepare?.(['a.js', 'a.ts', 'a.tsx']);

function reported(text: string, path = 'app.ts'): readonly string[] {
  return engine.scan(path, Buffer.from(text)).results.map(({ rule, claims }) => `${claims.rule} ${rule.id}`);
}

describe('what comes from outside', () => {
  test.each([
    ['Express', "app.get('/', (req, res) => { eval(req.query.a) })"],
    [
      'Express with other names',
      "app.get('/', (_, res) => {}); app.post('/', (request, response) => { eval(request.body) })",
    ],
    ['Express with destructuring', 'exports.a = ({ body }, res) => { eval(body.a) }'],
    ['Express, taken apart in the function', 'const a = (req, res) => { const { body: { x } } = req; eval(x) }'],
    ['Express, with types', "import { Request } from 'express'; function a(r: Request) { eval(r.params.a) }"],
    ['Koa', 'router.get("/", async (ctx) => { eval(ctx.request.body.a) })'],
    ['Fastify', 'fastify.get("/", async (request, reply) => { eval(request.query.a) })'],
    ['hapi', 'server.route({ handler: (request, h) => { eval(request.payload.a) } })'],
    [
      'Next.js pages',
      "import type { NextApiRequest } from 'next'; export default (q: NextApiRequest, res) => eval(q.body)",
    ],
    [
      'Next.js routes',
      'export async function POST(request: Request) { const { code } = await request.json(); eval(code) }',
    ],
    ['Next.js pages with a query', 'export default function Page({ searchParams }) { eval(searchParams.a) }'],
    ['Nest', "import { Query } from '@nestjs/common'; class A { @Get() a(@Query('x') x: string) { return eval(x) } }"],
    ['React Router', 'export async function action({ request, params }) { eval(params.id) }'],
    ["Express' methods", "export const a = (req, res) => { eval(req.get('x-code')) }"],
    ['node', 'http.createServer((req, res) => { eval(url.parse(req.url, true).query.a) })'],
    ['GraphQL', 'const resolvers = { Query: { a: (parent, args) => eval(args.a) } }'],
    ['AWS Lambda', 'export const handler = async (event) => { eval(event.body) }'],
    ['socket.io', "io.on('connection', (socket) => { socket.on('run', (code) => { eval(code) }) })"],
    ['an element of a loop', 'const a = (req, res) => { for (const x of req.body.list) eval(x) }'],
    ['an array and back', "const a = (req, res) => { const l = []; l.push(req.body.a); eval(l.join(';')) }"],
    ['a callback', 'const a = (req, res) => { req.body.list.forEach((x) => eval(x)) }'],
    ['a cast and an assertion', 'const a = (req, res) => { eval((req.body as any).x!) }'],
    ['the second of two', "const a = (req, res) => { eval(req.body.a || '1') }"],
  ])('is known of %s', (_name, text) => {
    expect(reported(text)).toContain('critical javascript-code-injection');
  });

  test.each([
    ['a number', 'const a = (req, res) => { eval(`f(${Number(req.query.a)})`) }'],
    ['one of a list', "const a = (req, res) => { if (['x', 'y'].includes(req.query.a)) eval(req.query.a) }"],
    ['one that is looked up', 'const a = (req, res) => { eval(CODES[req.query.a]) }'],
    ['a length', 'const a = (req, res) => { eval(`f(${req.body.list.length})`) }'],
    ['the session', 'const a = (req, res) => { eval(req.session.code) }'],
    ['a comparison', "const a = (req, res) => { eval(req.query.a === 'x') }"],
  ])('is no longer in %s', (_name, text) => {
    expect(reported(text)).not.toContain('critical javascript-code-injection');
  });

  test('what a function is called with counts little', () => {
    expect(reported('export function run(code) { eval(code) }')).toEqual(['low javascript-code-injection']);
  });
});

describe('checks in code', () => {
  test.each([
    ['javascript-mass-assignment', 'const a = (req, res) => { new User(req.body) }', 1],
    ['javascript-mass-assignment', 'const a = (req, res) => { new URLSearchParams(req.query) }', 0],
    ['javascript-mass-assignment', 'const a = (req, res) => { new ValidationError(req.body) }', 0],
    ['javascript-mass-assignment', 'const a = async (ctx) => { User.create(ctx.request.body) }', 1],
    ['javascript-mass-assignment', 'const a = (req) => { const b = req.body; if (b) User.update(b) }', 1],
    ['javascript-mass-assignment', 'const b = req.body; const a = (x) => { const b = x.y; User.create(b) }', 0],
    ['javascript-mass-assignment', "const a = (req) => { crypto.createHash('sha256').update(req.body) }", 0],
    ['javascript-tls-off', 'f({ a: { rejectUnauthorized: false } })', 1],
    ['javascript-tls-off', 'const verify = false; f({ rejectUnauthorized: verify })', 1],
    ['javascript-tls-off', 'const { rejectUnauthorized = false } = options', 0],
    ['javascript-old-tls', "f({ maxVersion: 'TLSv1.1' })", 1],
    ['javascript-old-tls', "const minVersion = '1.0'", 0],
    ['javascript-insecure-random', 'const sessionId = () => Math.random()', 0],
    ['javascript-insecure-random', 'this.sessionId = `s${Math.random()}`', 1],
    ['javascript-insecure-random', 'function makePassword() { return Math.random().toString(36) }', 1],
    ['javascript-insecure-random', 'function getTokenizer() { return Math.random() }', 0],
    ['javascript-weak-key', "import { genSalt } from 'bcryptjs'; genSalt(8)", 1],
    ['javascript-weak-key', "import { pbkdf2 } from 'crypto'; const N = 5000; pbkdf2(p, s, N, 32, 'sha512', f)", 1],
    ['javascript-message-without-origin', "window.addEventListener('message', on); function on(e) { use(e.data) }", 1],
    ['javascript-message-without-origin', "addEventListener('message', (e) => check(e))", 0],
    ['javascript-message-without-origin', "addEventListener('message', (e) => { if (e.source !== parent) return })", 0],
    ['javascript-message-without-origin', "addEventListener('click', (e) => use(e.data))", 0],
    ['javascript-error-details', "import e from 'errorhandler'; if (app.get('env') === 'development') app.use(e())", 0],
    [
      'javascript-timing-comparison',
      "import c from 'crypto'; const h = c.createHmac('a', k).digest('hex'); h === x",
      1,
    ],
    [
      'javascript-timing-comparison',
      "import c from 'crypto'; const h = c.createHmac('a', k).digest('hex'); h === ''",
      0,
    ],
    ['javascript-slow-regex', 'const s = "(a+)+$"; new RegExp(s).test(x)', 1],
    ['javascript-slow-regex', 'new RegExp(s + "(a+)+$")', 0],
    [
      'javascript-unguarded-merge',
      'const m = { merge(a, b) { for (const k in b) { this.merge(a[k], b[k]); a[k] = b[k] } } }',
      1,
    ],
    [
      'javascript-unguarded-merge',
      'function m(a, b) { for (const k in b) if (Object.hasOwn(a, k)) { m(a[k], b[k]); a[k] = 1 } }',
      0,
    ],
  ])('%s: %s is reported %d times', (id, text, times) => {
    expect(reported(text).filter((one) => one.endsWith(` ${id}`))).toHaveLength(times);
  });

  test.each([
    ["import jwt from 'jsonwebtoken'; jwt.sign(p, 'abc')", ['javascript-hard-coded-secret']],
    ["import jwt from 'jsonwebtoken'; jwt.sign(p, process.env.KEY)", []],
    ["import mongoose from 'mongoose'; mongoose.connect('mongodb://u:p4ss@db/x')", ['javascript-hard-coded-password']],
    ["import mongoose from 'mongoose'; mongoose.connect('mongodb://localhost/x')", []],
    ["import mongoose from 'mongoose'; mongoose.connect('mongodb://u:<password>@db/x')", []],
    ["import { createClient } from 'redis'; createClient({ password: 'p4ss' })", ['javascript-hard-coded-password']],
  ])('credentials in %s', (text, ids) => {
    const { results } = engine.scan('app.ts', Buffer.from(text));
    expect(results.map(({ rule }) => rule.id)).toEqual(ids);
    expect(JSON.stringify(results)).not.toMatch(/p4ss/);
  });
});

describe('files that are no code', () => {
  test.each(['types.d.ts', 'types.d.mts', 'README.md', 'package.json', 'a.js.map'])('%s has no grammar', (path) => {
    expect(javascript.grammarOf(path)).toBeUndefined();
  });

  test.each([
    ['a.js', 'javascript'],
    ['a.jsx', 'javascript'],
    ['a.cjs', 'javascript'],
    ['a.mts', 'typescript'],
    ['a.tsx', 'tsx'],
  ])('%s is read as %s', (path, grammar) => {
    expect(javascript.grammarOf(path)).toBe(grammar);
  });
});
