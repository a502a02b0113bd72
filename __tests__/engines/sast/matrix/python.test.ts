import { describe, expect, test } from '@jest/globals';
import { python } from '../../../../src/engines/sast/languages/python/python.ts';
import { ruleFinder } from './found-rules.ts';

const found = await ruleFinder(python, 'app.py');

type Row = readonly [name: string, code: string];

const COMMAND = 'python-command-injection';

/** Programs that end in `os.system(…)` of what a stranger sends. */
const SOURCES: readonly Row[] = [
  ...['args', 'form', 'values', 'cookies', 'headers', 'view_args', 'json'].flatMap((part): readonly Row[] => [
    [`Flask's ${part} by key`, `from flask import request\nos.system(request.${part}["a"])`],
    [`Flask's ${part} by get`, `from flask import request\nos.system(request.${part}.get("a", ""))`],
    [`Flask's ${part} by module`, `import flask\nos.system(flask.request.${part}.get("a"))`],
  ]),
  ['Flask’s lists', 'from flask import request\nos.system(request.args.getlist("a")[0])'],
  ['Flask’s form lists', 'from flask import request\nfor a in request.form.getlist("a"):\n  os.system(a)'],
  ['Flask’s keys', 'from flask import request\nfor key in request.form.keys():\n  os.system(key)'],
  ['Flask’s pairs', 'from flask import request\nfor key, value in request.form.items():\n  os.system(value)'],
  ['Flask as a dictionary', 'from flask import request\na = request.form.to_dict()\nos.system(a["b"])'],
  ['Flask’s data', 'from flask import request\nos.system(request.data.decode())'],
  ['Flask’s get_data', 'from flask import request\nos.system(request.get_data(as_text=True))'],
  ['Flask’s get_json', 'from flask import request\nos.system(request.get_json()["a"])'],
  ['Flask’s get_json and get', 'from flask import request\nos.system((request.get_json(silent=True) or {}).get("a"))'],
  ['Flask’s query string', 'from flask import request\nos.system(request.query_string.decode())'],
  ['Flask’s files', 'from flask import request\nos.system(request.files["a"].filename)'],
  ['Flask’s files’ content', 'from flask import request\nos.system(request.files["a"].read().decode())'],
  ['Flask’s stream', 'from flask import request\nos.system(request.stream.read().decode())'],
  ['Flask’s environ', 'from flask import request\nos.system(request.environ["HTTP_X"])'],
  ['Flask’s path', 'from flask import Flask\napp = Flask("a")\n@app.route("/<path:p>")\ndef f(p):\n  os.system(p)'],
  [
    'Flask in a factory',
    'from flask import request\ndef create():\n  app = make()\n  @app.route("/<p>", methods=["POST"])\n  def f(p):\n    os.system(p)\n  return app',
  ],
  [
    'Flask’s blueprint',
    'from flask import Blueprint\nusers = Blueprint("users", __name__)\n@users.route("/<p>")\ndef f(p):\n  os.system(p)',
  ],
  [
    'Flask’s method view',
    'from flask import request\nfrom flask.views import MethodView\nclass A(MethodView):\n  def get(self):\n    os.system(request.args["a"])',
  ],
  [
    'Flask-RESTful',
    'from flask_restful import reqparse\nparser = reqparse.RequestParser()\nparser.add_argument("a")\ndef f():\n  args = parser.parse_args()\n  os.system(args["a"])',
  ],
  [
    'Flask-WTF',
    'from flask_wtf import FlaskForm\nfrom wtforms import StringField\nclass A(FlaskForm):\n  a = StringField()\ndef f():\n  form = A()\n  os.system(form.a.data)',
  ],
  ...['GET', 'POST', 'COOKIES', 'META'].flatMap((part): readonly Row[] => [
    [`Django's ${part} by key`, `def f(request):\n  os.system(request.${part}["a"])`],
    [`Django's ${part} by get`, `def f(request, pk):\n  os.system(request.${part}.get("a"))`],
  ]),
  ['Django’s body', 'import json\ndef f(request):\n  os.system(json.loads(request.body)["a"])'],
  ['Django’s headers', 'def f(request):\n  os.system(request.headers["a"])'],
  ['Django’s files', 'def f(request):\n  os.system(request.FILES["a"].name)'],
  ['Django’s lists', 'def f(request):\n  os.system(request.GET.getlist("a")[0])'],
  [
    'Django’s class',
    'from django.views import View\nclass A(View):\n  def post(self, request):\n    os.system(request.POST["a"])',
  ],
  [
    'Django’s keyword of a path',
    'from django.views import View\nclass A(View):\n  def get(self, request, *args, **kwargs):\n    os.system(self.kwargs["a"])',
  ],
  [
    'Django’s checked form',
    'from django import forms\nclass A(forms.Form):\n  a = forms.CharField()\ndef f(request):\n  form = A(request.POST)\n  if form.is_valid():\n    os.system(form.cleaned_data["a"])',
  ],
  [
    'a REST view’s data',
    'from rest_framework.decorators import api_view\n@api_view(["POST"])\ndef f(request):\n  os.system(request.data.get("a"))',
  ],
  ['a REST view’s query', 'class A(APIView):\n  def get(self, request):\n    os.system(request.query_params.get("a"))'],
  [
    'FastAPI’s query',
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\nasync def f(a: str = ""):\n  os.system(a)',
  ],
  [
    'FastAPI without a type',
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/{a}")\nasync def f(a):\n  os.system(a)',
  ],
  [
    'FastAPI’s optional query',
    'from typing import Optional\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\nasync def f(a: Optional[str] = None):\n  os.system(a)',
  ],
  [
    'FastAPI’s list',
    'from fastapi import FastAPI, Query\napp = FastAPI()\n@app.get("/")\nasync def f(a: list[str] = Query()):\n  os.system(a[0])',
  ],
  [
    'FastAPI’s header',
    'from fastapi import FastAPI, Header\napp = FastAPI()\n@app.get("/")\nasync def f(a: str = Header(None)):\n  os.system(a)',
  ],
  [
    'FastAPI’s request',
    'from fastapi import FastAPI, Request\napp = FastAPI()\n@app.post("/")\nasync def f(request: Request):\n  data = await request.json()\n  os.system(data["a"])',
  ],
  [
    'FastAPI’s form',
    'from fastapi import APIRouter, Form\nrouter = APIRouter()\n@router.post("/")\nasync def f(a: str = Form(...)):\n  os.system(a)',
  ],
  [
    'FastAPI’s upload',
    'from fastapi import FastAPI, UploadFile\napp = FastAPI()\n@app.post("/")\nasync def f(file: UploadFile):\n  os.system(file.filename)',
  ],
  [
    'FastAPI’s model',
    'from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass A(BaseModel):\n  a: str\n@app.post("/")\ndef f(item: A):\n  os.system(item.a)',
  ],
  ['aiohttp’s query', 'from aiohttp import web\nasync def f(request):\n  os.system(request.query["a"])'],
  [
    'aiohttp’s typed request',
    'from aiohttp import web\nasync def f(r: web.Request):\n  os.system(r.rel_url.query["a"])',
  ],
  [
    'aiohttp’s body',
    'from aiohttp import web\nasync def f(request):\n  data = await request.post()\n  os.system(data["a"])',
  ],
  ['aiohttp’s text', 'from aiohttp import web\nasync def f(request):\n  os.system(await request.text())'],
  ['aiohttp’s path', 'from aiohttp import web\nasync def f(request):\n  os.system(request.match_info.get("a"))'],
  [
    'Tornado’s argument',
    'import tornado.web\nclass A(tornado.web.RequestHandler):\n  def get(self):\n    os.system(self.get_query_argument("a"))',
  ],
  [
    'Tornado’s body',
    'import json\nfrom tornado.web import RequestHandler\nclass A(RequestHandler):\n  def post(self):\n    os.system(json.loads(self.request.body)["a"])',
  ],
  [
    'Tornado’s cookie',
    'from tornado.web import RequestHandler\nclass A(RequestHandler):\n  def post(self):\n    os.system(self.get_cookie("a"))',
  ],
  ['Bottle’s query', 'from bottle import request, route\n@route("/")\ndef f():\n  os.system(request.query.get("a"))'],
  ['Bottle’s forms', 'from bottle import request, post\n@post("/")\ndef f():\n  os.system(request.forms.get("a"))'],
  ['Bottle’s path', 'from bottle import route\n@route("/<a>")\ndef f(a):\n  os.system(a)'],
  ['Bottle’s JSON', 'from bottle import request\ndef f():\n  os.system(request.json["a"])'],
  [
    'Pyramid’s parameters',
    'from pyramid.view import view_config\n@view_config(route_name="a")\ndef f(request):\n  os.system(request.params["a"])',
  ],
  ['CherryPy', 'import cherrypy\nclass A:\n  @cherrypy.expose\n  def f(self, a):\n    os.system(a)'],
  [
    'Sanic',
    'from sanic import Sanic\napp = Sanic("a")\n@app.get("/")\nasync def f(request):\n  os.system(request.args.get("a"))',
  ],
  [
    'Starlette',
    'from starlette.requests import Request\nasync def f(request: Request):\n  form = await request.form()\n  os.system(form["a"])',
  ],
  ['Quart', 'from quart import request\nasync def f():\n  os.system((await request.get_json())["a"])'],
  [
    'a socket of FastAPI',
    'from fastapi import WebSocket\nasync def f(websocket: WebSocket):\n  data = await websocket.receive_text()\n  os.system(data)',
  ],
  ['an event of AWS Lambda', 'def lambda_handler(event, context):\n  os.system(event["queryStringParameters"]["a"])'],
  [
    'WSGI',
    'from urllib.parse import parse_qs\ndef application(environ, start_response):\n  os.system(parse_qs(environ["QUERY_STRING"])["a"][0])',
  ],
  [
    'the standard library’s server',
    'from http.server import BaseHTTPRequestHandler\nclass A(BaseHTTPRequestHandler):\n  def do_POST(self):\n    os.system(self.rfile.read(10).decode())',
  ],
  [
    'Django Channels',
    'from channels.generic.websocket import WebsocketConsumer\nclass A(WebsocketConsumer):\n  def receive(self, text_data):\n    os.system(text_data)',
  ],
];

