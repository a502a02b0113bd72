import { type Detector, RANK } from '../candidate.ts';
import { isShown } from '../file-kind.ts';
import type { SecretRule } from '../rules.ts';

/** Modular crypt formats as crypt(5) lists them, phpass, Argon2's PHC string, LDAP schemes (RFC 2307) and what Django writes. */
const HASH =
  /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\$(?:1|apr1)\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|\$5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}|\$6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}|\$y\$[./A-Za-z0-9]{2,10}\$[./A-Za-z0-9]{10,90}\$[./A-Za-z0-9]{43}|\$[PH]\$[./A-Za-z0-9]{31}|\$argon2(?:id|i|d)\$(?:v=\d{1,3}\$)?m=\d{1,9},t=\d{1,9},p=\d{1,5}\$[A-Za-z0-9+/]{8,100}\$[A-Za-z0-9+/]{16,100}|\{(?:SSHA|SHA|SSHA256|SSHA512|SMD5)\}[A-Za-z0-9+/]{26,120}={0,2}|(?<=["'`:,=\s])(?:md5|sha1)\$[A-Za-z0-9]{1,40}\$[0-9a-f]{32,40}|pbkdf2_sha(?:1|256)\$\d{3,8}\$[A-Za-z0-9+/]{8,40}\$[A-Za-z0-9+/]{27,44}=?/y;

/** Whether a value is such a hash, so that it is no password under whatever name. */
export function isPasswordHash(value: string): boolean {
  return WHOLE_HASH.test(value);
}

const WHOLE_HASH = new RegExp(`^(?:${HASH.source.replace(/\(\?<=[^)]*\)/, '')})$`);

/** Hashes of passwords, which weak passwords do not survive: shadow and htpasswd files, dumps of user tables. */
export function passwordHashes(rule: SecretRule): Detector {
  return {
    literals: [
      '$2[abxy]$',
      '$1$[a-z0-9./]',
      '$apr1$',
      '$5$[a-z0-9./]',
      '$6$[a-z0-9./]',
      '$y$[a-z0-9./]',
      '$p$[a-z0-9]',
      '$h$[a-z0-9]',
      '$argon2',
      '{ssha',
      '{sha}',
      '{smd5',
      'pbkdf2_sha',
      'md5$[a-z0-9]',
      'sha1$[a-z0-9]',
    ],
    exactCase: false,
    anyLine: true,
    detect(source, at) {
      if (source.kind.formatsOnly || isShown(source.kind)) return undefined;
      HASH.lastIndex = at;
      const match = HASH.exec(source.text);
      return match === null ? undefined : { rule, rank: RANK.context, start: at, end: HASH.lastIndex };
    },
  };
}
