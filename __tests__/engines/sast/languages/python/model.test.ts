import { describe, expect, test } from '@jest/globals';
import { createSastEngine } from '../../../../../src/engines/sast/engine.ts';
import { python } from '../../../../../src/engines/sast/languages/python/python.ts';
import { packagedAssets } from '../../../../support/assets.ts';

const engine = createSastEngine(packagedAssets, [python]);
await engine.prepare?.(['app.py']);

/** Rules with their severities, in order of place. */
function found(text: string): readonly string[] {
  return engine
    .scan('app.py', Buffer.from(text))
    .results.map(({ rule, claims }) => `${rule.id} ${'rule' in claims ? claims.rule : ''}`);
}

const INJECTION = 'python-command-injection critical';

describe('values from outside', () => {
  test.each([
    ['Flask by its module', 'import flask, os\nos.system(flask.request.form["a"])'],
    ['Flask under another name', 'from flask import request as r\nimport os\nos.system(r.cookies.get("a"))'],
    ['Flask with everything imported', 'from flask import *\nfrom os import *\nsystem(request.args["a"])'],
    [
      'Flask’s JSON',
      'import os\nfrom flask import request\ndata = request.get_json(force=True)\nos.system(data["a"]["b"])',
    ],
    [
      'part of a path',
      'import os\nfrom flask import Flask\napp = Flask("a")\n@app.get("/<name>")\ndef f(name):\n  os.system(name)',
    ],
    ['a Django view', 'import os\ndef view(request, pk):\n  os.system(request.POST.get("a", "b"))'],
    ['a view of a class', 'import os\nclass A(View):\n  def get(self, request):\n    os.system(self.request.GET["a"])'],
    ['a REST view', 'import os\nclass A(APIView):\n  def post(self, request):\n    os.system(request.data["a"])'],
    [
      'a typed request',
      'import os\nfrom starlette.requests import Request\nasync def f(r: Request):\n  os.system(r.query_params["a"])',
    ],
    [
      'a body that is awaited',
      'import os\nasync def f(request):\n  data = await request.json()\n  os.system(data["a"])',
    ],
    [
      'a route’s parameter',
      'import os\nfrom fastapi import APIRouter\nr = APIRouter()\n@r.get("/")\ndef f(a: str):\n  os.system(a)',
    ],
    ['a form’s parameter', 'import os\nfrom fastapi import Form\ndef f(a: str = Form()):\n  os.system(a)'],
    [
      'an annotated parameter',
      'import os\nfrom fastapi import Body\ndef f(a: Annotated[str | None, Body(embed=True)]):\n  os.system(a)',
    ],
    [
      'a body with a type',
      'import os\nfrom fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Item(BaseModel):\n  name: str\n@app.post("/")\ndef f(item: Item):\n  os.system(item.name)',
    ],
    [
      'Tornado',
      'import os, tornado.web\nclass A(tornado.web.RequestHandler):\n  def get(self):\n    os.system(self.get_argument("a"))',
    ],
    ['Bottle', 'import os\nfrom bottle import request\nos.system(request.query.a)'],
    [
      'an event of AWS Lambda',
      'import json, os\ndef lambda_handler(event, context):\n  os.system(json.loads(event["body"])["a"])',
    ],
    [
      'the library’s own server',
      'import os\nfrom http.server import BaseHTTPRequestHandler\nclass A(BaseHTTPRequestHandler):\n  def do_GET(self):\n    os.system(self.path.split("/")[1])',
    ],
    ['a socket', 'import os, socket\ns = socket.socket()\nos.system(s.recv(10).decode())'],
  ])('are known: %s', (_name, text) => {
    expect(found(text)).toContain(INJECTION);
  });

  test.each([
    [
      'a number of a route',
      'import os\nfrom flask import Flask\napp = Flask("a")\n@app.get("/<int:n>")\ndef f(n):\n  os.system(f"kill {n}")',
    ],
    [
      'a number of FastAPI',
      'import os\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\ndef f(n: int):\n  os.system(f"kill {n}")',
    ],
    [
      'a dependency',
      'import os\nfrom fastapi import Depends, FastAPI\napp = FastAPI()\n@app.get("/")\ndef f(settings: Settings = Depends(load)):\n  os.system(settings.command)',
    ],
    [
      'what the framework says of a request',
      'import os\ndef view(request):\n  os.system(f"echo {request.method} {request.user.id}")',
    ],
    ['a response of a client', 'import os, requests\nos.system(str(requests.get("https://example.com").status_code))'],
    ['another thing that is called request', 'import os\ndef f(self):\n  request = build()\n  os.system(request.args)'],
  ])('are not: %s', (_name, text) => {
    expect(found(text)).not.toContain(INJECTION);
  });
});

