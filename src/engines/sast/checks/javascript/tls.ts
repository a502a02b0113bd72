import type { ProgramCheck } from '../../language.ts';
import type { Expression } from '../../program.ts';
import { namedValues } from './assignments.ts';

/** Options of `tls.connect`, `https.request` and of libraries that pass them on; the environment variable switches all off. */
const OFF: Readonly<Record<string, readonly unknown[]>> = {
  rejectUnauthorized: [false],
  strictSSL: [false],
  NODE_TLS_REJECT_UNAUTHORIZED: ['0', 0],
  // https://mongodb.github.io/node-mongodb-native/6.0/interfaces/MongoClientOptions.html
  tlsAllowInvalidCertificates: [true],
  tlsAllowInvalidHostnames: [true],
  tlsInsecure: [true],
  sslValidate: [false],
  // https://curl.se/libcurl/c/CURLOPT_SSL_VERIFYPEER.html
  SSL_VERIFYPEER: [0, false],
  SSL_VERIFYHOST: [0, false],
};

/** Certificates that are not checked, wherever the option stands: it is passed on through many libraries. */
export const checkTlsOff: ProgramCheck = (_program, lookup) =>
  namedValues(lookup).flatMap(({ name, value, span }) => {
    if (name === 'checkServerIdentity' && acceptsAll(value))
      return [{ span, message: '`checkServerIdentity` gives no error, so a certificate of any host is accepted' }];
    const bad = Object.hasOwn(OFF, name) ? OFF[name] : undefined;
    const given = lookup.valueOf(value);
    if (bad === undefined || given === undefined || !bad.includes(given)) return [];
    return [{ span, message: `\`${name}\` is ${JSON.stringify(given)}, so any certificate is accepted` }];
  });

/** A function that does nothing: an error would be what it gives (https://nodejs.org/api/tls.html#tlscheckserveridentityhostname-cert). */
function acceptsAll(value: Expression): boolean {
  if (value.kind !== 'function') return false;
  const { body } = value.definition;
  return body.every(
    (statement) =>
      statement.kind === 'return' &&
      (statement.value === undefined ||
        (statement.value.kind === 'literal' && !statement.value.value) ||
        (statement.value.kind === 'record' && statement.value.entries.length === 0)),
  );
}

const VERSION_OPTIONS = new Set(['secureProtocol', 'minVersion', 'maxVersion']);
/** https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions and `secureProtocol`'s methods of OpenSSL. */
const OLD_VERSION = /^(?:TLSv1(?:\.1)?|SSLv[23])(?:_(?:client_|server_)?method)?$|^TLSv1_1_(?:client_|server_)?method$/;

export const checkOldTls: ProgramCheck = (_program, lookup) =>
  namedValues(lookup).flatMap(({ name, value, span }) => {
    const given = VERSION_OPTIONS.has(name) ? lookup.valueOf(value) : undefined;
    if (typeof given !== 'string' || !OLD_VERSION.test(given)) return [];
    return [{ span, message: `\`${name}\` allows ${given}` }];
  });