describe('a stranger’s value comes in through', () => {
  test.each(SOURCES)('%s', (_name, code) => {
    expect(found(`import os\n${code}\n`)).toContain(COMMAND);
  });
});

const NO_SOURCES: readonly Row[] = [
  ['the method', 'from flask import request\nos.system(request.method)'],
  ['the signed-in user', 'def f(request):\n  os.system(request.user.username)'],
  ['a session', 'from flask import session\nos.system(session["a"])'],
  ['settings', 'from django.conf import settings\nos.system(settings.COMMAND)'],
  ['a file', 'os.system(open("a").read())'],
  [
    'a number of a path',
    'from flask import Flask\napp = Flask("a")\n@app.route("/<int:a>")\ndef f(a):\n  os.system(f"a {a}")',
  ],
  [
    'a number of FastAPI',
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\ndef f(a: int):\n  os.system(f"a {a}")',
  ],
  [
    'an injected object of FastAPI',
    'from fastapi import Depends, FastAPI\napp = FastAPI()\n@app.get("/")\ndef f(a=Depends(load)):\n  os.system(a.b)',
  ],
  ['what a database has', 'def f(request):\n  os.system(User.objects.get(pk=request.GET["a"]).command)'],
  ['a number of Flask', 'from flask import request\nos.system("a %s" % request.args.get("a", type=int))'],
  ['the length of a body', 'from flask import request\nos.system("a %s" % request.content_length)'],
  [
    'an address that Flask makes',
    'from flask import url_for, request\nos.system("curl " + url_for("a", b=request.args["b"]))',
  ],
];

