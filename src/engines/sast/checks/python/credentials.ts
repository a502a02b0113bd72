import type { Severity } from '../../../../model/severity.ts';
import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression, Span } from '../../program.ts';
import { assignedValues, isDjangoSettings } from './assigned.ts';

/** Words that stand where a value will be, by themselves or as a part. */
const PLACEHOLDER =
  /^$|^[<{$%*.x]|change|replace|example|your|insert|placeholder|dummy|fake|todo|xxx|\*\*\*|^(?:none|null|undefined|string|token|key|password_?field)$|^\w*_(?:key|token|password|secret)$/i;
const TESTS = /test|sample|demo|insecure|abcdef|012345/i;

function looksRandom(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  return (
    (value.length >= 12 && kinds >= 3 && /\d/.test(value)) ||
    (value.length >= 20 && new Set(value).size >= 12 && /\d/.test(value))
  );
}

/** A fixed text that is no placeholder. */
function writtenValue(given: Expression | undefined, lookup: Lookup): string | undefined {
  const value = given === undefined ? undefined : lookup.valueOf(given);
  return typeof value === 'string' && !PLACEHOLDER.test(value) ? value : undefined;
}

interface Place {
  readonly calls: RegExp;
  readonly passwords: readonly string[];
}

/** Where clients of databases and services take their passwords, by their documentation. */
const PLACES: readonly Place[] = [
  {
    calls:
      /^(?:psycopg2?|pymysql|MySQLdb|mysql\.connector|mariadb|cx_Oracle|oracledb|pymssql|asyncpg|aiomysql|aiopg|pyodbc|snowflake\.connector|redshift_connector|vertica_python|clickhouse_driver)\.(?:connect|create_pool|Connection\.connect)$/,
    passwords: ['password', 'passwd', 'pwd'],
  },
  { calls: /^(?:pymysql|MySQLdb|mysql\.connector)\.connect$/, passwords: ['2'] },
  {
    calls:
      /^(?:redis\.(?:asyncio\.)?(?:Redis|StrictRedis)|pymongo\.MongoClient|pika\.PlainCredentials|cassandra\.auth\.PlainTextAuthProvider)$/,
    passwords: ['password'],
  },
  { calls: /^pika\.PlainCredentials$/, passwords: ['1'] },
  {
    calls: /^(?:smtplib\.SMTP(?:_SSL)?\(\)|imaplib\.IMAP4(?:_SSL)?\(\)|ftplib\.FTP(?:_TLS)?\(\))\.login$/,
    passwords: ['1', 'password', 'passwd'],
  },
  { calls: /^ftplib\.FTP(?:_TLS)?$/, passwords: ['2', 'passwd'] },
  {
    calls: /^(?:requests\.auth\.HTTPBasicAuth|httpx\.BasicAuth|aiohttp\.BasicAuth|requests\.auth\.HTTPDigestAuth)$/,
    passwords: ['1', 'password'],
  },
  { calls: /^(?:requests|httpx)\.(?:get|post|put|patch|delete|request)$/, passwords: ['auth.1'] },
  { calls: /^paramiko\.(?:client\.)?SSHClient\(\)\.connect$/, passwords: ['2', 'password'] },
  {
    calls: /^(?:fabric\.Connection|netmiko\.ConnectHandler|ldap3\.Connection|winrm\.Session)$/,
    passwords: ['password', 'connect_kwargs.password'],
  },
  {
    calls:
      /^(?:boto3|aioboto3)\.(?:(?:session\.)?Session|client|resource|(?:session\.)?Session\(\)\.(?:client|resource))$/,
    passwords: ['aws_secret_access_key', 'aws_session_token'],
  },
  { calls: /^ldap\.initialize\(\)\.(?:simple_)?bind(?:_s)?$/, passwords: ['1'] },
];
const LOCAL = /^(?:localhost|127\.0\.0\.1|::1|0\.0\.0\.0|db|mysql|postgres|redis|mongo)?$/;

/** Passwords in calls that connect to something. */
export const checkCredentials: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call) => {
    const selectors = PLACES.filter(({ calls }) => calls.test(call.path)).flatMap(({ passwords }) => passwords);
    const found = selectors
      .map((selector) => lookup.argument(call, selector))
      .find((given) => writtenValue(given, lookup) !== undefined);
    const value = writtenValue(found, lookup);
    if (found === undefined || value === undefined) return [];
    const severity: Severity = looksRandom(value) && !isLocal(call, lookup) && !TESTS.test(value) ? 'high' : 'low';
    return [shown(call, found, `${call.path} signs in with a password that stands in the code`, severity)];
  });

