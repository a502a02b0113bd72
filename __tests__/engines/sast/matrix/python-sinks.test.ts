import { python } from '../../../../src/engines/sast/languages/python/python.ts';
import { describePairs, type Pair, ruleFinder } from './found-rules.ts';

const found = await ruleFinder(python, 'app.py', 'info');

const withInput = (code: string) =>
  `import os, re\nfrom flask import Flask, request\napp = Flask(__name__)\n\n@app.route("/a")\ndef view():\n  x = request.args.get("x", "")\n${code.replace(/^/gm, '  ')}\n`;

/** For each weakness: code that has it, and the same without. */
const SINKS: readonly Pair[] = [
  [
    'python-command-injection',
    'import subprocess\nsubprocess.Popen("ls " + x, shell=True)',
    'import subprocess\nsubprocess.Popen(["ls", "--", x])',
  ],
  [
    'python-command-injection',
    'import subprocess\nsubprocess.check_output(f"ping {x}", shell=True)',
    'import shlex, subprocess\nsubprocess.check_output(f"ping {shlex.quote(x)}", shell=True)',
  ],
  [
    'python-command-injection',
    'import asyncio\nawait asyncio.create_subprocess_shell(x)',
    'import asyncio\nawait asyncio.create_subprocess_exec("ls", x)',
  ],
  ['python-argument-injection', 'import subprocess\nsubprocess.run([x])', 'import subprocess\nsubprocess.run(["ls"])'],
  [
    'python-sql-injection',
    'cursor.execute(f"SELECT * FROM a WHERE b = \'{x}\'")',
    'cursor.execute("SELECT * FROM a WHERE b = %s", (x,))',
  ],
  [
    'python-sql-injection',
    'cursor.execute("SELECT * FROM a WHERE b = \'%s\'" % x)',
    'cursor.execute("SELECT * FROM a WHERE b = ?", [x])',
  ],
  [
    'python-sql-injection',
    'db.session.execute("SELECT * FROM a WHERE b = " + x)',
    'from sqlalchemy import text\ndb.session.execute(text("SELECT * FROM a WHERE b = :b"), {"b": x})',
  ],
  [
    'python-sql-injection',
    'User.objects.raw("SELECT * FROM a WHERE b = \'%s\'" % x)',
    'User.objects.raw("SELECT * FROM a WHERE b = %s", [x])',
  ],
  ['python-sql-injection', 'User.objects.extra(where=["b = \'" + x + "\'"])', 'User.objects.filter(b=x)'],
  [
    'python-sql-injection',
    'q = "SELECT * FROM a WHERE b = {}".format(x)\nconn.cursor().execute(q)',
    'q = "SELECT * FROM a WHERE b = {}".format(int(x))\nconn.cursor().execute(q)',
  ],
  [
    'python-sql-injection',
    'from sqlalchemy import text\nUser.query.filter(text("name = \'" + x + "\'"))',
    'User.query.filter(User.name == x)',
  ],
  [
    'python-sql-injection',
    'cursor.execute("SELECT * FROM a ORDER BY " + x)',
    'if x not in ("b", "c"):\n  return "no"\ncursor.execute("SELECT * FROM a ORDER BY " + x)',
  ],
  [
    'python-nosql-injection',
    'import pymongo\ndb = pymongo.MongoClient().a\ndb.users.find_one({"$where": "this.a == \'" + x + "\'"})',
    'import pymongo\ndb = pymongo.MongoClient().a\ndb.users.find_one({"a": x})',
  ],
  ['python-code-injection', 'eval(x)', 'import ast\nast.literal_eval(x)'],
  ['python-code-injection', 'exec("a = " + x)', 'exec("a = 1")'],
  ['python-code-injection', '__import__(x)', '__import__("json")'],
  [
    'python-template-injection',
    'from flask import render_template_string\nreturn render_template_string("<p>" + x)',
    'from flask import render_template_string\nreturn render_template_string("<p>{{ x }}", x=x)',
  ],
  [
    'python-template-injection',
    'from jinja2 import Template\nreturn Template(f"Hi {x}").render()',
    'from jinja2 import Template\nreturn Template("Hi {{ x }}").render(x=int(x))',
  ],
  [
    'python-template-injection',
    'from jinja2 import Environment\nreturn Environment().from_string(x).render()',
    'from flask import render_template\nreturn render_template("a.html", x=x)',
  ],
  [
    'python-ldap-injection',
    'import ldap\nc = ldap.initialize("ldap://a")\nc.search_s("dc=a", ldap.SCOPE_SUBTREE, f"(uid={x})")',
    'import ldap, ldap.filter\nc = ldap.initialize("ldap://a")\nc.search_s("dc=a", ldap.SCOPE_SUBTREE, "(uid=%s)" % ldap.filter.escape_filter_chars(x))',
  ],
  [
    'python-ldap-injection',
    'import ldap3\nc = ldap3.Connection(ldap3.Server("a"))\nc.search("dc=a", f"(uid={x})")',
    'import ldap3\nfrom ldap3.utils.conv import escape_filter_chars\nc = ldap3.Connection(ldap3.Server("a"))\nc.search("dc=a", f"(uid={escape_filter_chars(x)})")',
  ],
  [
    'python-xpath-injection',
    'from lxml import etree\ntree = etree.parse("a.xml")\ntree.xpath(f"//a[@b=\'{x}\']")',
    'from lxml import etree\ntree = etree.parse("a.xml")\ntree.xpath("//a[@b=$b]", b=x)',
  ],
  [
    'python-xpath-injection',
    'import lxml.etree\nroot = lxml.etree.parse("a.xml")\nquery = "/a/b[@id=\'" + x + "\']"\nnodes = root.xpath(query)',
    'import lxml.etree\nroot = lxml.etree.parse("a.xml")\nnodes = root.xpath("/a/b[@id=\'c\']")',
  ],
  ['python-xss', 'return "<p>" + x', 'from markupsafe import escape\nreturn "<p>" + escape(x)'],
  ['python-xss', 'return f"<p>{x}</p>"', 'import html\nreturn f"<p>{html.escape(x)}</p>"'],
  [
    'python-xss',
    'from flask import make_response\nreturn make_response("<p>" + x)',
    'from flask import jsonify\nreturn jsonify(x)',
  ],
  [
    'python-xss',
    'from django.http import HttpResponse\nreturn HttpResponse("<p>" + x)',
    'from django.http import JsonResponse\nreturn JsonResponse({"a": x})',
  ],
  [
    'python-xss',
    'from django.utils.safestring import mark_safe\nmark_safe("<p>" + x)',
    'from django.utils.html import format_html\nformat_html("<p>{}</p>", x)',
  ],
  [
    'python-xss',
    'from markupsafe import Markup\nMarkup("<p>%s" % x)',
    'import bleach\nfrom markupsafe import Markup\nMarkup("<p>%s" % bleach.clean(x))',
  ],
  [
    'python-path-traversal',
    'open("files/" + x)',
    'from werkzeug.utils import secure_filename\nopen("files/" + secure_filename(x))',
  ],
  [
    'python-path-traversal',
    'open(os.path.join("files", x), "w")',
    'open(os.path.join("files", os.path.basename(x)), "w")',
  ],
  [
    'python-path-traversal',
    'from flask import send_file\nreturn send_file("files/" + x)',
    'from flask import send_from_directory\nreturn send_from_directory("files", x)',
  ],
  [
    'python-path-traversal',
    'import pathlib\nreturn (pathlib.Path("files") / x).read_text()',
    'import pathlib\nroot = pathlib.Path("/srv").resolve()\npath = (root / x).resolve()\nif not path.is_relative_to(root):\n  return "no"\nreturn path.read_text()',
  ],
  [
    'python-path-traversal',
    'p = os.path.join("/srv", x)\nif p.startswith("/srv"):\n  open(p)',
    'p = os.path.realpath(os.path.join("/srv", x))\nif p.startswith("/srv/"):\n  open(p)',
  ],
  [
    'python-path-traversal',
    'f = request.files["a"]\nf.save(os.path.join("files", f.filename))',
    'from werkzeug.utils import secure_filename\nf = request.files["a"]\nf.save(os.path.join("files", secure_filename(f.filename)))',
  ],
  [
    'python-path-traversal',
    'open(os.path.join("files", x))',
    'if "/" in x or "\\\\" in x:\n  return "no"\nopen(os.path.join("files", x))',
  ],
  ['python-path-traversal', 'if ".." not in x:\n  pass\nopen("files/" + x)', 'if ".." not in x:\n  open("files/" + x)'],
  [
    'python-path-traversal',
    'import shutil\nshutil.rmtree("/srv/" + x)',
    'import shutil\nshutil.rmtree("/srv/" + str(int(x)))',
  ],
  [
    'python-path-traversal',
    'os.remove(x)',
    'p = os.path.realpath(x)\nif os.path.commonpath(["/srv", p]) != "/srv":\n  return "no"\nos.remove(p)',
  ],
  ['python-ssrf', 'import requests\nrequests.get(x)', 'import requests\nrequests.get("https://a.example/" + x)'],
  [
    'python-ssrf',
    'import requests\nrequests.get("http://" + x + "/status")',
    'import requests\nrequests.get("https://a.example", params={"x": x})',
  ],
  [
    'python-ssrf',
    'import urllib.request\nurllib.request.urlopen(x)',
    'import urllib.request\nif x not in ("https://a.example",):\n  return "no"\nurllib.request.urlopen(x)',
  ],
  [
    'python-ssrf',
    'import httpx\nhttpx.get(url=x)',
    'import httpx\nhttpx.get(url="https://a.example", headers={"a": x})',
  ],
  [
    'python-ssrf',
    'import requests\ns = requests.Session()\ns.post(x)',
    'import requests\ns = requests.Session()\ns.post("https://a.example", data=x)',
  ],
  [
    'python-ssrf',
    'import requests\nif "a.example" in x:\n  requests.get(x)',
    'import requests\nfrom urllib.parse import urlparse\nif urlparse(x).hostname in ("a.example",):\n  requests.get(x)',
  ],
  [
    'python-open-redirect',
    'from flask import redirect\nreturn redirect(x)',
    'from flask import redirect, url_for\nreturn redirect(url_for("a", b=x))',
  ],
  [
    'python-open-redirect',
    'from flask import redirect\nif x.startswith("https://a.example"):\n  return redirect(x)',
    'from flask import redirect\nif x in ["/a", "/b"]:\n  return redirect(x)',
  ],
  [
    'python-open-redirect',
    'from django.shortcuts import redirect\nreturn redirect(request.GET["next"])\n',
    'from django.shortcuts import redirect\nfrom django.utils.http import url_has_allowed_host_and_scheme\nn = request.GET["next"]\nif url_has_allowed_host_and_scheme(n, allowed_hosts=None):\n  return redirect(n)',
  ],
  [
    'python-unsafe-deserialisation',
    'import pickle\npickle.loads(request.data)',
    'import json\njson.loads(request.data)',
  ],
  [
    'python-unsafe-deserialisation',
    'import base64, pickle\npickle.loads(base64.b64decode(x))',
    'import base64\nbase64.b64decode(x)',
  ],
  [
    'python-unsafe-deserialisation',
    'import yaml\nyaml.load(x, Loader=yaml.Loader)',
    'import yaml\nyaml.load(x, Loader=yaml.SafeLoader)',
  ],
  ['python-unsafe-deserialisation', 'import yaml\nyaml.unsafe_load(x)', 'import yaml\nyaml.safe_load(x)'],
  [
    'python-unsafe-deserialisation',
    'import marshal\nmarshal.loads(request.get_data())',
    'import marshal\nmarshal.dumps(x)',
  ],
  [
    'python-unsafe-deserialisation',
    'import jsonpickle\njsonpickle.decode(x)',
    'import jsonpickle\njsonpickle.encode(x)',
  ],
  [
    'python-xxe',
    'from lxml import etree\nparser = etree.XMLParser(resolve_entities=True)\netree.fromstring(request.data, parser)',
    'import defusedxml.lxml\ndefusedxml.lxml.fromstring(request.data)',
  ],
  [
    'python-trust-boundary',
    'from flask import session\nsession["user"] = x',
    'from flask import session\nsession["user"] = int(x)',
  ],
  ['python-regex-injection', 're.search(x, "text")', 're.search(re.escape(x), "text")'],
  ['python-mass-assignment', 'User(**request.json)', 'User(name=request.json["name"])'],
  [
    'python-jwt-unverified',
    'import jwt\njwt.decode(x, options={"verify_signature": False})',
    'import jwt\njwt.decode(x, KEY, algorithms=["HS256"])',
  ],
  ['python-jwt-unverified', 'import jwt\njwt.decode(x, verify=False)', 'import jwt\njwt.decode(x, KEY, ["RS256"])'],
  [
    'python-insecure-randomness',
    'import random\ntoken = str(random.random())\n',
    'import secrets\ntoken = secrets.token_hex()',
  ],
  [
    'python-insecure-randomness',
    'import random\nsession_id = random.randint(0, 2 ** 32)',
    'import random\ntoken = random.SystemRandom().randint(0, 2 ** 32)',
  ],
  [
    'python-cipher-mode',
    'from Crypto.Cipher import AES\nAES.new(key, AES.MODE_ECB)',
    'from Crypto.Cipher import AES\nAES.new(key, AES.MODE_GCM)',
  ],
  [
    'python-weak-cipher',
    'from Crypto.Cipher import DES\nDES.new(key, DES.MODE_CBC, iv)',
    'from Crypto.Cipher import AES\nAES.new(key, AES.MODE_EAX)',
  ],
  [
    'python-tls-verification-off',
    'import requests\nrequests.get("https://a.example", verify=False)',
    'import requests\nrequests.get("https://a.example", verify=True)',
  ],
  [
    'python-tls-verification-off',
    'import ssl\nssl._create_unverified_context()',
    'import ssl\nssl.create_default_context()',
  ],
  ['python-debug-server', 'app.run(debug=True)', 'app.run()'],
];

describePairs(SINKS, (code) => found(withInput(code)));