describe('nothing of a stranger is in', () => {
  test.each(NO_SOURCES)('%s', (_name, code) => {
    expect(found(`import os\n${code}\n`)).not.toContain(COMMAND);
  });
});

const withInput = (code: string) =>
  `import base64, configparser, html, io, json, os, re, shlex, string, subprocess, urllib.parse, copy, textwrap\nfrom flask import request\n\ndef view(flag):\n  x = request.args["x"]\n${code.replace(/^/gm, '  ')}\n`;

const CARRIES: readonly Row[] = [
  [
    'another part of the request than what is checked',
    'if request.args["y"] in ("a", "b"):\n  os.system(request.args["z"])',
  ],
  ['an f-string', 'os.system(f"ls {x}")'],
  ['an f-string in a variable', 'c = f"ls {x!r}"\nos.system(c)'],
  ['%', 'os.system("ls %s" % x)'],
  ['% with several', 'os.system("ls %s %s" % ("a", x))'],
  ['% with names', 'os.system("ls %(a)s" % {"a": x})'],
  ['.format', 'os.system("ls {}".format(x))'],
  ['.format by name', 'os.system("ls {a}".format(a=x))'],
  ['.format of a variable', 't = "ls {a}"\nos.system(t.format(a=x))'],
  ['.format with spread', 'd = {"a": x}\nos.system("ls {a}".format(**d))'],
  ['.format_map', 'os.system("ls {a}".format_map({"a": x}))'],
  ['+', 'os.system("ls " + x + " -l")'],
  ['+=', 'c = "ls "\nc += x\nos.system(c)'],
  ['join of a list', 'os.system(" ".join(["ls", x]))'],
  ['join of a generator', 'os.system(" ".join(a for a in ["ls", x]))'],
  ['string.Template', 'os.system(string.Template("ls $a").substitute(a=x))'],
  ['a dictionary by key', 'd = {"a": x, "b": "b"}\nos.system(d["a"])'],
  ['a dictionary’s get', 'd = {"a": x}\nos.system(d.get("a"))'],
  ['a dictionary that is filled', 'd = {}\nd["a"] = x\nos.system(d["a"])'],
  ['a dictionary by an unknown key', 'd = {"a": x}\nos.system(d[flag])'],
  ['a dictionary of dictionaries', 'd = {"a": {"b": x}}\nos.system(d["a"]["b"])'],
  ['dict()', 'd = dict(a=x)\nos.system(d["a"])'],
  ['update', 'd = {}\nd.update({"a": x})\nos.system(d["a"])'],
  ['setdefault', 'd = {}\nd.setdefault("a", x)\nos.system(d["a"])'],
  ['values of a dictionary', 'd = {"a": x}\nfor v in d.values():\n  os.system(v)'],
  ['items of a dictionary', 'd = {"a": x}\nfor k, v in d.items():\n  os.system(v)'],
  ['a spread dictionary', 'd = {**{"a": x}}\nos.system(d["a"])'],
  ['a list by index', 'a = ["ls", x]\nos.system(a[1])'],
  ['a list’s last', 'a = ["ls", x]\nos.system(a[-1])'],
  ['a list that grows', 'a = []\na.append(x)\nos.system(a[0])'],
  ['a list that is extended', 'a = []\na.extend([x])\nos.system(a[0])'],
  ['a list + list', 'a = ["ls"] + [x]\nos.system(" ".join(a))'],
  ['a list that is shifted', 'a = []\na.append("safe")\na.append(x)\na.append("safe")\na.pop(0)\nos.system(a[0])'],
  ['a set', 'for a in {x}:\n  os.system(a)'],
  ['a tuple taken apart', 'a, b = x, "b"\nos.system(a)'],
  ['a tuple with the rest', 'a, *b = ["a", x]\nos.system(b[0])'],
  ['split', 'os.system(x.split(",")[0])'],
  ['partition', 'a, _, b = x.partition("=")\nos.system(b)'],
  ['slicing', 'os.system(x[1:])'],
  ['slicing to a length', 'os.system(x[:10])'],
  ['replace', 'os.system(x.replace("a", "b"))'],
  ['strip and lower', 'os.system(x.strip().lower())'],
  ['encode and decode', 'os.system(x.encode("utf-8").decode())'],
  ['str()', 'os.system(str(x))'],
  ['repr', 'os.system("echo " + repr(x))'],
  ['base64', 'os.system(base64.b64decode(base64.b64encode(x.encode("utf-8"))).decode("utf-8"))'],
  ['unquote', 'os.system(urllib.parse.unquote(x))'],
  ['unquote_plus', 'os.system(urllib.parse.unquote_plus(x))'],
  ['parse_qs', 'os.system(urllib.parse.parse_qs(x)["a"][0])'],
  ['urlparse', 'os.system(urllib.parse.urlparse(x).path)'],
  ['html.escape', 'os.system(html.escape(x))'],
  ['json', 'os.system(json.loads(x)["a"])'],
  ['json both ways', 'os.system(json.loads(json.dumps({"a": x}))["a"])'],
  ['StringIO', 'a = io.StringIO(x)\nos.system(a.read())'],
  ['StringIO that is written', 'a = io.StringIO()\na.write(x)\nos.system(a.getvalue())'],
  ['StringIO that is rewound', 'a = io.StringIO()\na.write(x)\na.seek(0)\nos.system(a.read())'],
  ['BytesIO', 'a = io.BytesIO(x.encode())\nos.system(a.readline().decode())'],
  [
    'ConfigParser',
    'c = configparser.ConfigParser()\nc.add_section("s")\nc.set("s", "k", x)\nos.system(c.get("s", "k"))',
  ],
  [
    'ConfigParser with a neighbour',
    'c = configparser.ConfigParser()\nc.add_section("s")\nc.set("s", "j", "safe")\nc.set("s", "k", x)\nos.system(c.get("s", "k"))',
  ],
  ['ConfigParser as a mapping', 'c = configparser.ConfigParser()\nc["s"] = {"k": x}\nos.system(c["s"]["k"])'],
  ['re.sub', 'os.system(re.sub("a", "b", x))'],
  ['a group of a match', 'm = re.search("a(.*)", x)\nos.system(m.group(1))'],
  ['a group by index', 'm = re.match("a(.*)", x)\nos.system(m[1])'],
  ['re.findall', 'os.system(re.findall("a.*", x)[0])'],
  ['copy', 'os.system(copy.deepcopy(x))'],
  ['a ternary', 'os.system(x if flag else "ls")'],
  ['or', 'os.system(x or "ls")'],
  ['a walrus', 'if (a := x):\n  os.system(a)'],
  ['if', 'a = "ls"\nif flag:\n  a = x\nos.system(a)'],
  ['an if that is always taken', 'n = 86\nif 7 * 42 - n > 200:\n  a = x\nelse:\n  a = "safe"\nos.system(a)'],
  ['a ternary that always gives it', 'n = 106\na = x if 7 * 18 + n > 200 else "safe"\nos.system(a)'],
  ['a ternary with a safe value that is not taken', 'n = 106\na = "safe" if 7 * 18 + n < 200 else x\nos.system(a)'],
  [
    'a match that is always taken',
    'g = "ABC"[2]\nmatch g:\n  case "A":\n    a = "safe"\n  case "C" | "D":\n    a = x\n  case _:\n    a = "safe"\nos.system(a)',
  ],
  ['a match', 'match flag:\n  case 1:\n    a = x\n  case _:\n    a = "safe"\nos.system(a)'],
  ['a match of itself', 'match x.split():\n  case [a, *b]:\n    os.system(a)'],
  ['a match that captures', 'match x:\n  case "ls":\n    pass\n  case other:\n    os.system(other)'],
  ['try', 'try:\n  a = x\nexcept KeyError:\n  a = "ls"\nos.system(a)'],
  ['finally', 'a = "ls"\ntry:\n  a = x\nfinally:\n  os.system(a)'],
  ['while', 'a = ""\nwhile len(a) < 5:\n  a += x\nos.system(a)'],
  ['for with an index', 'for i, a in enumerate(x.split()):\n  os.system(a)'],
  ['zip', 'for a, b in zip(["a"], x.split()):\n  os.system(b)'],
  ['a comprehension', 'os.system(" ".join([a.strip() for a in x.split()]))'],
  ['a dictionary comprehension', 'd = {k: v for k, v in [("a", x)]}\nos.system(d["a"])'],
  ['map', 'os.system(" ".join(map(str.strip, x.split())))'],
  ['map with a lambda', 'os.system(" ".join(map(lambda a: a + "b", x.split())))'],
  ['filter', 'os.system(" ".join(filter(None, x.split())))'],
  ['sorted', 'os.system(" ".join(sorted(x.split())))'],
  ['a helper', 'def h(a):\n  return "ls " + a\nos.system(h(x))'],
  ['a helper of a helper', 'def g(a):\n  return a.strip()\ndef h(a):\n  return "ls " + g(a)\nos.system(h(x))'],
  ['a helper by keyword', 'def h(*, a, b="b"):\n  return a + b\nos.system(h(a=x))'],
  ['a helper with a spread', 'def h(*a):\n  return " ".join(a)\nos.system(h("ls", x))'],
  ['a helper with keywords', 'def h(**a):\n  return a["b"]\nos.system(h(b=x))'],
  ['a helper that runs it', 'def h(a):\n  os.system(a)\nh(x)'],
  ['a closure', 'def h():\n  os.system(x)\nh()'],
  ['a lambda', 'h = lambda a: "ls " + a\nos.system(h(x))'],
  ['a generator', 'def h(a):\n  yield a\nfor a in h(x):\n  os.system(a)'],
  [
    'a class',
    'class A:\n  def __init__(self, a):\n    self.a = a\n  def run(self):\n    os.system(self.a)\nA(x).run()',
  ],
  ['a method that gives it back', 'class A:\n  def same(self, a):\n    return a\nos.system(A().same(x))'],
  ['a field', 'class A:\n  pass\na = A()\na.b = x\nos.system(a.b)'],
  [
    'a field that is set by a method',
    'class A:\n  def take(self, b):\n    self.b = b\n  def give(self):\n    return self.b\na = A()\na.take(x)\nos.system(a.give())',
  ],
  ['a static method', 'class A:\n  @staticmethod\n  def same(a):\n    return a\nos.system(A.same(x))'],
  ['a data class', 'from dataclasses import dataclass\n@dataclass\nclass A:\n  a: str\nos.system(A(x).a)'],
  ['a named tuple', 'from collections import namedtuple\nA = namedtuple("A", "a b")\nos.system(A(x, "b").a)'],
  ['with', 'with open(x) as f:\n  pass\nos.system(x)'],
  ['chained assignment', 'a = b = x\nos.system(b)'],
  ['a global', 'global state\nstate = x\nos.system(state)'],
  ['getattr', 'os.system(getattr(request, "args")["a"])'],
  ['subprocess with a shell', 'subprocess.run(f"ls {x}", shell=True)'],
  ['sh -c', 'subprocess.run(["sh", "-c", x])'],
  ['a list with sh -c in a variable', 'a = ["sh", "-c", f"ls {x}"]\nsubprocess.call(a)'],
  ['textwrap', 'os.system(textwrap.dedent(x))'],
  ['ljust and zfill', 'os.system(x.ljust(3).zfill(3))'],
  ['reversed', 'os.system("".join(reversed(x)))'],
  ['bytes', 'os.system(bytes(x, "utf-8"))'],
  ['hex', 'os.system(bytes.fromhex(x).decode())'],
  ['an unknown check', 'if len(x) > 3:\n  os.system(x)'],
  ['a check that lets all through', 'if re.match(".*", x):\n  os.system(x)'],
  ['a check of a part', 'if "a" in x:\n  os.system(x)'],
  ['a check of the beginning', 'if x.startswith("ls"):\n  os.system(x)'],
  ['a check that changes nothing', 'if x not in ["a"]:\n  print("bad")\nos.system(x)'],
];

