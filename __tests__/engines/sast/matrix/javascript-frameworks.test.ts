import { describe, expect, test } from '@jest/globals';
import { javascript } from '../../../../src/engines/sast/languages/javascript/javascript.ts';
import { ruleFinder } from './found-rules.ts';

const found = await ruleFinder(javascript, 'app.ts');

type Row = readonly [name: string, code: string];

const EXEC = "import { exec } from 'child_process';\n";

/** Programs of frameworks that end in `exec(…)` of what a stranger sends. */
const SOURCES: readonly Row[] = [
  ['Express’ request in a variable with a type', 'const r: Request = next();\nexec(r.params.a);'],
  [
    'Express’ request in a field',
    "import { Request } from 'express';\nclass A { constructor(private r: Request) {}\n run() { exec(this.r.body.a); } }",
  ],
  ['a part of a program without its beginning', 'exec(req.query.a);'],
  [
    'a response before which the request is taken apart',
    'export function f({ params }: Request, res: Response) { exec(params.a); }',
  ],
  [
    'Fastify with a type',
    "import type { FastifyRequest } from 'fastify';\nexport async function f(r: FastifyRequest) { exec((r.body as any).a); }",
  ],
  [
    'Fastify’s uploaded file',
    "fastify.post('/', async (req, reply) => { const data = await req.file(); exec(data.filename); });",
  ],
  ['Hapi with its toolkit', 'export const f = { handler(request, responseToolkit) { exec(request.query.a); } };'],
  ['Koa’s headers', "router.get('/', (ctx) => { exec(ctx.headers['a']); });"],
  ['Hono’s query', "app.get('/', (c) => { exec(c.req.query('a')); });"],
  ['Hono’s parameter', "app.get('/:a', async (c) => { exec(c.req.param('a')); return c.text('a'); });"],
  ['Hono’s body', "app.post('/', async (c, next) => { const { a } = await c.req.json(); exec(a); });"],
  [
    'Hono with a type',
    "import type { Context } from 'hono';\nexport const f = async (x: Context) => { exec(x.req.query('a')); };",
  ],
  [
    'AdonisJS',
    "export default class A { async store({ request, response }: HttpContext) { exec(request.input('a')); } }",
  ],
  [
    'NestJS’ request by its decorator',
    "import { Get, Req } from '@nestjs/common';\nclass A { @Get() f(@Req() r: Express) { exec(r.query.a); } }",
  ],
  [
    'NestJS’ upload',
    "import { Post, UploadedFile } from '@nestjs/common';\nclass A { @Post() f(@UploadedFile() file) { exec(file.originalname); } }",
  ],
  [
    'NestJS’ messages',
    "import { MessageBody, SubscribeMessage } from '@nestjs/websockets';\nclass A { @SubscribeMessage('a') f(@MessageBody() m: any) { exec(m.b); } }",
  ],
  [
    'NestJS’ microservices',
    "import { MessagePattern, Payload } from '@nestjs/microservices';\nclass A { @MessagePattern('a') f(@Payload() m: any) { exec(m.b); } }",
  ],
  [
    'routing-controllers',
    "import { Get, QueryParam } from 'routing-controllers';\nclass A { @Get('/') f(@QueryParam('a') a: string) { exec(a); } }",
  ],
  ['tsoa', "import { Body, Post } from 'tsoa';\nclass A { @Post() f(@Body() a: Dto) { exec(a.b); } }"],
  ['Ts.ED', "import { BodyParams } from '@tsed/platform-params';\nclass A { f(@BodyParams() a: any) { exec(a.b); } }"],
  [
    'inversify',
    "import { requestParam } from 'inversify-express-utils';\nclass A { f(@requestParam('a') a: string) { exec(a); } }",
  ],
  ['LoopBack', "import { requestBody } from '@loopback/rest';\nclass A { f(@requestBody() a: any) { exec(a.b); } }"],
  ['tRPC', 'export const r = router({ a: procedure.input(z.any()).query(({ input }) => { exec(input.b); }) });'],
  [
    'a mutation of tRPC',
    'export const r = router({ a: procedure.mutation(async ({ input, ctx }) => { exec(input); }) });',
  ],
  [
    'a callable function of Firebase',
    "const functions = require('firebase-functions');\nexports.f = functions.https.onCall((data, context) => { exec(data.a); });",
  ],
  ['a method of Meteor', "import { Meteor } from 'meteor/meteor';\nMeteor.methods({ run(a) { exec(a); } });"],
  [
    'a server action of a file',
    "'use server';\nimport { exec } from 'child_process';\nexport async function save(data: FormData) { exec(data.get('a') as string); }",
  ],
  [
    'a server action of a component',
    "export default function P() { async function save(data: FormData) { 'use server'; exec(String(data.get('a'))); }\n return save; }",
  ],
  [
    'a page of Next.js',
    'export default async function P({ searchParams }) { const { a } = await searchParams; exec(a); }',
  ],
  ['a loader of Remix', 'export async function loader({ request, params }) { exec(params.a); }'],
  [
    'an action of Remix',
    "export const action = async ({ request }) => { const f = await request.formData(); exec(f.get('a')); };",
  ],
  [
    'an event of h3',
    "import { getQuery, defineEventHandler } from 'h3';\nexport default defineEventHandler((event) => { exec(getQuery(event).a); });",
  ],
  [
    'a body of Nuxt without imports',
    'export default defineEventHandler(async (event) => { const body = await readBody(event); exec(body.a); });',
  ],
  ['a function of AWS Lambda of any name', 'module.exports.create = async (event, context) => { exec(event.body); };'],
  ['a record of an event', 'exports.handler = async (event) => { for (const r of event.Records) exec(r.body); };'],
  ['a function of Azure', 'module.exports = async function (context, req) { exec(req.query.a); };'],
  ['a message of ws', "wss.on('connection', (ws, req) => { ws.on('message', (m) => { exec(m.toString()); }); });"],
  [
    'any argument of a message of socket.io',
    "io.on('connection', (socket) => { socket.on('a', (b, c) => { exec(c); }); });",
  ],
  ['fields of a form', 'form.parse(req, (err, fields, files) => { exec(fields.a); });'],
  ['the name of an uploaded file', 'form.parse(req, (err, fields, files) => { exec(files.a.originalFilename); });'],
  ['busboy', "bb.on('file', (name, file, info) => { exec(info.filename); });"],
  ['Sails', 'module.exports = { run(req, res) { exec(req.allParams().a); } };'],
  ['what signs in', 'passport.use(new LocalStrategy((username, password, done) => { exec(username); }));'],
  ['a client of any name', "io.on('connection', (client) => { client.on('a', (d) => { exec(d); }); });"],
  [
    'a body piece by piece',
    'http.createServer(async (req, res) => { for await (const c of req) exec(c.toString()); });',
  ],
  [
    'what is exported the old way of TypeScript',
    'export = function f() { return (req: Request, res: Response) => { exec(req.body.a); }; }',
  ],
  [
    'a helper that is given a value and the response',
    'app.get("/", (req, res) => { go(req.query.a, res); });\nfunction go(file, res) { exec(file); }',
  ],
  [
    'an address that is taken apart',
    "http.createServer((req, res) => { const { searchParams } = new URL(req.url, 'http://a'); exec(searchParams.get('a')); });",
  ],
  [
    'node’s body, whatever its pieces are called',
    "http.createServer((req, res) => { let b = ''; req.on('data', (c) => { b += c; }); req.on('end', () => { exec(b); }); });",
  ],
  ['a value that is cut', 'app.get("/", (req, res) => { exec(text.truncate(req.query.a, 60)); });'],
  [
    'a GraphQL decorator',
    "import { Args, Query } from '@nestjs/graphql';\nclass A { @Query() f(@Args('a') a: string) { exec(a); } }",
  ],
];

