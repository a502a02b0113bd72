import { describe, expect, test } from '@jest/globals';
import { python } from '../../../../src/engines/sast/languages/python/python.ts';
import { ruleFinder } from './found-rules.ts';

const found = await ruleFinder(python, 'app.py', 'info');

type Family = readonly [rule: string, calls: readonly string[]];

/** For each weakness, the ways in which libraries lead there; `x` is what a stranger sent. */
const FAMILIES: readonly Family[] = [
  [
    'python-ssrf',
    [
      'import requests\nrequests.put(x)',
      'import requests\nrequests.request("GET", x)',
      'import requests\nwith requests.Session() as s:\n  s.delete(x)',
      'import requests\ns = requests.session()\ns.request("GET", url=x)',
      'import requests\nrequests.Request("GET", x)',
      'import requests\ndef get(s: requests.Session):\n  s.get(x)',
      'import httpx\nhttpx.stream("GET", x)',
      'import httpx\nasync with httpx.AsyncClient() as c:\n  await c.patch(x)',
      'import httpx\nhttpx.Client(base_url=x)',
      'import aiohttp\nasync with aiohttp.ClientSession() as s:\n  async with s.get(x) as r:\n    pass',
      'import aiohttp\nasync with aiohttp.request("GET", x) as r:\n  pass',
      'import urllib3\nurllib3.request("GET", x)',
      'import urllib3\nhttp = urllib3.PoolManager()\nhttp.urlopen("GET", x)',
      'import urllib3\nurllib3.HTTPSConnectionPool(x)',
      'import urllib3\nurllib3.connection_from_url(x)',
      'from urllib.request import urlopen\nurlopen(x)',
      'import urllib.request\nurllib.request.urlretrieve(x, "a")',
      'import urllib.request as u\nu.build_opener().open(x)',
      'import urllib.request\nr = urllib.request.Request("https://a.example")\nr.full_url = x',
      'import urllib2\nurllib2.urlopen(x)',
      'import http.client\nhttp.client.HTTPSConnection(x)',
      'import http.client\nc = http.client.HTTPSConnection("a.example")\nc.set_tunnel(x)',
      'import httplib2\nhttplib2.Http().request(x)',
      'import pycurl\nc = pycurl.Curl()\nc.setopt(c.URL, x)',
      'import socket\nsocket.create_connection((x, 80))',
      'import socket\ns = socket.socket()\ns.connect((x, 80))',
      'import asyncio\nawait asyncio.open_connection(x, 80)',
      'import ftplib\nftplib.FTP(x)',
      'import smtplib\nsmtplib.SMTP(x)',
      'import xmlrpc.client\nxmlrpc.client.ServerProxy(x)',
      'import websockets\nawait websockets.connect(x)',
      'import websocket\nwebsocket.create_connection(x)',
      'import wget\nwget.download(x)',
      'import feedparser\nfeedparser.parse(x)',
      'from selenium import webdriver\nd = webdriver.Chrome()\nd.get(x)',
      'page = browser.new_page()\nbrowser.page.goto(x)',
      'import pdfkit\npdfkit.from_url(x, "a.pdf")',
      'from git import Repo\nRepo.clone_from(x, "a")',
      'from tornado.httpclient import AsyncHTTPClient\nawait AsyncHTTPClient().fetch(x)',
    ],
  ],
  [
    'python-command-injection',
    [
      'os.popen(x)',
      'import subprocess\nsubprocess.getoutput(x)',
      'import subprocess\nsubprocess.run(args=x, shell=True)',
      'import subprocess\nsubprocess.run(["bash", "-c", x])',
      'import subprocess\nsubprocess.run(["/bin/sh", "-c", "ls " + x], check=True)',
      'import subprocess\nsubprocess.check_output(["python3", "-c", x])',
      'import subprocess\na = []\na.append("sh")\na.append("-c")\na.append("ls " + x)\nsubprocess.run(a)',
      'import asyncio\nawait asyncio.create_subprocess_exec("sh", "-c", x)',
      'import asyncio\nloop = asyncio.get_event_loop()\nawait loop.run_in_executor(None, os.system, x)',
      'import asyncio\nawait asyncio.to_thread(os.system, x)',
      'import threading\nthreading.Thread(target=os.system, args=(x,)).start()',
      'from multiprocessing import Process\nProcess(target=os.system, args=("ls " + x,)).start()',
      'from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor()\npool.submit(os.system, x)',
      'from multiprocessing import Pool\nPool().apply_async(os.system, (x,))',
      'import functools\nfunctools.partial(os.system, x)()',
      'import pty\npty.spawn(x)',
      'import pexpect\npexpect.spawn(x)',
      'import paramiko\nc = paramiko.SSHClient()\nc.exec_command(x)',
      'import paramiko\ndef f(c: paramiko.SSHClient):\n  c.exec_command("ls " + x)',
      'from fabric import Connection\nConnection("a").run(x)',
      'import psutil\npsutil.Popen("ls " + x, shell=True)',
      'from airflow.operators.bash import BashOperator\nBashOperator(task_id="a", bash_command="echo " + x)',
      'import docker\ndocker.from_env().containers.run("a", x)',
    ],
  ],
  [
    'python-argument-injection',
    [
      'import subprocess\nsubprocess.run([x, "-l"])',
      'import shlex, subprocess\nsubprocess.run(shlex.split("ping " + x))',
      'import subprocess\nsubprocess.call("ping " + x)',
      'os.execl("/bin/sh", "sh", "-c", x)',
      'os.spawnl(os.P_WAIT, "/bin/bash", "bash", "-c", x)',
      'os.execvp(x, ["a"])',
    ],
  ],
  [
    'python-code-injection',
    [
      'exec(x)',
      'compile(x, "a", "exec")',
      'import code\ncode.InteractiveInterpreter().runsource(x)',
      'import code\nc = code.InteractiveConsole()\nc.push(x)',
      'import timeit\ntimeit.timeit(x)',
      'import sympy\nsympy.sympify(x)',
      'from sympy.parsing.sympy_parser import parse_expr\nparse_expr(x)',
      'import pandas\npandas.DataFrame().query(x)',
      'import importlib\nimportlib.import_module(x)',
      'from django.utils.module_loading import import_string\nimport_string(x)',
      'import importlib.util\nimportlib.util.spec_from_file_location("a", x)',
      'import js2py\njs2py.eval_js(x)',
      'import asyncio\nawait asyncio.get_running_loop().run_in_executor(None, exec, x)',
    ],
  ],
  [
    'python-sql-injection',
    [
      'import sqlite3\nsqlite3.connect("a").executescript("SELECT " + x)',
      'import psycopg2\nc = psycopg2.connect().cursor()\nc.callproc(x)',
      'import asyncpg\nc = await asyncpg.connect()\nawait c.fetch("SELECT * FROM a WHERE b = \'" + x + "\'")',
      'import asyncpg\npool = await asyncpg.create_pool()\nasync with pool.acquire() as c:\n  await c.fetchrow(f"SELECT {x}")',
      'import pg8000.native\nc = pg8000.native.Connection("a")\nc.run("SELECT " + x)',
      'import duckdb\nduckdb.sql("SELECT " + x)',
      'import pandas as pd\npd.read_sql_query("SELECT * FROM " + x, engine)',
      'from sqlalchemy import text\nengine.execute(text("SELECT " + x))',
      'User.query.filter("name = \'%s\'" % x)',
      'User.objects.extra(tables=[x])',
      'from django.db.models.expressions import RawSQL\nUser.objects.annotate(a=RawSQL("SELECT " + x, []))',
      'from django.db import connection\nwith connection.cursor() as c:\n  c.execute("SELECT %s" % x)',
      'spark.sql("SELECT " + x)\nself.spark.sql("SELECT " + x)',
      'from google.cloud import bigquery\nbigquery.Client().query("SELECT " + x)',
      'import boto3\nboto3.client("athena").start_query_execution(QueryString="SELECT " + x)',
      'import peewee\npeewee.SQL("a = " + x)',
      'import records\nrecords.Database("a").query("SELECT " + x)',
      'db.session.execute(f"DELETE FROM a WHERE b = {x}")',
    ],
  ],
  [
    'python-nosql-injection',
    [
      'import pymongo\nb = request.get_json()\npymongo.MongoClient().a.users.find_one({"name": b["name"]})',
      'import json\nfrom pymongo import MongoClient\nMongoClient()["a"]["b"].find(json.loads(x))',
      'import boto3\nt = boto3.resource("dynamodb").Table("a")\nt.scan(FilterExpression=x)',
      'from neo4j import GraphDatabase\nd = GraphDatabase.driver("a")\nwith d.session() as s:\n  s.run("MATCH (a {b: \'" + x + "\'})")',
      'from bson.code import Code\nCode("function() { return " + x + "}")',
    ],
  ],
  [
    'python-path-traversal',
    [
      'import io\nio.open(x)',
      'from pathlib import Path\n(Path("a") / x).write_bytes(b"")',
      'from pathlib import Path\nPath("a").joinpath(x).unlink()',
      'from pathlib import Path\np = Path(x)\np.open()',
      'import shutil\nshutil.copy("a", "b/" + x)',
      'import aiofiles\nasync with aiofiles.open(x) as f:\n  pass',
      'import fileinput\nfileinput.input(files=(x,))',
      'os.makedirs("a/" + x)',
      'os.rename("a", x)',
      'import glob\nglob.glob(x)',
      'import linecache\nlinecache.getline(x, 1)',
      'from django.core.files.storage import FileSystemStorage\nFileSystemStorage(location=x)',
      'from fastapi.responses import FileResponse\nreturn FileResponse("a/" + x)',
      'from aiohttp import web\nreturn web.FileResponse("a/" + x)',
      'from PIL import Image\nImage.open("a/" + x)',
      'import zipfile\nzipfile.ZipFile("a/" + x)',
      'import pandas as pd\npd.read_csv("a/" + x)',
      'f = request.files["a"]\nf.save("a/" + f.filename)',
      'for f in request.files.getlist("a"):\n  f.save(os.path.join("a", f.filename))',
      'from flask import send_from_directory\nreturn send_from_directory(x, "a")',
    ],
  ],
  [
    'python-unsafe-deserialisation',
    [
      'import pickle\npickle.Unpickler(x).load()',
      'import _pickle\n_pickle.loads(x)',
      'import dill\ndill.loads(x)',
      'import cloudpickle\ncloudpickle.loads(x)',
      'import joblib\njoblib.load(request.files["a"])',
      'import shelve\nshelve.open(x)',
      'import torch\ntorch.load(request.files["a"])',
      'import numpy\nnumpy.load(request.files["a"], allow_pickle=True)',
      'import yaml\nyaml.load_all(x, Loader=yaml.UnsafeLoader)',
      'from yaml import load, FullLoader\nload(x, Loader=FullLoader)',
      'import yaml\nyaml.full_load(x)',
      'import ruamel.yaml\nruamel.yaml.load(x)',
      'import pandas as pd\npd.read_pickle(request.files["a"])',
    ],
  ],
  [
    'python-template-injection',
    [
      'import jinja2\njinja2.Environment(autoescape=True).from_string(x).render()',
      'from jinja2 import Environment\ndef f(env: Environment):\n  env.from_string(x)',
      'from mako.template import Template\nTemplate(text=x)',
      'from tornado import template\ntemplate.Template(x)',
      'from bottle import template\ntemplate(x)',
      'from chameleon import PageTemplate\nPageTemplate(x)',
      'from genshi.template import MarkupTemplate\nMarkupTemplate(x)',
      'from django.template import engines\nengines["django"].from_string(x)',
    ],
  ],
  [
    'python-ldap-injection',
    [
      'import ldap\nldap.initialize("a").search_ext_s("dc=a", 2, "(uid=" + x + ")")',
      'c = connect()\nc.search("dc=a", "(&(objectclass=person)(uid=" + x + "))")',
      'from ldap3 import Connection\ndef f(c: Connection):\n  c.search("dc=a", "(uid=" + x + ")")',
      'from ldap3 import Connection, Server\nConnection(Server("a")).search(search_base="dc=a", search_filter=f"(uid={x})")',
    ],
  ],
  [
    'python-xpath-injection',
    [
      'from lxml import etree\nr = etree.fromstring("<a/>").getroottree()\nr.xpath("//a[@b=\'" + x + "\']")',
      'import xml.etree.ElementTree as ET\nroot = ET.parse("a.xml").getroot()\nroot.findall("./a[@b=\'" + x + "\']")',
      'import elementpath\nelementpath.select(root, "//a[@b=\'" + x + "\']")',
      'from lxml import etree\netree.XPath("//a[@b=\'" + x + "\']")',
    ],
  ],
  [
    'python-xxe',
    [
      'from lxml import objectify\nobjectify.fromstring(request.data)',
      'from lxml import etree\netree.XML(request.data)',
    ],
  ],
  [
    'python-xml-expansion',
    [
      'import xml.sax\nxml.sax.parseString(request.data, handler)',
      'from xml.dom import pulldom\npulldom.parseString(x)',
      'import xmltodict\nxmltodict.parse(x)',
    ],
  ],
  [
    'python-xss',
    [
      'from django.http import HttpResponseNotFound\nreturn HttpResponseNotFound("<p>" + x)',
      'from django.http import HttpResponse\nr = HttpResponse()\nr.write("<p>" + x)',
      'from django.http import HttpResponse\nr = HttpResponse()\nr.content = "<p>" + x',
      'from fastapi.responses import HTMLResponse\nreturn HTMLResponse("<p>" + x)',
      'from sanic.response import html\nreturn html("<p>" + x)',
      'from flask import Response\nreturn Response("<p>" + x)',
      'from werkzeug.wrappers import Response\nreturn Response("<p>" + x, mimetype="text/html")',
      'import streamlit as st\nst.markdown("<p>" + x, unsafe_allow_html=True)',
      'from aiohttp import web\nreturn web.Response(text="<p>" + x, content_type="text/html")',
    ],
  ],
  [
    'python-open-redirect',
    [
      'from django.http import HttpResponseRedirect\nreturn HttpResponseRedirect(x)',
      'from fastapi.responses import RedirectResponse\nreturn RedirectResponse(url=x)',
      'from aiohttp import web\nraise web.HTTPFound(location=x)',
      'from pyramid.httpexceptions import HTTPFound\nraise HTTPFound(x)',
      'from sanic.response import redirect\nreturn redirect(x)',
      'from flask import Response\nreturn Response(status=302, headers={"Location": x})',
      'from flask import make_response\nresponse = make_response("", 302)\nresponse.headers["Location"] = x',
      'import falcon\nraise falcon.HTTPFound(x)',
      'from werkzeug.utils import redirect\nreturn redirect("//" + x)',
    ],
  ],
  ['python-unsafe-reflection', ['globals()[x]()', 'locals().get(x)', 'view.__globals__[x]']],
  [
    'python-attribute-from-outside',
    ['getattr(a, x)()', 'setattr(a, x, 1)', 'import operator\noperator.attrgetter(x)(a)'],
  ],
];

const withInput = (code: string) =>
  `import os\nfrom flask import Flask, request\napp = Flask(__name__)\n\n@app.route("/a")\nasync def view():\n  x = request.args.get("x", "")\n${code.replace(/^/gm, '  ')}\n`;

describe.each(FAMILIES)('%s', (rule, calls) => {
  test.each(calls)('%s', (code) => {
    expect(found(withInput(code))).toContain(rule);
  });
  test.each(calls)('%s, with a value of one’s own', (code) => {
    const own = withInput(code.replaceAll(/request\.(?:args|files|data|get_json\(\))(?:\["a"\])?/g, 'own'));
    expect(found(own.replace('request.args.get("x", "")', '"own"').replaceAll('own.getlist("a")', '[]'))).not.toContain(
      rule,
    );
  });
});
