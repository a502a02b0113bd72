import { type Detector, RANK } from '../candidate.ts';
import { isShown } from '../file-kind.ts';
import { isMadeUp, isPlaceholder } from '../placeholder.ts';
import { isUuid, looksDrawn } from '../randomness.ts';
import type { SecretRule } from '../rules.ts';

const BASIC = /Basic\s{1,2}([A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])/y;
const BEARER = /Bearer\s{1,2}([A-Za-z0-9._~+/-]{16,500}={0,2})(?![\w<{$])/y;

/** User and password as HTTP's Basic scheme sends them (RFC 7617): base64 of `user:password`. */
export function basicHeader(rule: SecretRule): Detector {
  return {
    literals: ['basic '],
    exactCase: false,
    anyLine: true,
    detect(source, at) {
      BASIC.lastIndex = at;
      const value = BASIC.exec(source.text)?.[1];
      if (value === undefined || source.kind.formatsOnly || !holdsUserAndPassword(value)) return undefined;
      const start = BASIC.lastIndex - value.length;
      return {
        rule,
        rank: RANK.context,
        start,
        end: BASIC.lastIndex,
        severity: isShown(source.kind) ? 'low' : rule.severity,
      };
    },
  };
}

/** A bearer token that was copied with its header (RFC 6750). */
export function bearerHeader(rule: SecretRule): Detector {
  return {
    literals: ['bearer '],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      BEARER.lastIndex = at;
      const value = BEARER.exec(source.text)?.[1];
      if (value === undefined || source.kind.formatsOnly || !looksDrawn(value) || isMadeUp(value)) return undefined;
      const severity = isShown(source.kind) ? 'low' : rule.severity;
      return { rule, rank: RANK.context, start: BEARER.lastIndex - value.length, end: BEARER.lastIndex, severity };
    },
  };
}

const AUTHORIZATION =
  /authorization\\?["']?\s{0,2}[:=,]\s{0,2}\\?["'`]?(?:(?:api-?key|(?:api-?)?token|key|splunk|ssws|geniekey|oauth|apikey|access-token)[ =:]\s{0,2})?([\w.~+/-]{16,300}={0,2})(?![\w(<{$])/iy;

/** Tokens that are sent with a scheme of their own, or none: `Authorization: Token …`. */
export function authorizationHeader(rule: SecretRule): Detector {
  return {
    literals: ['authorization'],
    exactCase: false,
    anyLine: false,
    detect(source, at) {
      AUTHORIZATION.lastIndex = at;
      const value = AUTHORIZATION.exec(source.text)?.[1];
      if (value === undefined || source.kind.formatsOnly || isMadeUp(value)) return undefined;
      if (!looksDrawn(value) && !isUuid(value)) return undefined;
      const end = AUTHORIZATION.lastIndex;
      const severity = isShown(source.kind) ? 'low' : rule.severity;
      return { rule, rank: RANK.context, start: end - value.length, end, severity };
    },
  };
}

/** Whether base64 decodes to `user:password` in ASCII, of which neither is a place-holder. */
export function holdsUserAndPassword(base64: string): boolean {
  // `echo … | base64` leaves a line end.
  const text = Buffer.from(base64, 'base64').toString('latin1').trimEnd();
  const match = /^([\x21-\x39\x3b-\x7e]{1,100}):([\x20-\x7e]{3,300})$/.exec(text);
  // `Aladdin` is the user of the RFC's own example.
  return match !== null && match[1] !== 'Aladdin' && !isPlaceholder(match[2] ?? '');
}
