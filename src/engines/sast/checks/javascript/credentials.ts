import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';

interface Place {
  readonly calls: readonly string[];
  readonly arguments: readonly string[];
}

/** Where signing and encrypting libraries take their keys, by their documentation. */
const SECRETS: readonly Place[] = [
  {
    calls: [
      'jsonwebtoken.sign',
      'jsonwebtoken.verify',
      'jwt-simple.encode',
      'jwt-simple.decode',
      'jose.JWT.sign',
      'jose.JWT.verify',
    ],
    arguments: ['1'],
  },
  { calls: ['jose.JWK.asKey'], arguments: ['0'] },
  { calls: ['express-session', 'express-jwt', 'express-jwt.expressjwt', 'koa-jwt'], arguments: ['0.secret'] },
  { calls: ['cookie-session'], arguments: ['0.secret', '0.keys.0'] },
  { calls: ['cookie-parser'], arguments: ['0'] },
  { calls: ['passport-jwt.Strategy'], arguments: ['0.secretOrKey'] },
  { calls: ['@nestjs/jwt.JwtModule.register', '@fastify/jwt'], arguments: ['0.secret'] },
  {
    calls: ['crypto.createHmac', 'crypto.createCipheriv', 'crypto.createDecipheriv', 'crypto.createCipher'],
    arguments: ['1'],
  },
  { calls: ['crypto-js.AES.encrypt', 'crypto-js.AES.decrypt'], arguments: ['1'] },
];

const DATABASES = ['mysql', 'mysql2', 'mysql2/promise', 'mariadb', 'promise-mysql'];
/** Where clients of services take their passwords. */
const PASSWORDS: readonly Place[] = [
  { calls: DATABASES.flatMap((name) => [`${name}.createConnection`, `${name}.createPool`]), arguments: ['0.password'] },
  {
    calls: ['pg.Pool', 'pg.Client', 'pg-promise()', 'ioredis', 'redis.createClient', 'postgres'],
    arguments: ['0.password'],
  },
  { calls: ['sequelize.Sequelize', 'sequelize'], arguments: ['2', '0.password'] },
  { calls: ['typeorm.createConnection', 'typeorm.DataSource', 'mssql.connect'], arguments: ['0.password'] },
  { calls: ['nodemailer.createTransport'], arguments: ['0.auth.pass'] },
  { calls: ['knex'], arguments: ['0.connection.password'] },
  { calls: ['ldapjs.createClient().bind', 'ldapts.Client.bind'], arguments: ['1'] },
];

/** Services whose address holds the password. */
const ADDRESSES: readonly Place[] = [
  {
    calls: ['mongoose.connect', 'mongoose.createConnection', 'mongodb.MongoClient', 'mongodb.MongoClient.connect'],
    arguments: ['0'],
  },
  { calls: ['sequelize.Sequelize', 'sequelize', 'ioredis', 'amqplib.connect', 'postgres'], arguments: ['0'] },
  { calls: ['pg.Pool', 'pg.Client'], arguments: ['0.connectionString'] },
  { calls: ['redis.createClient'], arguments: ['0.url'] },
];

export const checkHardCodedSecret: ProgramCheck = (_program, lookup) =>
  written(
    SECRETS,
    lookup,
    (value) => value !== '' && !value.includes('-----BEGIN PUBLIC KEY'),
    'signs or encrypts with',
  );

export const checkHardCodedPassword: ProgramCheck = (_program, lookup) =>
  [
    ...written(PASSWORDS, lookup, (value) => value !== '', 'signs in with'),
    ...written(ADDRESSES, lookup, (value) => ADDRESS_WITH_PASSWORD.test(value), 'signs in with'),
  ].sort((a, b) => a.span.start - b.span.start);

/** `scheme://user:password@`; a password of `<…>`, `${…}` or `%s` is a placeholder. */
const ADDRESS_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/:@\s]*:(?![<$%{*])[^@/\s]+@/i;

function written(
  places: readonly Place[],
  lookup: Lookup,
  isCredential: (value: string) => boolean,
  does: string,
): readonly CheckResult[] {
  return lookup.calls.flatMap((call) =>
    places
      .filter(({ calls }) => calls.includes(call.path))
      .flatMap((place) => place.arguments)
      .flatMap((selector) => credentialAt(call, selector, lookup, isCredential, does)),
  );
}

function credentialAt(
  call: ResolvedCall,
  selector: string,
  lookup: Lookup,
  isCredential: (value: string) => boolean,
  does: string,
): readonly CheckResult[] {
  const given = lookup.argument(call, selector);
  const value = given === undefined ? undefined : lookup.valueOf(given);
  if (given === undefined || typeof value !== 'string' || !isCredential(value)) return [];
  const sensitive = isWritten(given);
  const span = sensitive ? given : call;
  return [{ span, message: `\`${call.path}\` ${does} what is written in the code`, sensitive }];
}

function isWritten(given: Expression): boolean {
  return given.kind === 'text' || given.kind === 'join';
}
