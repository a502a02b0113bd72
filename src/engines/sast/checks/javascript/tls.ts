import type { ProgramCheck } from '../../language.ts';
import { namedValues } from './assignments.ts';

/** Options of `tls.connect`, `https.request` and of libraries that pass them on; the environment variable switches all off. */
const OFF: Readonly<Record<string, readonly unknown[]>> = {
  rejectUnauthorized: [false],
  strictSSL: [false],
  NODE_TLS_REJECT_UNAUTHORIZED: ['0', 0],
};

/** Certificates that are not checked, wherever the option stands: it is passed on through many libraries. */
export const checkTlsOff: ProgramCheck = (_program, lookup) =>
  namedValues(lookup).flatMap(({ name, value, span }) => {
    const bad = Object.hasOwn(OFF, name) ? OFF[name] : undefined;
    const given = lookup.valueOf(value);
    if (bad === undefined || given === undefined || !bad.includes(given)) return [];
    return [{ span, message: `\`${name}\` is ${JSON.stringify(given)}, so any certificate is accepted` }];
  });

const VERSION_OPTIONS = new Set(['secureProtocol', 'minVersion', 'maxVersion']);
/** https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions and `secureProtocol`'s methods of OpenSSL. */
const OLD_VERSION = /^(?:TLSv1(?:\.1)?|SSLv[23])(?:_(?:client_|server_)?method)?$|^TLSv1_1_(?:client_|server_)?method$/;

export const checkOldTls: ProgramCheck = (_program, lookup) =>
  namedValues(lookup).flatMap(({ name, value, span }) => {
    const given = VERSION_OPTIONS.has(name) ? lookup.valueOf(value) : undefined;
    if (typeof given !== 'string' || !OLD_VERSION.test(given)) return [];
    return [{ span, message: `\`${name}\` allows ${given}` }];
  });