describe('ways of a value', () => {
  const through = (code: string) => `import os, re, shlex\nfrom flask import request\nx = request.args["x"]\n${code}\n`;
  test.each([
    ['formatting', 'os.system("a %s %d" % (x, 1))'],
    ['a join of a list', 'os.system(" ".join(["a", x]))'],
    ['a list that grows', 'parts = []\nparts.append(x)\nos.system(" ".join(parts))'],
    ['a dictionary', 'd = {"k": x}\nos.system(d["k"])'],
    ['a comprehension', 'os.system(" ".join(p.strip() for p in x.split(",")))'],
    ['a walrus', 'if (y := x.strip()):\n  os.system(y)'],
    ['a loop', 'for part in x.split():\n  os.system(part)'],
    ['a `with`', 'with wrap(x) as y:\n  os.system(y)'],
    ['a `match`', 'match x.split():\n  case [name, *rest]:\n    os.system(name)'],
    ['either of two', 'os.system(x or "b")'],
    ['`try`', 'try:\n  y = x\nexcept KeyError:\n  y = "b"\nos.system(y)'],
    ['a lambda', 'run = lambda c: os.system(c)\nrun(x)'],
    [
      'a field',
      'class Job:\n  def load(self):\n    self.c = request.args["c"]\n  def run(self):\n    os.system(self.c)',
    ],
  ])('are followed through %s', (_name, code) => {
    expect(found(through(code))).toContain(INJECTION);
  });

  test.each([
    ['a number in a comprehension', 'os.system(" ".join(str(int(p)) for p in x.split()))'],
    ['a quoted value', 'os.system("a " + shlex.quote(x))'],
    ['another key', 'd = {"k": x, "l": "b"}\nos.system(d["l"])'],
    ['a value of a list', 'if x in ["a", "b"]:\n  os.system(x)'],
    ['a value that is refused', 'if not re.fullmatch(r"[a-z]+", x):\n  raise ValueError\nos.system(x)'],
    ['a value that is asserted', 'assert x in ("a", "b")\nos.system(x)'],
    ['what replaces it', 'x = "ls"\nos.system(x)'],
    ['a number’s format', 'os.system(f"a {x:d}")'],
  ])('end in %s', (_name, code) => {
    expect(found(through(code))).not.toContain(INJECTION);
  });
});

test('a weakness is said once, by what shows the way', () => {
  const text = 'import os\nfrom flask import request\nos.system("a " + request.args["x"])\n';
  expect(found(text)).toEqual([INJECTION]);
});

test.each([
  ['a word', 'word', 'low'],
  ['a value that looks random', ['kX9', 'vPl2', 'qWz7'].join('-'), 'high'],
])('the password of a database is as bad as it looks: %s', (_name, value, severity) => {
  const text = `import psycopg2\npsycopg2.connect(host="db.example.com", password="${value}")\n`;
  const { results } = engine.scan('app.py', Buffer.from(text));
  expect(results.map(({ rule, claims, sensitive }) => [rule.id, claims, sensitive])).toEqual([
    ['python-hard-coded-credential', { rule: severity }, true],
  ]);
});

test.each([
  ['after an equals sign', `"SELECT a FROM b WHERE c = '%s'" % x`, 'medium'],
  ['the name of a table', 'f"SELECT a FROM {x}"', 'low'],
])('SQL that is put together is as bad as its place: %s', (_name, query, severity) => {
  expect(found(`def f(cursor, x):\n  cursor.execute(${query})\n`)).toEqual([`python-sql-built ${severity}`]);
});