function isLocal(call: ResolvedCall, lookup: Lookup): boolean {
  const given = lookup.argument(call, 'host') ?? lookup.argument(call, 'hostname') ?? lookup.argument(call, '0');
  const value = given === undefined ? undefined : lookup.valueOf(given);
  return typeof value === 'string' && LOCAL.test(value);
}

/** The span shows the credential only where it is written. */
function shown(call: Span, found: Expression, message: string, severity: Severity): CheckResult {
  const isWritten = found.kind === 'text' || found.kind === 'join';
  return { span: call, message, severity, ...(isWritten && { sensitive: true }) };
}

const TOKENS = /^(?:jwt|jose\.jwt|authlib\.jose\.jwt)\.(?:encode|decode)$/;
const SIGNERS =
  /^itsdangerous\.(?:\w+\.)?(?:URLSafeTimedSerializer|URLSafeSerializer|Signer|TimestampSigner|Serializer|TimedSerializer|JSONWebSignatureSerializer|TimedJSONWebSignatureSerializer)$/;

/** Keys of tokens in the code. A public key is no secret. */
export const checkTokenKeys: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call) => {
    const isSigner = SIGNERS.test(call.path);
    if (!isSigner && !TOKENS.test(call.path)) return [];
    const given =
      lookup.argument(call, 'key') ??
      lookup.argument(call, 'secret_key') ??
      lookup.argument(call, isSigner ? '0' : '1');
    const value = given === undefined ? undefined : lookup.valueOf(given);
    if (
      given === undefined ||
      typeof value !== 'string' ||
      value === '' ||
      /^\s*(?:-----BEGIN (?:RSA )?PUBLIC|[<{$%])/.test(value)
    )
      return [];
    return [shown(call, given, 'tokens are signed with a key that stands in the code', keySeverity(value))];
  });

/** A word is guessed, but also stands in examples and tests. */
function keySeverity(value: string): Severity {
  return looksRandom(value) && !TESTS.test(value) ? 'high' : 'medium';
}

/** What says that it will be replaced; any other word (`secret_key`) signs sessions as it stands there. */
const TO_BE_FILLED =
  /^\s*$|^[<{$%*]|\{\{|\$\{|change|replace|example|your|insert|placeholder|dummy|fake|todo|xxx|\*\*\*|^(?:none|null|undefined)$/i;

/** Flask's and Django's signing keys. */
export const checkSecretKeys: ProgramCheck = (program, lookup) => {
  const isFlask = [...program.imports.values()].some((path) => /^(?:flask|quart)(?:\.|$)/.test(path));
  const isDjango = isDjangoSettings(lookup);
  return assignedValues(lookup).flatMap(({ name, owner, value, span }) => {
    const isKey =
      owner === undefined
        ? name === 'SECRET_KEY' && (isDjango || isFlask)
        : isKeyOf(name, lookup.pathOf(owner), isFlask);
    const written = isKey ? lookup.valueOf(value) : undefined;
    if (typeof written !== 'string' || TO_BE_FILLED.test(written)) return [];
    return [shown(span, value, 'the key that signs sessions stands in the code', keySeverity(written))];
  });
};

const SIGNING_KEY = /^(?:SECRET_KEY|SECRET_KEY_\w+|JWT_SECRET(?:_KEY)?|WTF_CSRF_SECRET_KEY|SECURITY_PASSWORD_SALT)$/;

function isKeyOf(name: string, owner: string, isFlask: boolean): boolean {
  if (!isFlask && !/Flask\(\)/.test(owner)) return false;
  return name === 'secret_key' || (SIGNING_KEY.test(name) && /config$/.test(owner));
}
