import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';

/** Connections whose text may hold a password. */
const CONNECTIONS =
  /^(?:database\/sql\.Open|github\.com\/jmoiron\/sqlx\.(?:Open|Connect|MustConnect)|gorm\.io\/driver\/\w+\.Open|github\.com\/jinzhu\/gorm\.Open|github\.com\/jackc\/pgx(?:\/pgxpool)?\.(?:Connect|New|ParseConfig|ParseURI)|github\.com\/(?:rabbitmq\/amqp091-go|streadway\/amqp)\.Dial|(?:github\.com\/redis\/go-redis|github\.com\/go-redis\/redis)\.ParseURL|github\.com\/gomodule\/redigo\/redis\.DialURL|go\.mongodb\.org\/mongo-driver\/mongo\/options\.Client\(\)\.ApplyURI|github\.com\/go-pg\/pg\.ParseURL|xorm\.io\/xorm\.NewEngine)$/;
const PASSWORD_IN =
  /:\/\/[^:/@\s]+:([^@\s/]+)@|^[^:/@\s]+:([^@\s]+)@(?:tcp|unix)?\(|(?:^|\s)password=([^\s']+)|(?:^|;)\s*(?:password|pwd)=([^;]+)/i;
/** A password as an argument by itself. */
const PASSWORDS: Readonly<Record<string, string>> = {
  'net/smtp.PlainAuth': '2',
  'golang.org/x/crypto/ssh.Password': '0',
  'github.com/go-sql-driver/mysql.Config': 'Passwd',
  'github.com/go-pg/pg.Options': 'Password',
  'github.com/lib/pg.Options': 'Password',
  'github.com/jackc/pgx.ConnConfig': 'Password',
  'github.com/redis/go-redis.Options': 'Password',
  'github.com/go-redis/redis.Options': 'Password',
  'github.com/gomodule/redigo/redis.DialPassword': '0',
  'github.com/go-ldap/ldap.Conn.Bind': '1',
  'gopkg.in/gomail.NewDialer': '3',
  'gopkg.in/gomail.NewPlainDialer': '3',
  'github.com/jlaffaye/ftp.ServerConn.Login': '1',
  'go.mongodb.org/mongo-driver/mongo/options.Credential': 'Password',
  'github.com/aws/aws-sdk-go/aws/credentials.NewStaticCredentials': '1',
  'github.com/aws/aws-sdk-go-v2/credentials.NewStaticCredentialsProvider': '1',
  'github.com/minio/minio-go/pkg/credentials.NewStaticV4': '1',
  'github.com/gocql/gocql.PasswordAuthenticator': 'Password',
  'net/url.UserPassword': '1',
};

/** Passwords as literals in calls that log in. */
export const hardcodedCredentials: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (CONNECTIONS.test(call.path)) {
      const text = call.arguments.map(({ value }) => textOf(value, lookup)).find((each) => holdsPassword(each));
      return text === undefined ? [] : [report(call, 'The connection holds a password')];
    }
    const selector = PASSWORDS[call.path] ?? (/\.SetBasicAuth$/.test(call.path) ? '1' : undefined);
    const given = selector === undefined ? undefined : lookup.argument(call, selector);
    return given !== undefined && isPassword(textOf(given, lookup)) ? [report(call, 'The password stands here')] : [];
  });

function holdsPassword(text: string | undefined): boolean {
  const [, ...found] = PASSWORD_IN.exec(text ?? '') ?? [];
  return isPassword(found.find((each) => each !== undefined));
}

/** Not empty, and nothing that is filled in elsewhere: `${PASSWORD}`, `<password>`, `%s`. */
function isPassword(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !/^[$%<{[*]|\$\{|%s/.test(text);
}

function report(span: ResolvedCall, message: string): CheckResult {
  return { span: { start: span.start, end: span.end }, message, sensitive: true };
}

function textOf(value: Expression, lookup: Lookup): string | undefined {
  const fixed = lookup.valueOf(value);
  return typeof fixed === 'string' ? fixed : undefined;
}

/** Where a key is given. */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/\.SignedString$/, '0'],
  [/^github\.com\/gorilla\/sessions\.NewCookieStore$/, '0'],
  [/^github\.com\/gorilla\/sessions\.NewFilesystemStore$/, '1'],
  [/^github\.com\/gorilla\/(?:csrf\.Protect|securecookie\.New)$/, '0'],
  [/^github\.com\/labstack\/echo\/middleware\.JWT$/, '0'],
  [/^github\.com\/labstack\/(?:echo\/middleware\.JWTConfig|echo-jwt\.Config)$/, 'SigningKey'],
  [/^github\.com\/labstack\/echo-jwt\.JWT$/, '0'],
  [/^github\.com\/gofiber\/(?:contrib\/)?jwt\.(?:Config|SigningKey)$/, 'SigningKey'],
  [/^github\.com\/gofiber\/(?:contrib\/)?jwt\.SigningKey$/, 'Key'],
  [/^github\.com\/appleboy\/gin-jwt\.GinJWTMiddleware$/, 'Key'],
  [/^github\.com\/go-chi\/jwtauth\.New$/, '1'],
  [/^github\.com\/lestrrat-go\/jwx\/\w+\.WithKey$/, '1'],
  [/^golang\.org\/x\/crypto\/chacha20poly1305\.NewX?$/, '0'],
  [/^github\.com\/gin-contrib\/sessions\/cookie\.NewStore$/, '0'],
  [/^crypto\/(?:aes|des|rc4)\.New(?:TripleDES)?Cipher$/, '0'],
  [/^crypto\/hmac\.New$/, '1'],
];
const VERIFIES = /jwt(?:-go)?\.(?:Parser\.)?(?:Parse|ParseWithClaims)$/;

/** Keys as literals where something is signed, encrypted or verified. */
export const hardcodedKey: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    if (VERIFIES.test(call.path)) return call.arguments.flatMap(({ value }) => returnedKeys(value, lookup));
    const selector = KEYS.find(([path]) => path.test(call.path))?.[1];
    const key = selector === undefined ? undefined : lookup.argument(call, selector);
    return key !== undefined && isPassword(textOf(key, lookup)) ? [report(call, 'The key stands in the code')] : [];
  });

/** The function that gives a token's key: https://pkg.go.dev/github.com/golang-jwt/jwt/v5#Keyfunc */
function returnedKeys(value: Expression, lookup: Lookup): readonly CheckResult[] {
  if (value.kind !== 'function') return [];
  return lookup.statements.flatMap((statement): readonly CheckResult[] => {
    const isInside = statement.start >= value.start && statement.end <= value.end;
    if (statement.kind !== 'return' || statement.value === undefined || !isInside) return [];
    if (!isPassword(textOf(statement.value, lookup))) return [];
    return [{ span: statement, message: 'The key stands in the code', sensitive: true }];
  });
}
