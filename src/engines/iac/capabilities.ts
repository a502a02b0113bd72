import type { Severity } from '../../model/severity.ts';

/** What the container runtime gives anyway, and the baseline of the Pod Security Standards allows (https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline). */
const BASELINE = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

/** Each of these takes over the host: mounting, loading modules, raw devices, other processes (https://man7.org/linux/man-pages/man7/capabilities.7.html). */
const LIKE_ROOT = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_RAWIO',
  'BPF',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'DAC_READ_SEARCH',
]);
const HIGH = new Set(['ALL', 'SYS_ADMIN', 'SYS_MODULE']);

/** A capability's name as the standards write it: without `CAP_`, in capitals. */
export function capabilityName(text: string): string {
  return text.trim().toUpperCase().replace(/^CAP_/, '');
}

/** What an added capability means; `undefined` for one that is harmless or no capability. */
export function judgeCapability(name: string): { readonly severity: Severity; readonly why: string } | undefined {
  if (BASELINE.has(name) || !/^[A-Z_]+$/.test(name)) return undefined;
  if (HIGH.has(name))
    return {
      severity: 'high',
      why: name === 'ALL' ? "every right of the host's root" : 'enough to take over the host',
    };
  if (LIKE_ROOT.has(name)) return { severity: 'medium', why: 'enough to take over the host' };
  return {
    severity: name === 'SYS_NICE' || name === 'IPC_LOCK' || name === 'SYS_RESOURCE' ? 'low' : 'medium',
    why: 'more than the baseline of the Pod Security Standards allows',
  };
}
