import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import { assignedValues } from './assigned.ts';

const SESSIONS = /^(?:requests\.(?:sessions\.)?[Ss]ession\(\)|requests_\w+\.\w+\(\)|httpx\.(?:Async)?Client\(\))$/;
/** https://docs.python.org/3/library/ssl.html#ssl.TLSVersion */
const OLD_VERSION = /(?:^|\.)TLSVersion\.(?:MINIMUM_SUPPORTED|SSLv3|TLSv1|TLSv1_1)$/;

/** Contexts and sessions whose checks are switched off, or whose versions are lowered, by an assignment. */
export const checkWeakenedTls: ProgramCheck = (_program, lookup) =>
  [...weakenedByAssignment(lookup), ...weakenedByOption(lookup)].sort((a, b) => a.span.start - b.span.start);

function weakenedByAssignment(lookup: Lookup): readonly CheckResult[] {
  return assignedValues(lookup).flatMap(({ name, owner, value, span }) => {
    if (owner === undefined) return [];
    const given = lookup.valueOf(value);
    const path = lookup.pathOf(value);
    if (/^(?:minimum|maximum)_version$/.test(name) && OLD_VERSION.test(path))
      return [{ span, message: `\`${name}\` allows versions that are broken` }];
    const isOff =
      (name === 'check_hostname' && given === false) ||
      (/^(?:verify_mode|cert_reqs)$/.test(name) && (path === 'ssl.CERT_NONE' || path.endsWith('.CERT_NONE'))) ||
      (name === 'PYTHONHTTPSVERIFY' && given === '0') ||
      (name === '_create_default_https_context' && path === 'ssl._create_unverified_context') ||
      (name === 'verify' && given === false && SESSIONS.test(lookup.pathOf(owner)));
    return isOff ? [{ span, message: `\`${name}\` switches off the check of certificates` }] : [];
  });
}

/** https://www.python-ldap.org/en/latest/reference/ldap.html#tls-options */
function weakenedByOption(lookup: Lookup): readonly CheckResult[] {
  return lookup.calls
    .filter((call) => {
      const [option, value] = ['0', '1'].map((selector) => lookup.argument(call, selector));
      if (!call.path.endsWith('.set_option') || option === undefined || value === undefined) return false;
      if (!lookup.pathOf(option).endsWith('.OPT_X_TLS_REQUIRE_CERT')) return false;
      return /\.OPT_X_TLS_(?:NEVER|ALLOW)$/.test(lookup.pathOf(value));
    })
    .map((call) => ({ span: call, message: 'certificates of the directory are not checked' }));
}