describe('a stranger’s value is carried through', () => {
  test.each(CARRIES)('%s', (_name, code) => {
    expect(found(withInput(code))).toContain(COMMAND);
  });
});

const LOSES: readonly Row[] = [
  [
    'a part of the request that is checked where it stands',
    'if request.args["y"] in ("a", "b"):\n  os.system(request.args["y"])',
  ],
  ['another key of a dictionary', 'd = {"a": x, "b": "b"}\nos.system(d["b"])'],
  ['another key that was set', 'd = {}\nd["a"] = x\nd["b"] = "b"\nos.system(d["b"])'],
  ['another key by get', 'd = {"a": x, "b": "b"}\nos.system(d.get("b"))'],
  ['a key that is replaced', 'd = {"a": x}\nd["a"] = "a"\nos.system(d["a"])'],
  ['another index of a list', 'a = ["ls", x]\nos.system(a[0])'],
  [
    'a list that is shifted past it',
    'a = []\na.append("safe")\na.append(x)\na.append("safe")\na.pop(0)\nos.system(a[1])',
  ],
  ['another part of a tuple', 'a, b = x, "b"\nos.system(b)'],
  [
    'another option of a ConfigParser',
    'c = configparser.ConfigParser()\nc.add_section("s")\nc.set("s", "j", "safe")\nc.set("s", "k", x)\nos.system(c.get("s", "j"))',
  ],
  ['an if that is never taken', 'n = 106\nif 7 * 42 - n > 200:\n  a = x\nelse:\n  a = "safe"\nos.system(a)'],
  ['an else that is never taken', 'n = 86\nif 7 * 42 - n > 200:\n  a = "safe"\nelse:\n  a = x\nos.system(a)'],
  ['a ternary that never gives it', 'n = 106\na = "safe" if 7 * 18 + n > 200 else x\nos.system(a)'],
  ['if False', 'a = "safe"\nif False:\n  a = x\nos.system(a)'],
  [
    'a match that is never taken',
    'g = "ABC"[1]\nmatch g:\n  case "A":\n    a = x\n  case "B":\n    a = "safe"\n  case _:\n    a = x\nos.system(a)',
  ],
  ['a number', 'os.system(f"ls {int(x)}")'],
  ['a float', 'os.system("ls %s" % float(x))'],
  ['a format of numbers', 'os.system("ls %d" % x)'],
  ['a length', 'os.system("ls %s" % len(x))'],
  ['a comparison', 'os.system("ls %s" % (x == "a"))'],
  ['shlex.quote', 'os.system("ls " + shlex.quote(x))'],
  ['shlex.join', 'os.system(shlex.join(["ls", x]))'],
  ['a quoted value in a variable', 'a = shlex.quote(x)\nos.system(f"ls {a}")'],
  ['a hash', 'import hashlib\nos.system(hashlib.sha256(x.encode()).hexdigest())'],
  ['a UUID', 'import uuid\nos.system(str(uuid.UUID(x)))'],
  ['an IP address', 'import ipaddress\nos.system(f"ping {ipaddress.ip_address(x)}")'],
  ['a table', 'COMMANDS = {"a": "ls"}\nos.system(COMMANDS[x])'],
  ['a table by get', 'COMMANDS = {"a": "ls"}\nos.system(COMMANDS.get(x, "ls"))'],
  ['an allow-list', 'if x in ("a", "b"):\n  os.system(x)'],
  ['an allow-list in a variable', 'ALLOWED = {"a", "b"}\nif x not in ALLOWED:\n  return "no"\nos.system(x)'],
  ['an allow-list that aborts', 'from flask import abort\nif x not in ["a"]:\n  abort(400)\nos.system(x)'],
  ['an allow-list that raises', 'if x not in ["a"]:\n  raise ValueError(x)\nos.system(x)'],
  ['an allow-list in a ternary', 'os.system(x if x in ["a"] else "ls")'],
  ['equality', 'if x == "a":\n  os.system(x)'],
  ['either of two', 'if x == "a" or x == "b":\n  os.system(x)'],
  ['a pattern of the whole', 'if not re.fullmatch("[a-z]+", x):\n  return "no"\nos.system(x)'],
  ['an anchored pattern', 'if re.match(r"^[\\w-]+$", x):\n  os.system(x)'],
  ['a compiled pattern', 'P = re.compile(r"^[a-z]+$")\nif P.match(x) is None:\n  return "no"\nos.system(x)'],
  ['isdigit', 'if not x.isdigit():\n  return "no"\nos.system("kill " + x)'],
  ['isalnum', 'if x.isalnum():\n  os.system("kill " + x)'],
  ['a list without a shell', 'subprocess.run(["ls", x])'],
  ['a list in a variable', 'a = ["ls", "-l"]\na.append(x)\nsubprocess.run(a)'],
  ['a list without a shell, said', 'subprocess.run(["ls", x], shell=False)'],
  ['shlex.split of a fixed text', 'subprocess.run(shlex.split("ls -l"))'],
  ['a helper that gives something else', 'def h(a):\n  return "ls"\nos.system(h(x))'],
  ['a helper that checks', 'def h(a):\n  if a not in ("a", "b"):\n    raise ValueError()\n  return a\nos.system(h(x))'],
  ['a helper that quotes', 'def h(a):\n  return shlex.quote(a)\nos.system("ls " + h(x))'],
  ['a helper that says whether', 'def is_fine(a):\n  return a in ("a", "b")\nif is_fine(x):\n  os.system(x)'],
  ['a method that gives something else', 'class A:\n  def other(self, a):\n    return "ls"\nos.system(A().other(x))'],
  [
    'another field',
    'class A:\n  def __init__(self, a):\n    self.a = a\n    self.b = "ls"\n  def run(self):\n    os.system(self.b)\nA(x).run()',
  ],
  ['what replaces it', 'x = "ls"\nos.system(x)'],
  ['what follows a return', 'return "no"\nos.system(x)'],
  ['del and again', 'd = {"a": x}\ndel d["a"]\nos.system(d.get("a", "ls"))'],
  ['an enumeration', 'from enum import Enum\nclass A(Enum):\n  B = "b"\nos.system(A(x).value)'],
  ['a date', 'from datetime import datetime\nos.system(datetime.strptime(x, "%Y").isoformat())'],
  ['a comprehension of numbers', 'os.system(" ".join(str(int(a)) for a in x.split()))'],
  ['a comprehension of checked ones', 'os.system(" ".join(a for a in x.split() if a in ("a", "b")))'],
  ['try with a number', 'try:\n  a = int(x)\nexcept ValueError:\n  a = 0\nos.system(f"ls {a}")'],
];

describe('a stranger’s value is lost in', () => {
  test.each(LOSES)('%s', (_name, code) => {
    expect(found(withInput(code))).not.toContain(COMMAND);
  });
});
