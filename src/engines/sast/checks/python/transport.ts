import type { ProgramCheck } from '../../language.ts';
import { assignedValues } from './assigned.ts';

const SESSIONS = /^(?:requests\.(?:sessions\.)?[Ss]ession\(\)|requests_\w+\.\w+\(\)|httpx\.(?:Async)?Client\(\))$/;

/** Contexts and sessions whose checks are switched off by an assignment. */
export const checkWeakenedTls: ProgramCheck = (_program, lookup) =>
  assignedValues(lookup).flatMap(({ name, owner, value, span }) => {
    if (owner === undefined) return [];
    const given = lookup.valueOf(value);
    const path = lookup.pathOf(value);
    const isOff =
      (name === 'check_hostname' && given === false) ||
      (name === 'verify_mode' && (path === 'ssl.CERT_NONE' || path.endsWith('.CERT_NONE'))) ||
      (name === '_create_default_https_context' && path === 'ssl._create_unverified_context') ||
      (name === 'verify' && given === false && SESSIONS.test(lookup.pathOf(owner)));
    return isOff ? [{ span, message: `\`${name}\` switches off the check of certificates` }] : [];
  });