describe('a stranger’s value comes in through', () => {
  test.each(SOURCES)('%s', (_name, code) => {
    expect(found(code.includes("from 'child_process'") ? code : `${EXEC}${code}\n`)).toContain(
      'javascript-command-injection',
    );
  });
});

const HTML = 'javascript-dom-xss';

/** Scripts of pages that end in `innerHTML` of what a link or another page says. */
const PAGES: readonly Row[] = [
  [
    'a parameter that a pattern finds',
    "function param(n) { const m = new RegExp('[?&]' + n + '=([^&]*)').exec(location.search); return m && m[1]; }\nel.innerHTML = param('a');",
  ],
  ['the fragment, taken apart', 'const { hash } = window.location;\nel.innerHTML = hash;'],
  ['a message by its property', 'window.onmessage = function (m) { el.innerHTML = m.data; };'],
  ['the fragment', 'el.innerHTML = location.hash;'],
  ['a parameter of the address', "const p = new URLSearchParams(window.location.search);\nel.innerHTML = p.get('a');"],
  ['the referrer', 'el.innerHTML = document.referrer;'],
  ['a message, whatever its name', "window.addEventListener('message', (m) => { el.innerHTML = m.data; });"],
  ['a message that is taken apart', "window.addEventListener('message', ({ data }) => { el.innerHTML = data.html; });"],
  ['a handler by its name', "function on(x) { el.innerHTML = x.data; }\naddEventListener('message', on);"],
  ['the state of the history', 'el.innerHTML = history.state.html;'],
  [
    'React Router',
    "import { useParams } from 'react-router-dom';\nfunction A() { const { id } = useParams(); el.innerHTML = id; }",
  ],
  [
    'React Router’s place',
    "import { useLocation } from 'react-router-dom';\nfunction A() { const l = useLocation(); el.innerHTML = l.search; }",
  ],
  ['properties of a route', 'function A(props) { el.innerHTML = props.location.search; }'],
  ['parameters of a match', 'function A(props) { el.innerHTML = props.match.params.id; }'],
  [
    'Next.js’ router',
    "import { useRouter } from 'next/router';\nfunction A() { const { query } = useRouter(); el.innerHTML = query.a; }",
  ],
  [
    'Next.js’ navigation',
    "import { useSearchParams } from 'next/navigation';\nfunction A() { el.innerHTML = useSearchParams().get('a'); }",
  ],
  ['Vue’s router', "import { useRoute } from 'vue-router';\nconst route = useRoute();\nel.innerHTML = route.query.a;"],
  ['Vue’s options', 'export default { mounted() { el.innerHTML = this.$route.query.a; } };'],
  [
    'a snapshot of Angular’s route',
    "import { ActivatedRoute } from '@angular/router';\nclass A { constructor(private route: ActivatedRoute) {}\n f() { el.innerHTML = this.route.snapshot.queryParams['a']; } }",
  ],
  [
    'parameters of Angular’s route',
    "import { ActivatedRoute } from '@angular/router';\nclass A { constructor(private route: ActivatedRoute) {}\n f() { this.route.queryParams.subscribe((p) => { el.innerHTML = p['a']; }); } }",
  ],
  ['AngularJS’ address', "app.controller('A', function ($scope, $location) { el.innerHTML = $location.search().a; });"],
];

describe('a page takes from outside', () => {
  test.each(PAGES)('%s', (_name, code) => {
    expect(found(`${code}\n`)).toContain(HTML);
  });
});

const HARMLESS: readonly Row[] = [
  ['a parameter called c', 'list.map((c) => { exec(c.name); });'],
  ['a function called like a method of Hono', 'const a = rows.filter((c) => c.req);\nexec(String(a.length));'],
  ['an event of the page', "button.addEventListener('click', (e) => { el.innerHTML = e.target.id; });"],
  ['a location on a map', 'function f(place) { el.innerHTML = place.location.lat; }'],
  ['a variable that is called like a library', 'function f(jwt) { exec(jwt.name); }'],
  ['a session in a request with a type', 'export function f(r: Request, res: Response) { exec(r.session.a); }'],
  ['a body that was replaced', "app.post('/', (req, res) => { req.body = schema.parse(other);\n exec(req.body.a); });"],
];

describe('nothing of a stranger is in', () => {
  test.each(HARMLESS)('%s', (_name, code) => {
    const rules = found(`${EXEC}${code}\n`);
    expect(rules.filter((rule) => rule === HTML || rule === 'javascript-command-injection')).toEqual([]);
  });
});
