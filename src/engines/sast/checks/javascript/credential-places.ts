import { expandBraces } from '../../braces.ts';

/** Calls, as paths of rules (braces for alternatives), and the arguments of theirs that hold a credential. */
export interface CredentialPlace {
  readonly calls: readonly string[];
  readonly arguments: readonly string[];
}

const place = (calls: readonly string[], ...given: readonly string[]): CredentialPlace => ({
  calls: calls.flatMap(expandBraces),
  arguments: given,
});

/** Where signing and encrypting libraries take their keys, by their documentation. */
export const SECRETS: readonly CredentialPlace[] = [
  place(
    ['jsonwebtoken.{sign,verify}', 'jwt-simple.{encode,decode}', 'jose.JWT.{sign,verify}', 'njwt.{create,verify}'],
    '1',
  ),
  place(['jose.{jwtVerify,jwtDecrypt,compactVerify}'], '1'),
  place(['jose.JWK.asKey', 'jose.{importJWK,createSecretKey}'], '0', '0.k'),
  // Chains of any length: https://github.com/panva/jose/blob/main/docs/classes/jwt_sign.SignJWT.md
  place(
    ['jose.{SignJWT,CompactSign,EncryptJWT}.**.{sign,encrypt}', 'jose.{SignJWT,CompactSign,EncryptJWT}.{sign,encrypt}'],
    '0',
  ),
  place(
    [
      '{express-session,express-jwt,express-jwt.expressjwt,expressjwt,koa-jwt,@fastify/jwt,@fastify/session,hapi-auth-jwt2}',
    ],
    '0.secret',
  ),
  place(['express-session'], '0.secret.0'),
  place(['{cookie-session,koa-session,koa-generic-session}'], '0.secret', '0.keys.0', '0.keys'),
  place(['{cookie-parser,@fastify/cookie}'], '0', '0.secret'),
  place(['{iron-session.getIronSession,iron-session.ironSession}'], '2.password', '0.password'),
  place(['passport-jwt.Strategy'], '0.secretOrKey'),
  // https://www.passportjs.org/concepts/oauth2/ https://www.passportjs.org/packages/passport-twitter/
  place(
    ['**.{Strategy,OAuth2Strategy,OAuthStrategy}', '{Google,Facebook,Twitter,GitHub,Auth0}Strategy'],
    '0.clientSecret',
    '0.consumerSecret',
    '0.secretOrKey',
  ),
  place(['@nestjs/jwt.JwtModule.register'], '0.secret', '0.secretOrPrivateKey', '0.privateKey'),
  place(
    ['@nestjs/jwt.JwtService.{sign,signAsync,verify,verifyAsync}', 'fast-jwt.{createSigner,createVerifier}'],
    '1.secret',
    '0.key',
  ),
  place(['next-auth', 'next-auth.NextAuth'], '0.secret', '0.jwt.secret'),
  place(['crypto.{createHmac,createCipheriv,createDecipheriv,createCipher,createDecipher}'], '1'),
  place(['crypto.{createSecretKey,createPrivateKey}'], '0', '0.key', '0.passphrase'),
  place(['crypto.{privateDecrypt,privateEncrypt,sign}'], '0.key', '0.passphrase', '0'),
  place(['crypto.createSign().sign', 'crypto.createSign().update().sign'], '0', '0.key', '0.passphrase'),
  place(['crypto.{scrypt,scryptSync,pbkdf2,pbkdf2Sync}'], '0'),
  place(
    [
      '{crypto-js,CryptoJS}.{AES,DES,TripleDES,RC4,Rabbit}.{encrypt,decrypt}',
      '{crypto-js,CryptoJS}.{HmacSHA1,HmacSHA256,HmacSHA512,HmacMD5}',
      'crypto-js/{aes,des,hmac-sha256}',
      'crypto-js/aes.{encrypt,decrypt}',
    ],
    '1',
  ),
  place(['{cryptr,cryptr.Cryptr,simple-encryptor,string-crypto}'], '0'),
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Credentials.html
  place(['aws-sdk.**', 'AWS.**'], '0.secretAccessKey', '0.credentials.secretAccessKey'),
  place(['{aws-sdk,AWS}.config.update'], '0.secretAccessKey'),
  place(['{aws-sdk,AWS}.Credentials'], '1'),
  place(
    ['stripe', 'openai', '@sendgrid/mail.setApiKey', 'twilio', 'mailgun-js', 'openai.Configuration'],
    '0',
    '0.apiKey',
  ),
  place(['{twilio,@supabase/supabase-js.createClient}'], '1'),
];

