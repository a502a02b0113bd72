import rules from '../../../../../rules/iac/kubernetes/host.yml';
import { type PlacedValue, textAt, valueAt } from '../../../yaml-document/placed.ts';
import type { CheckGroup } from '../../check.ts';
import { isFalse, isTrue, replaceText } from '../../edits.ts';
import { kindOfHostPath } from '../../host-paths.ts';
import type { Container, KubernetesObject, Pod } from '../objects.ts';
import { type Found, perContainer, perPod } from '../per.ts';

/** What a pod shares with its node (baseline of the Pod Security Standards, for the most part). */
export const HOST: CheckGroup<KubernetesObject> = {
  rules,
  checks: {
    'kubernetes-host-pid': perPod((pod) =>
      hostNamespace(pod, 'hostPID', "sees the node's processes, their memory and environment"),
    ),
    'kubernetes-host-ipc': perPod((pod) =>
      hostNamespace(pod, 'hostIPC', "shares the node's memory segments and queues"),
    ),
    'kubernetes-host-network': perPod((pod) =>
      hostNamespace(pod, 'hostNetwork', "has the node's own network, past network policies"),
    ),
    'kubernetes-runtime-socket': perPod(runtimeSocket),
    'kubernetes-host-path': perPod(hostPath),
    'kubernetes-host-port': perContainer(hostPort),
    'kubernetes-host-process': (object) => [
      ...perPod(({ securityContext }) => hostProcess(securityContext))(object),
      ...perContainer(({ securityContext }) => hostProcess(securityContext))(object),
    ],
    'kubernetes-unsafe-sysctl': perPod(unsafeSysctl),
    'kubernetes-shared-processes': perPod(sharedProcesses),
    'kubernetes-volume-type': perPod(volumeType),
    'kubernetes-service-account-token': perPod(serviceAccountToken),
  },
};

function hostNamespace({ spec }: Pod, key: string, what: string): readonly Found[] {
  const text = textAt(spec, key);
  if (text === undefined || !isTrue(text.value)) return [];
  return [{ region: text.region, message: `${key}: true: the pod ${what}`, edits: replaceText(text, 'false') }];
}

function volumesOf({ spec }: Pod): readonly PlacedValue[] {
  const volumes = valueAt(spec, 'volumes');
  return volumes?.kind === 'list' ? volumes.items : [];
}

function hostPaths(pod: Pod) {
  return volumesOf(pod).flatMap((volume) => {
    const path = textAt(valueAt(volume, 'hostPath'), 'path');
    return path === undefined ? [] : [{ volume: textAt(volume, 'name')?.value ?? '', path }];
  });
}

function runtimeSocket(pod: Pod): readonly Found[] {
  return hostPaths(pod)
    .filter(({ path }) => kindOfHostPath(path.value) === 'runtime-socket')
    .map(({ path }) => ({
      region: path.region,
      message: `gets ${path.value}: whoever talks to it starts containers with every right on the node`,
    }));
}

function hostPath(pod: Pod): readonly Found[] {
  return hostPaths(pod).flatMap(({ volume, path }): readonly Found[] => {
    const kind = kindOfHostPath(path.value);
    if (kind === 'runtime-socket') return [];
    const readOnly = isOnlyRead(pod.containers, volume);
    const severity =
      (kind === 'root' || kind === 'control') && !readOnly && isMounted(pod.containers, volume) && isWhole(path.value)
        ? 'high'
        : readOnly || kind === 'harmless'
          ? 'low'
          : 'medium';
    return [{ region: path.region, message: `gets the node's ${path.value}${readOnly ? ' to read' : ''}`, severity }];
  });
}

/** The folders whose writer owns the node at once; `/var/lib/kubelet` and the like are what storage and network plug-ins work in. */
function isWhole(path: string): boolean {
  return /^\/+(?:etc|root|boot)?\/*$/.test(path);
}

function mountsOf(containers: readonly Container[], volume: string): readonly PlacedValue[] {
  return containers.flatMap(({ value }) => {
    const mounts = valueAt(value, 'volumeMounts');
    return mounts?.kind === 'list' ? mounts.items.filter((mount) => textAt(mount, 'name')?.value === volume) : [];
  });
}

function isMounted(containers: readonly Container[], volume: string): boolean {
  return mountsOf(containers, volume).length > 0;
}

function isOnlyRead(containers: readonly Container[], volume: string): boolean {
  const mounts = mountsOf(containers, volume);
  return mounts.length > 0 && mounts.every((mount) => isTrue(textAt(mount, 'readOnly')?.value));
}

function hostPort({ value }: Container, pod: Pod): readonly Found[] {
  const ports = valueAt(value, 'ports');
  // With the node's network every port is the node's: that is said once, of the pod.
  if (ports?.kind !== 'list' || isTrue(textAt(pod.spec, 'hostNetwork')?.value)) return [];
  return ports.items.flatMap((port) => {
    const text = textAt(port, 'hostPort');
    return text === undefined || text.value === '0'
      ? []
      : [{ region: text.region, message: `takes port ${text.value} of the node, past services and network policies` }];
  });
}

function hostProcess(securityContext: PlacedValue | undefined): readonly Found[] {
  const text = textAt(valueAt(securityContext, 'windowsOptions'), 'hostProcess');
  return text !== undefined && isTrue(text.value)
    ? [{ region: text.region, message: 'runs as a process of the Windows node itself' }]
    : [];
}

/** Namespaced and isolated from other pods (baseline of the Pod Security Standards). */
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
]);

function unsafeSysctl({ securityContext }: Pod): readonly Found[] {
  const sysctls = valueAt(securityContext, 'sysctls');
  return (sysctls?.kind === 'list' ? sysctls.items : []).flatMap((item) => {
    const name = textAt(item, 'name');
    return name === undefined || SAFE_SYSCTLS.has(name.value)
      ? []
      : [{ region: name.region, message: `sets ${name.value}, which is not kept apart from other pods of the node` }];
  });
}

function sharedProcesses({ spec }: Pod): readonly Found[] {
  const text = textAt(spec, 'shareProcessNamespace');
  return text !== undefined && isTrue(text.value)
    ? [
        {
          region: text.region,
          message: 'its containers see and may end the processes of each other, and read their files',
        },
      ]
    : [];
}

/** What the restricted profile allows; `hostPath` has a rule of its own. */
const VOLUME_TYPES = new Set(
  'name configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret hostPath image'.split(' '),
);

function volumeType(pod: Pod): readonly Found[] {
  return volumesOf(pod).flatMap((volume) =>
    (volume.kind === 'map' ? volume.entries : [])
      .filter(({ key }) => !VOLUME_TYPES.has(key.value) && /^[a-zA-Z]+$/.test(key.value))
      .map(({ key }) => ({
        region: key.region,
        message: `mounts a volume of type ${key.value} past persistent volumes and those who give them out`,
      })),
  );
}

/** Kubernetes mounts the token of the account `default` into every pod that does not refuse it. */
function serviceAccountToken({ spec, isComplete, region }: Pod): readonly Found[] {
  const account = (textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount'))?.value ?? 'default';
  if (!isComplete || account !== 'default' || isFalse(textAt(spec, 'automountServiceAccountToken')?.value)) return [];
  return [{ region, message: "carries the token of the namespace's default service account" }];
}
