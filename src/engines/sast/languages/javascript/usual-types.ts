import type { Parameter } from '../../program.ts';

const RESPONSES = new Set(['res', 'response', 'resp', 'reply', 'h', '_res', 'responseToolkit', 'toolkit']);
/** How a parameter stands that `afterRequest` takes for a response: behind another one that is no error, or with a type. */
const RESPONSE = [
  `/(?<!\\b(?:err|error|e)\\s*),\\s*(?:@\\w+\\([^()]{0,80}\\)\\s*)?(?:${[...RESPONSES].join('|')})\\s*(?:[,:=?]|\\)\\s*(?:=>|\\{|:|\\/[*/]))/`,
  '/:\\s*(?:[\\w$]+\\.)?(?:Express)?(?:Response|NextApiResponse|FastifyReply|ServerResponse)\\b/',
];
/** As in a part of a program whose beginning is not shown: `usualNames` (lower.ts). */
const BARE_REQUEST = '/(?:^|[^\\w.$])req\\??\\.(?:params|query|body|headers|cookies|url|originalUrl|files?|get)\\b/';
const BARE_RESPONSE =
  '/(?:^|[^\\w.$])res\\.(?:send|json|redirect|write|end|render|status|cookie|setHeader|set|header|sendFile|download|writeHead)\\b/';
const JQUERY = ['/[^\\w.$][$]\\s*[(.]|^[$][(.]|\\bjQuery\\b/'];
/** By which names a type is presumed below; between two slashes by what the pattern finds. */
export const PRESUMED: Readonly<Record<string, readonly string[]>> = {
  'http.ServerResponse': [...RESPONSE, BARE_RESPONSE],
  'http.IncomingMessage': [...RESPONSE, BARE_REQUEST],
  jquery: JQUERY,
  'jquery()': JQUERY,
  jsonwebtoken: ['/(?:^|[^\\w.$])jwt\\s*\\./'],
  fs: ['/[\'"](?:graceful-fs|mz\\/fs)[\'"]/'],
  child_process: ['/[\'"](?:mz\\/child_process|child-process-promise)[\'"]/'],
  lodash: ['/[\'"]lodash-es\\b/'],
  'hono.Context': ['/\\bc\\.req\\b|\\bc\\s*(?:,\\s*next\\s*)?\\)?\\s*=>/'],
  'koa.Context': ['/\\bctx\\s*=>|\\(\\s*ctx\\s*(?:[,=][^;]{0,300}?)?\\)\\s*(?:=>|\\{|:)/'],
  'socket.io.Socket': ['/["\']connect(?:ion)?["\']/', '/\\b(?:socket|ws|sock)\\s*(?:=>|,|\\)\\s*(?:=>|\\{|:))/'],
  'aws-lambda.Event': [
    '/[hH]andler\\b[^;{}]{0,200}\\bevent\\b/',
    '/\\(\\s*event\\s*(?::[^,()]{1,80})?,\\s*_?(?:context|ctx|callback)\\b/',
  ],
  'next.PageProperties': ['searchParams'],
  'next.ActionArgument': ['/["\']use server["\']/'],
  'adonis.HttpContext': [`/\\{[^{}]{0,200}\\brequest\\b[^{}]{0,200}\\}/`],
  'react-router.LoaderArguments': [
    '/\\b(?:loader|action|load|clientLoader|GET|POST|PUT|PATCH|DELETE)\\b[^;{}]{0,200}\\{[^}]{0,400}\\b(?:request|params)\\b/',
  ],
  'graphql.Arguments': ['/\\b(?:_?parent|_?root|rootValue|obj|__?)\\s*(?::[^,()]{0,100})?,\\s*(?:_?args\\b|\\{)/'],
};
/** By which parameter alone a type is presumed: what is taken of it stands beside its name, or it gets another one. */
export const PRESUMED_NAMES: Readonly<Record<string, string>> = { 'koa.Context': 'ctx', 'hono.Context': 'c' };
/** Written types of responses; those of TypeScript's own `fetch` have none of the methods that matter. */
const RESPONSE_TYPE = /(?:^|\.)(?:Express)?(?:Response|NextApiResponse|FastifyReply|ServerResponse)$/;
const LAMBDA = /^(?:lambda)?[hH]andler$/;
const HONO = 'hono.Context';
const LAMBDA_CONTEXT = /^_?(?:context|ctx|callback)$/;
const FASTIFY = 'http.ServerResponse.fastify';
const ERRORS = new Set(['err', 'error', 'e']);

/**
 * Handlers of Express, connect, Next.js, Fastify and node's own `http` take request and response in this order, in JavaScript without types:
 * the parameter that is called `res`, and the one before it, get node's types, which those of the frameworks extend
 * (https://nodejs.org/api/http.html#event-request). Koa calls its one parameter `ctx` (https://koajs.com/#context).
 */
export function withUsualTypes(parameters: readonly Parameter[], name?: string): readonly Parameter[] {
  const [first, ...rest] = parameters.map((parameter) =>
    parameter.type === undefined ? withOwnName(parameter) : parameter,
  );
  const type = first && firstType(first, rest, name);
  if (first !== undefined && type !== undefined) return [typed(first, type), ...rest];
  if (isResolver(parameters)) {
    return parameters.map((parameter, index) => (index === 1 ? typed(parameter, 'graphql.Arguments') : parameter));
  }
  const known = [...(first === undefined ? [] : [first]), ...rest].map((parameter) =>
    RESPONSE_TYPE.test(parameter.type ?? '') ? typed(parameter, responseType(parameter)) : parameter,
  );
  return afterRequest(known);
}