const MYSQL = ['{mysql,mysql2,mariadb,promise-mysql}.{createConnection,createPool,createPoolCluster}'];

/** Where clients of services take their passwords. */
export const PASSWORDS: readonly CredentialPlace[] = [
  place(MYSQL, '0.password'),
  place(
    [
      'pg.{Pool,Client,native.Pool,native.Client}',
      '{pg-promise(),ioredis,ioredis.Redis,redis.createClient,postgres,handy-redis.createNodeRedis}',
    ],
    '0.password',
  ),
  place(['{sequelize.Sequelize,sequelize,sequelize-typescript.Sequelize}'], '2', '0.password'),
  place(
    [
      'typeorm.{createConnection,DataSource}',
      '{mssql.connect,mssql.ConnectionPool,oracledb.getConnection,oracledb.createPool,snowflake-sdk.createConnection}',
      '@nestjs/{typeorm.TypeOrmModule,sequelize.SequelizeModule}.forRoot',
    ],
    '0.password',
  ),
  place(['tedious.Connection'], '0.authentication.options.password', '0.password'),
  place(['nodemailer.createTransport'], '0.auth.pass'),
  place(['knex'], '0.connection.password'),
  place(['{ldapjs.createClient(),ldapts.Client}.bind'], '1'),
  place(
    ['{mongoose.connect,mongoose.createConnection,mongodb.MongoClient,mongodb.MongoClient.connect}'],
    '1.pass',
    '1.password',
    '1.auth.password',
  ),
  place(
    [
      'ssh2.Client.connect',
      '{node-ssh.NodeSSH,ssh2-sftp-client,basic-ftp.Client,ftp}.{connect,access}',
      'imap',
      'node-imap',
      'simple-ssh',
    ],
    '0.password',
    '0.pass',
    '0.passphrase',
  ),
  place(['neo4j-driver.auth.basic'], '1'),
  place(['mqtt.connect'], '1.password', '0.password'),
  place(['cassandra-driver.auth.PlainTextAuthProvider'], '1'),
  place(['cassandra-driver.Client'], '0.credentials.password'),
  place(['{kafkajs,kafkajs.Kafka}'], '0.sasl.password'),
  place(['@elastic/elasticsearch.Client'], '0.auth.password', '0.auth.apiKey'),
  place(['{axios,axios.create,got,request}'], '0.auth.password', '0.password'),
  place(
    ['axios.{get,post,put,patch,delete}', 'request.{get,post}'],
    '1.auth.password',
    '2.auth.password',
    '1.auth.pass',
  ),
];

/** Services whose address holds the password. */
export const ADDRESSES: readonly CredentialPlace[] = [
  place(
    ['mongoose.{connect,createConnection}', 'mongodb.{MongoClient,MongoClient.connect}', '{mongoist,mongojs,monk}'],
    '0',
  ),
  place(
    [
      '{sequelize.Sequelize,sequelize,sequelize-typescript.Sequelize,ioredis,ioredis.Redis,amqplib.connect,postgres,mqtt.connect,nodemailer.createTransport,pg-promise()}',
      'amqplib/callback_api.connect',
      '{mysql,mysql2}.{createConnection,createPool}',
      'pg.{Pool,Client}',
    ],
    '0',
  ),
  place(['pg.{Pool,Client}', 'pg-promise()'], '0.connectionString'),
  place(['redis.createClient'], '0.url', '0'),
  place(['typeorm.{createConnection,DataSource}'], '0.url'),
  place(['knex'], '0.connection'),
];
