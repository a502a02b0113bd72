import { describe, expect, test } from '@jest/globals';
import { python } from '../../../../src/engines/sast/languages/python/python.ts';
import { ruleFinder } from './found-rules.ts';

const found = await ruleFinder(python, 'app.py', 'info');

type Row = readonly [name: string, code: string];

const COMMAND = 'python-command-injection';

/** Programs in which `os.system` runs what a stranger sends. */
const SOURCES: readonly Row[] = [
  ['a request that nobody imported', 'os.system(request.args["a"])'],
  ['Django’s request that nobody imported', 'os.system(request.GET.get("a"))'],
  ['a checked form', 'os.system(form.cleaned_data["a"])'],
  ['a form of WTForms', 'from .forms import LoginForm\ndef f():\n  form = LoginForm()\n  os.system(form.name.data)'],
  [
    'Tornado’s path',
    'import tornado.web\nclass A(tornado.web.RequestHandler):\n  def get(self, slug):\n    os.system(slug)',
  ],
  [
    'Tornado behind a class of another file',
    'from .base import BaseHandler\nclass A(BaseHandler):\n  def get(self):\n    os.system(self.get_argument("a"))',
  ],
  [
    'Tornado’s socket',
    'from tornado.websocket import WebSocketHandler\nclass A(WebSocketHandler):\n  def on_message(self, message):\n    os.system(message)',
  ],
  [
    'a resource’s path',
    'from flask_restful import Resource\nclass A(Resource):\n  def get(self, name):\n    os.system(name)',
  ],
  [
    'a method view’s path',
    'from flask.views import MethodView\nclass A(MethodView):\n  def get(self, name):\n    os.system(name)',
  ],
  ['Falcon', 'class A:\n  def on_get(self, req, resp, name):\n    os.system(name)'],
  ['Falcon’s media', 'class A:\n  def on_post(self, req, resp):\n    os.system(req.media["a"])'],
  ['Falcon’s parameter', 'class A:\n  def on_get(self, req, resp):\n    os.system(req.get_param("a"))'],
  [
    'Graphene',
    'import graphene\nclass Query(graphene.ObjectType):\n  def resolve_user(self, info, name):\n    os.system(name)',
  ],
  [
    'a mutation of Graphene',
    'import graphene\nclass Add(graphene.Mutation):\n  def mutate(self, info, **kwargs):\n    os.system(kwargs["a"])',
  ],
  [
    'Strawberry',
    'import strawberry\nclass Query:\n  @strawberry.field\n  def user(self, name: str) -> str:\n    os.system(name)',
  ],
  [
    'gRPC',
    'from a import a_pb2_grpc\nclass A(a_pb2_grpc.GreeterServicer):\n  def SayHello(self, request, context):\n    os.system(request.name)',
  ],
  [
    'FastAPI’s body in a class of the file',
    'from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Item(BaseModel):\n  name: str\n@app.post("/")\ndef f(item: Item):\n  os.system(item.name)',
  ],
  [
    'FastAPI’s body in a class of another file',
    'from fastapi import APIRouter\nfrom .models import Item\nrouter = APIRouter()\n@router.post("/")\ndef f(item: Item):\n  os.system(item.name)',
  ],
  ['FastAPI’s application of another file', 'from .main import app\n@app.get("/")\ndef f(q: str):\n  os.system(q)'],
  [
    'Sanic’s path',
    'from sanic import Sanic\napp = Sanic("a")\n@app.get("/<name>")\nasync def f(request, name):\n  os.system(name)',
  ],
  ['Starlette’s socket', 'async def f(websocket):\n  os.system(await websocket.receive_text())'],
  [
    'websockets',
    'import websockets\nasync def f(websocket):\n  async for message in websocket:\n    os.system(message)\nwebsockets.serve(f, "a", 1)',
  ],
  [
    'Flask-SocketIO',
    'from flask_socketio import SocketIO\nsocketio = SocketIO()\n@socketio.on("a")\ndef f(data):\n  os.system(data["a"])',
  ],
  ['a socket', 'def f(client_socket):\n  os.system(client_socket.recv(10).decode())'],
  [
    'a socket that was accepted',
    'import socket\ns = socket.socket()\nconn, address = s.accept()\nos.system(conn.recv(10))',
  ],
  [
    'socketserver',
    'import socketserver\nclass A(socketserver.StreamRequestHandler):\n  def handle(self):\n    os.system(self.rfile.readline())',
  ],
  [
    'a stream of asyncio',
    'import asyncio\nasync def f(reader, writer):\n  os.system((await reader.read(10)).decode())\nasyncio.start_server(f, "a", 1)',
  ],
  [
    'a protocol',
    'import asyncio\nclass A(asyncio.Protocol):\n  def data_received(self, data):\n    os.system(data.decode())',
  ],
  ['MQTT', 'def on_message(client, userdata, msg):\n  os.system(msg.payload.decode())'],
  [
    'XML-RPC',
    'from xmlrpc.server import SimpleXMLRPCServer\ndef f(a):\n  os.system(a)\ns = SimpleXMLRPCServer(("a", 1))\ns.register_function(f, "f")',
  ],
  ['AWS Lambda under another parameter', 'def lambda_handler(e, c):\n  os.system(e["a"])'],
  [
    'Chalice',
    'from chalice import Chalice\napp = Chalice("a")\n@app.route("/")\ndef f():\n  os.system(app.current_request.json_body["a"])',
  ],
  ['Azure Functions', 'import azure.functions as func\ndef main(r: func.HttpRequest):\n  os.system(r.params.get("a"))'],
  [
    'Google Cloud Functions',
    'import functions_framework\n@functions_framework.http\ndef f(r):\n  os.system(r.args["a"])',
  ],
  [
    'a serializer’s data',
    'class A(ModelSerializer):\n  def create(self, validated_data):\n    os.system(validated_data["a"])',
  ],
  ['web.py', 'import web\nclass A:\n  def GET(self):\n    os.system(web.input().a)'],
  ['CGI', 'import cgi\nform = cgi.FieldStorage()\nos.system(form.getvalue("a"))'],
  ['a chat', 'import discord\nasync def on_message(m: discord.Message):\n  os.system(m.content)'],
  ['the command line of click', 'import click\n@click.command()\n@click.argument("a")\ndef f(a):\n  os.system(a)'],
  ['the console', 'os.system(input())'],
  ['standard input', 'import sys\nos.system(sys.stdin.readline())'],
  ['the environment', 'os.system(os.environ["A"])'],
  ['a download', 'import requests\nos.system(requests.get("https://a.example").text)'],
  [
    'a function that imports what it is called',
    'def requests():\n  import requests\n  os.system(requests.get("https://a.example").text)',
  ],
];