/** jQuery's plugins call it `$` whatever the page does; AngularJS gives its services by their names (https://docs.angularjs.org/guide/di). */
function withOwnName(parameter: Parameter): Parameter {
  const name = nameOf(parameter) ?? '';
  if (name === '$') return typed(parameter, 'jquery');
  return /^[$][a-z]\w+$/.test(name) ? typed(parameter, name) : parameter;
}

/** A client of https://socket.io/docs/v4/, of https://github.com/websockets/ws or of node's `net`. */
const SOCKETS = new Set(['ws', 'sock']);

/** What the first parameter of a function is, by its name and its neighbours. */
function firstType(first: Parameter, rest: readonly Parameter[], name: string | undefined): string | undefined {
  const own = nameOf(first) ?? '';
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  const next = rest[0] === undefined ? '' : (nameOf(rest[0]) ?? '');
  if (own === 'event' && ((name !== undefined && LAMBDA.test(name)) || LAMBDA_CONTEXT.test(next)))
    return 'aws-lambda.Event';
  const part = partType(first, name);
  if (part !== undefined || first.type !== undefined) return part;
  if (own === 'ctx') return 'koa.Context';
  // https://hono.dev/docs/api/context
  if (own === 'c' && (rest.length === 0 || next === 'next')) return HONO;
  return (own === 'socket' && rest.length === 0) || SOCKETS.has(own) ? 'socket.io.Socket' : undefined;
}

const ADONIS = ['response', 'auth', 'session', 'view', 'inertia'];
const LOADER = /^(?:loader|action|load|clientLoader|GET|POST|PUT|PATCH|DELETE)$/;

/** Frameworks that give one object, which functions take apart at once: pages of Next.js, loaders of React Router and SvelteKit. */
function partType({ target }: Parameter, name: string | undefined): string | undefined {
  if (target.kind !== 'pattern') return undefined;
  const properties = new Set(target.parts.map(({ property }) => property));
  if (properties.has('searchParams')) return 'next.PageProperties';
  // https://docs.adonisjs.com/guides/concepts/http-context
  if (properties.has('request') && ADONIS.some((property) => properties.has(property))) return 'adonis.HttpContext';
  const isLoader = name !== undefined && LOADER.test(name);
  return isLoader && (properties.has('request') || properties.has('params'))
    ? 'react-router.LoaderArguments'
    : undefined;
}

/** The first parameter has this type, unless it has one that is written or that only few have. */
export function withFirst([first, ...rest]: readonly Parameter[], type: string): readonly Parameter[] {
  return first === undefined
    ? []
    : [first.type === undefined || first.type === HONO ? typed(first, type) : first, ...rest];
}

/** What anybody may call from a browser: https://nextjs.org/docs/app/api-reference/directives/use-server */
export function asServerAction(parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.map((parameter) => typed(parameter, 'next.ActionArgument'));
}

const PARENTS = new Set(['parent', '_parent', 'root', '_root', 'rootValue']);
const CONTEXTS = new Set(['context', 'ctx', '_context', '_ctx']);

/** A resolver of GraphQL: parent, arguments, context (https://graphql.org/learn/execution/). */
function isResolver([parent, given, context]: readonly Parameter[]): boolean {
  if (parent === undefined || given === undefined) return false;
  const isNamed = nameOf(given) === 'args' || nameOf(given) === '_args' || given.target.kind === 'pattern';
  const parentName = nameOf(parent) ?? '';
  const isPlain = parentName === '_' || parentName === '__' || parentName === 'obj';
  return (
    isNamed && (PARENTS.has(parentName) || (isPlain && context !== undefined && CONTEXTS.has(nameOf(context) ?? '')))
  );
}

/** How requests are called. A name of one or two letters may be one too. */
const REQUEST = /^_*(?:\w*req(?:uest)?|\w{0,2}|msg|message|incoming|input)$/i;

/** The response is what follows the request. */
function afterRequest(parameters: readonly Parameter[]): readonly Parameter[] {
  const at = parameters.findIndex((parameter) => RESPONSES.has(nameOf(parameter) ?? ''));
  const request = parameters[at - 1];
  if (request === undefined || ERRORS.has(nameOf(request) ?? '')) return parameters;
  // `function send(file, res)`: a helper, which is given something of the request.
  const isRequest = request.type !== undefined || REQUEST.test(nameOf(request) ?? 'req');
  return parameters.map((parameter, index) => {
    if (index === at) return typed(parameter, responseType(parameter));
    return parameter === request && isRequest && parameter.type === undefined
      ? typed(parameter, 'http.IncomingMessage')
      : parameter;
  });
}

/** Fastify sends texts as plain text, and hapi's toolkit has methods of its own: they are told apart below node's type. */
function responseType(parameter: Parameter): string {
  const name = nameOf(parameter);
  if (name === 'h') return 'http.ServerResponse.hapi';
  const isFastify = name === 'reply' || /FastifyReply$/.test(parameter.type ?? '') || parameter.type === FASTIFY;
  return isFastify ? FASTIFY : 'http.ServerResponse';
}

function nameOf({ target }: Parameter): string | undefined {
  return target.kind === 'variable' ? target.name : undefined;
}

function typed(parameter: Parameter, type: string): Parameter {
  const { target } = parameter;
  return { ...parameter, type, target: target.kind === 'variable' ? { ...target, type } : target };
}
