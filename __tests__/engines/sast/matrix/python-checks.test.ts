import { python } from '../../../../src/engines/sast/languages/python/python.ts';
import { describePairs, type Pair, ruleFinder } from './found-rules.ts';

const found = await ruleFinder(python, 'app.py', 'info');

/** What is wrong by itself, whoever sends what: code that has it, and the nearest code that does not. */
const CHECKS: readonly Pair[] = [
  ['python-weak-hash', 'import hashlib\nhashlib.new("dss", x)', 'import hashlib\nhashlib.new("sha256", x)'],
  ['python-weak-hash', 'import hashlib\nhashlib.new(name="SHA1")', 'import hashlib\nhashlib.new(name)'],
  ['python-weak-hash', 'import hmac\nhmac.new(key, x, "md5")', 'import hmac\nhmac.new(key, x, "sha256")'],
  [
    'python-weak-hash',
    'import hashlib, hmac\nhmac.new(key, x, digestmod=hashlib.md5)',
    'import hashlib, hmac\nhmac.new(key, x, digestmod=hashlib.sha1)',
  ],
  ['python-weak-hash', 'import zlib\nzlib.crc32(user.password)', 'import zlib\nzlib.crc32(token.encode())'],
  [
    'python-password-hash-weak',
    'from passlib.hash import md5_crypt\nmd5_crypt.hash(x)',
    'from passlib.hash import argon2\nargon2.hash(x)',
  ],
  [
    'python-password-hash-weak',
    'import hashlib\nhashlib.sha256(password.encode()).hexdigest()',
    'import hashlib\nhashlib.sha256(password_file.encode()).hexdigest()',
  ],
  [
    'python-password-hash-weak',
    'import hashlib\nhashlib.sha512(form["password"])',
    'import hashlib\nhashlib.sha512(form["document"])',
  ],
  [
    'python-insecure-randomness',
    'import numpy as np\ntoken = np.random.bytes(8)',
    'import secrets\ntoken = secrets.token_bytes(8)',
  ],
  [
    'python-insecure-randomness',
    'import random\nrng = random.Random()\nreset_code = rng.randint(1, 9)',
    'import random\nrng = random.SystemRandom()\nreset_code = rng.randint(1, 9)',
  ],
  [
    'python-hard-coded-key',
    'import hmac\nhmac.new(b"not a real key", x, "sha256")',
    'import hmac\nhmac.new(settings.KEY, x, "sha256")',
  ],
  [
    'python-hard-coded-key',
    'from cryptography.hazmat.primitives.ciphers import algorithms\nalgorithms.AES(b"not a real key..")',
    'from cryptography.hazmat.primitives.ciphers import algorithms\nalgorithms.AES(os.urandom(16))',
  ],
  [
    'python-fixed-salt',
    'from cryptography.hazmat.primitives.kdf.scrypt import Scrypt\nScrypt(salt=b"salt", length=32, n=2**14, r=8, p=1)',
    'from cryptography.hazmat.primitives.kdf.scrypt import Scrypt\nScrypt(salt=salt_of(user), length=32, n=2**14, r=8, p=1)',
  ],
  [
    'python-cipher-mode',
    'from Crypto.Cipher import AES\nAES.new(key)',
    'from Crypto.Cipher import AES\nAES.new(key, *options)',
  ],
  ['python-jwt-none', 'import jwt\njwt.encode(claims, key, None)', 'import jwt\njwt.encode(claims, key, "HS256")'],
  [
    'python-jwt-none',
    'import jwt\njwt.decode(token, key, algorithms=["HS256", "none"])',
    'import jwt\njwt.decode(token, key, algorithms=["HS256"])',
  ],
  [
    'python-tls-context-weakened',
    'import ssl\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1_1',
    'import ssl\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1_2',
  ],
  [
    'python-tls-context-weakened',
    'import os\nos.environ["PYTHONHTTPSVERIFY"] = "0"',
    'import os\nos.environ["PYTHONHTTPSVERIFY"] = "1"',
  ],
  [
    'python-tls-verification-off',
    'from urllib3 import PoolManager\nPoolManager(cert_reqs="CERT_NONE")',
    'from urllib3 import PoolManager\nPoolManager(cert_reqs="CERT_REQUIRED")',
  ],
  [
    'python-tls-verification-off',
    'import redis\nredis.Redis(ssl=True, ssl_cert_reqs=None)',
    'import redis\nredis.Redis(ssl=True)',
  ],
  [
    'python-tls-verification-off',
    'import pycurl\nc = pycurl.Curl()\nc.setopt(pycurl.SSL_VERIFYPEER, 0)',
    'import pycurl\nc = pycurl.Curl()\nc.setopt(pycurl.SSL_VERIFYPEER, 1)',
  ],
  [
    'python-cleartext-protocol',
    'import websockets\nwebsockets.connect("ws://a.example.com/b")',
    'import websockets\nwebsockets.connect("ws://localhost:8000/b")',
  ],
  ['python-cleartext-protocol', 'import aioftp\naioftp.Client(ssl=False)', 'import aioftp\naioftp.Client(ssl=True)'],
  [
    'python-mass-assignment',
    'def f(request):\n  User.objects.filter(**request.GET.dict())',
    'def f(request):\n  User.objects.filter(name=request.GET["name"])',
  ],
  ['python-pickle', 'import joblib\njoblib.load(path)', 'import joblib\njoblib.load("model.bin")'],
  [
    'python-yaml-load',
    'from ruamel.yaml import YAML\nYAML(typ="unsafe")',
    'from ruamel.yaml import YAML\nYAML(typ="safe")',
  ],
  [
    'python-secret-key',
    'from flask import Flask\napp = Flask("a")\napp.secret_key = "super" + "_secret_key"',
    'from flask import Flask\napp = Flask("a")\napp.secret_key = os.environ["SECRET_KEY"]',
  ],
  [
    'python-shell-command-built',
    'from airflow.operators.bash import BashOperator\nBashOperator(bash_command="ls " + folder)',
    'from airflow.operators.bash import BashOperator\nBashOperator(bash_command="ls " + FOLDER)',
  ],
];

describePairs(CHECKS, found);