describe('what comes from outside through', () => {
  test.each(SOURCES)('%s', (_name, code) => {
    expect(found(`import os\n${code}\n`)).toContain(COMMAND);
  });
});

const OTHERS: readonly Row[] = [
  [
    'a number in FastAPI’s body',
    'from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Item(BaseModel):\n  price: int\n@app.post("/")\ndef f(item: Item):\n  os.system(f"a {item.price}")',
  ],
  [
    'what FastAPI injects by its type',
    'from fastapi import FastAPI, BackgroundTasks\napp = FastAPI()\n@app.post("/")\ndef f(tasks: BackgroundTasks, session: SessionDep, current_user: CurrentUser):\n  os.system(f"a {tasks} {session.a} {current_user.name}")',
  ],
  [
    'what Graphene hands over',
    'import graphene\nclass Query(graphene.ObjectType):\n  def resolve_user(self, info):\n    os.system(info.a)',
  ],
  ['a worksheet', 'def f(ws):\n  os.system(ws["A1"].value)'],
  [
    'the last part of a path',
    'from pathlib import Path\nfrom flask import request\nopen(Path(request.args["a"]).name)',
  ],
];

describe('what does not come from outside through', () => {
  test.each(OTHERS)('%s', (_name, code) => {
    expect(found(`import os\n${code}\n`).filter((rule) => /injection|traversal/.test(rule))).toEqual([]);
  });
});
