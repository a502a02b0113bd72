import rules from '../../../../../rules/iac/compose/isolation.yml';
import { entriesOf, type PlacedEntry, textAt, textsAt, valueAt } from '../../../yaml-document/placed.ts';
import { capabilityName, judgeCapability } from '../../capabilities.ts';
import type { CheckGroup, IacResult } from '../../check.ts';
import { isTrue, replaceText } from '../../edits.ts';
import { kindOfHostPath } from '../../host-paths.ts';
import type { ComposeProject, Service } from '../compose.ts';

/** What takes away the wall between a service and the host. */
export const ISOLATION: CheckGroup<ComposeProject> = {
  rules,
  checks: {
    'compose-privileged': perService(privileged),
    'compose-runtime-socket': perService(runtimeSocket),
    'compose-host-path': perService(hostPath),
    'compose-host-pid': perService((service) =>
      hostNamespace(service, 'pid', 'sees and may end every process of the host'),
    ),
    'compose-host-ipc': perService((service) =>
      hostNamespace(service, 'ipc', "shares the host's memory segments and queues"),
    ),
    'compose-host-network': perService((service) =>
      hostNamespace(
        service,
        'network_mode',
        "has the host's own network, with everything that listens on its loopback address",
      ),
    ),
    'compose-host-user-namespace': perService((service) =>
      hostNamespace(service, 'userns_mode', 'root in it is root of the host, also where Docker would map users'),
    ),
    'compose-added-capability': perService(addedCapability),
    'compose-unconfined': perService(unconfined),
    'compose-raw-device': perService(rawDevice),
    'compose-root-user': perService(rootUser),
    'compose-new-privileges': perService(newPrivileges),
  },
};

type Found = Omit<IacResult, 'resource'>;

function perService(check: (service: Service) => readonly Found[]) {
  return ({ services }: ComposeProject) =>
    services.flatMap((service) => check(service).map((found) => ({ resource: service.address, ...found })));
}

function privileged({ value }: Service): readonly Found[] {
  const text = textAt(value, 'privileged');
  if (text === undefined || !isTrue(text.value)) return [];
  return [
    {
      region: text.region,
      message: 'is privileged: root in it is root of the host',
      edits: replaceText(text, 'false'),
    },
  ];
}

function runtimeSocket({ mounts }: Service): readonly Found[] {
  return mounts
    .filter(({ source }) => kindOfHostPath(source) === 'runtime-socket')
    .map(({ source, region }) => ({
      region,
      message: `gets ${source}: whoever talks to it starts containers with every right, and read-only changes nothing about that`,
    }));
}

function hostPath({ mounts }: Service): readonly Found[] {
  return mounts.flatMap(({ source, readOnly, region }): readonly Found[] => {
    const kind = kindOfHostPath(source);
    if (kind !== 'root' && kind !== 'control' && kind !== 'system') return [];
    const severity = kind === 'root' && !readOnly ? 'high' : readOnly ? 'low' : 'medium';
    return [{ region, message: `gets the host's ${source}${readOnly ? ' to read' : ' to write'}`, severity }];
  });
}

function hostNamespace({ value }: Service, key: string, what: string): readonly Found[] {
  const text = textAt(value, key);
  return text?.value === 'host' ? [{ region: text.region, message: `${key}: host: it ${what}` }] : [];
}

function addedCapability({ value }: Service): readonly Found[] {
  return textsAt(valueAt(value, 'cap_add')).flatMap((text) => {
    const name = capabilityName(text.value);
    const judged = judgeCapability(name);
    return judged === undefined
      ? []
      : [{ region: text.region, message: `adds the capability ${name}: ${judged.why}`, severity: judged.severity }];
  });
}

function unconfined({ value }: Service): readonly Found[] {
  return textsAt(valueAt(value, 'security_opt'))
    .filter((text) => /^(?:seccomp|apparmor|systempaths)[:=]unconfined$|^label[:=]disable$/.test(text.value.trim()))
    .map(({ region, value: option }) => ({ region, message: `${option.trim()} takes a wall of the sandbox away` }));
}

function rawDevice({ value }: Service): readonly Found[] {
  return textsAt(valueAt(value, 'devices')).flatMap(({ value: device, region }) =>
    /^\/dev(?:\/(?:mem|kmem|port|sd[a-z]\d*|nvme\w*|vd[a-z]\d*|mapper|disk)(?:\/[^:]*)?)?(?::|$)/.test(device)
      ? [{ region, message: `gets ${device.split(':')[0]}: the host's memory or disks, past every right of files` }]
      : [],
  );
}

function rootUser({ value }: Service): readonly Found[] {
  const text = textAt(value, 'user');
  return text !== undefined && /^(?:root|0)(?::|$)/.test(text.value)
    ? [{ region: text.region, message: 'runs as root, whatever the image says' }]
    : [];
}

/** A service without image and build only adds to one of another file, which may say it. */
function newPrivileges({ value, name }: Service): readonly Found[] {
  const isSet = textsAt(valueAt(value, 'security_opt')).some((text) =>
    /^no-new-privileges(?::true|=true)?$/.test(text.value.trim()),
  );
  const isComplete = entriesOf(value).some(({ key }: PlacedEntry) => key.value === 'image' || key.value === 'build');
  return isSet || !isComplete || isTrue(textAt(value, 'privileged')?.value)
    ? []
    : [{ region: name.region, message: 'its programs may gain rights from setuid files' }];
}
