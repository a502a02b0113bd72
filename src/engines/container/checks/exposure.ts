import rules from '../../../../rules/container/exposure.yml';
import type { CheckContext, CheckGroup, CheckResult } from '../check.ts';
import type { ImageFacts } from '../facts.ts';

/** What an image opens to others. */
export const EXPOSURE: CheckGroup = { rules, checks: { 'container-admin-port': adminPort } };

/** Ports by which a machine is administered (https://www.iana.org/assignments/service-names-port-numbers). */
const ADMIN_PORTS: Readonly<Record<string, string>> = {
  22: 'SSH',
  23: 'Telnet',
  512: 'rexec',
  513: 'rlogin',
  514: 'rsh',
  2375: 'Docker without TLS',
  3389: 'Remote Desktop',
  5900: 'VNC',
  5985: 'WinRM',
};

function adminPort({ config }: ImageFacts, { places }: CheckContext): readonly CheckResult[] {
  return Object.keys(config.config?.ExposedPorts ?? {}).flatMap((exposed): readonly CheckResult[] => {
    const [port = '', protocol = 'tcp'] = exposed.split('/');
    const service = protocol === 'tcp' && Object.hasOwn(ADMIN_PORTS, port) ? ADMIN_PORTS[port] : undefined;
    if (service === undefined) return [];
    return [
      {
        place: places.instruction('EXPOSE', port),
        subject: `port ${port}`,
        message: `exposes port ${port} (${service}): a way into the container that nobody needs who can run commands in it`,
      },
    ];
  });
}
