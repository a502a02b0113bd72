import rules from '../../../../../rules/iac/kubernetes/containers.yml';
import { entriesOf, textAt, textsAt, valueAt } from '../../../yaml-document/placed.ts';
import { capabilityName, judgeCapability } from '../../capabilities.ts';
import type { CheckGroup } from '../../check.ts';
import { isFalse, isTrue, replaceText } from '../../edits.ts';
import type { Container, KubernetesObject, Pod } from '../objects.ts';
import { type Found, perContainer, perPod } from '../per.ts';

/** Security contexts: baseline and restricted profile of the Pod Security Standards. */
export const CONTAINERS: CheckGroup<KubernetesObject> = {
  rules,
  checks: {
    'kubernetes-privileged': perContainer(privileged),
    'kubernetes-added-capability': perContainer(addedCapability),
    'kubernetes-kept-capabilities': perContainer(keptCapabilities),
    'kubernetes-privilege-escalation': perContainer(privilegeEscalation),
    'kubernetes-root-user': (object) => [...perPod(rootPod)(object), ...perContainer(rootContainer)(object)],
    'kubernetes-may-run-as-root': perContainer(mayRunAsRoot),
    'kubernetes-writable-root': perContainer(writableRoot),
    'kubernetes-unconfined': (object) => [
      ...perPod(unconfinedPod)(object),
      ...perContainer(unconfinedContainer)(object),
    ],
    'kubernetes-no-seccomp-profile': perContainer(noSeccompProfile),
    'kubernetes-selinux-options': (object) => [
      ...perPod(({ securityContext }) => selinuxOptions(securityContext))(object),
      ...perContainer(({ securityContext }) => selinuxOptions(securityContext))(object),
    ],
    'kubernetes-unmasked-proc': perContainer(unmaskedProc),
    'kubernetes-no-memory-limit': perContainer(noMemoryLimit),
  },
};

/** What is not said counts only in a whole pod, and on Linux: Windows has none of these (https://kubernetes.io/docs/concepts/windows/intro/). */
function isSilent({ isComplete, isWindows }: Pod, { isEphemeral }: Container): boolean {
  return isComplete && !isWindows && !isEphemeral;
}

function privileged({ securityContext }: Container): readonly Found[] {
  const text = textAt(securityContext, 'privileged');
  if (text === undefined || !isTrue(text.value)) return [];
  return [
    {
      region: text.region,
      message: 'is privileged: root in it is root of the node',
      edits: replaceText(text, 'false'),
    },
  ];
}

function addedCapability({ securityContext }: Container): readonly Found[] {
  return textsAt(valueAt(valueAt(securityContext, 'capabilities'), 'add')).flatMap((text) => {
    const name = capabilityName(text.value);
    const judged = judgeCapability(name);
    return judged === undefined
      ? []
      : [{ region: text.region, message: `adds the capability ${name}: ${judged.why}`, severity: judged.severity }];
  });
}

function keptCapabilities(container: Container, pod: Pod): readonly Found[] {
  const { securityContext, region } = container;
  const dropped = textsAt(valueAt(valueAt(securityContext, 'capabilities'), 'drop')).map(({ value }) =>
    capabilityName(value),
  );
  if (!isSilent(pod, container) || dropped.includes('ALL') || isTrue(textAt(securityContext, 'privileged')?.value))
    return [];
  return [{ region, message: 'keeps the capabilities that the runtime gives: it does not drop ALL' }];
}

function privilegeEscalation(container: Container, pod: Pod): readonly Found[] {
  const text = textAt(container.securityContext, 'allowPrivilegeEscalation');
  // A privileged container has nothing left to gain, and Kubernetes refuses `false` there.
  if (isTrue(textAt(container.securityContext, 'privileged')?.value)) return [];
  if (text !== undefined) {
    const message = 'allowPrivilegeEscalation: true lets a setuid program become root';
    return isTrue(text.value)
      ? [{ region: text.region, message, severity: 'medium', edits: replaceText(text, 'false') }]
      : [];
  }
  return isSilent(pod, container)
    ? [
        {
          region: container.region,
          message: 'may gain rights through setuid programs: allowPrivilegeEscalation is not false',
        },
      ]
    : [];
}

/** What a pod says holds for the containers that say nothing else. */
function rootPod({ securityContext, containers }: Pod): readonly Found[] {
  const isOverruled = containers.length > 0 && containers.every((each) => saysOtherwise(each.securityContext));
  return isOverruled ? [] : rootIn(securityContext);
}

/** A user other than root, or that root is refused. */
function saysOtherwise(securityContext: Container['securityContext']): boolean {
  const user = textAt(securityContext, 'runAsUser')?.value;
  const nonRoot = textAt(securityContext, 'runAsNonRoot')?.value;
  return user === undefined ? nonRoot !== undefined && isTrue(nonRoot) : !/^0+$/.test(user);
}

function rootContainer({ securityContext }: Container): readonly Found[] {
  return rootIn(securityContext);
}

function rootIn(securityContext: Container['securityContext']): readonly Found[] {
  const user = textAt(securityContext, 'runAsUser');
  if (user !== undefined && /^0+$/.test(user.value))
    return [{ region: user.region, message: 'runAsUser: 0 runs it as root, whatever the image says' }];
  const nonRoot = textAt(securityContext, 'runAsNonRoot');
  return user === undefined && nonRoot !== undefined && isFalse(nonRoot.value)
    ? [{ region: nonRoot.region, message: 'runAsNonRoot: false lets it run as root', severity: 'low' }]
    : [];
}

/** The container's own word counts before the pod's; a user other than 0 is as good. */
function mayRunAsRoot(container: Container, pod: Pod): readonly Found[] {
  const contexts = [container.securityContext, pod.securityContext];
  const nonRoot = contexts
    .map((context) => textAt(context, 'runAsNonRoot')?.value)
    .find((value) => value !== undefined);
  const user = contexts.map((context) => textAt(context, 'runAsUser')?.value).find((value) => value !== undefined);
  // Whatever is said is judged by the rule of explicit roots.
  if (!isSilent(pod, container) || nonRoot !== undefined || user !== undefined) return [];
  return [
    {
      region: container.region,
      message: 'runs as root if its image says nothing else: neither runAsNonRoot nor runAsUser is set',
    },
  ];
}

function writableRoot(container: Container, pod: Pod): readonly Found[] {
  const text = textAt(container.securityContext, 'readOnlyRootFilesystem');
  if (text !== undefined ? !isFalse(text.value) : !isSilent(pod, container)) return [];
  return [
    {
      region: text?.region ?? container.region,
      message: 'may change its own programs: the root file system is not read-only',
    },
  ];
}

/** Field and annotations (`container.apparmor.security.beta.kubernetes.io/NAME`, gone since 1.30 but still honoured). */
function unconfinedPod({ securityContext, metadata }: Pod): readonly Found[] {
  const annotations = entriesOf(valueAt(metadata, 'annotations')).flatMap(({ key, value }): readonly Found[] =>
    value.kind === 'text' &&
    value.value === 'unconfined' &&
    /(?:apparmor|seccomp)\.security\.(?:alpha|beta)\.kubernetes\.io\//.test(key.value)
      ? [{ region: value.region, message: `${key.value} takes a wall of the sandbox away` }]
      : [],
  );
  return [...unconfinedIn(securityContext), ...annotations];
}

function unconfinedContainer({ securityContext }: Container): readonly Found[] {
  return unconfinedIn(securityContext);
}

function unconfinedIn(securityContext: Container['securityContext']): readonly Found[] {
  return ['seccompProfile', 'appArmorProfile'].flatMap((key) => {
    const type = textAt(valueAt(securityContext, key), 'type');
    return type?.value === 'Unconfined'
      ? [{ region: type.region, message: `${key} Unconfined takes a wall of the sandbox away` }]
      : [];
  });
}

function noSeccompProfile(container: Container, pod: Pod): readonly Found[] {
  const isSet = [container.securityContext, pod.securityContext].some(
    (context) => valueAt(context, 'seccompProfile') !== undefined,
  );
  const annotated = entriesOf(valueAt(pod.metadata, 'annotations')).some(
    ({ key }) => key.value.startsWith('seccomp.security.alpha') || key.value.startsWith('container.seccomp.'),
  );
  if (isSet || annotated || !isSilent(pod, container) || isTrue(textAt(container.securityContext, 'privileged')?.value))
    return [];
  return [
    {
      region: container.region,
      message: 'every call of the kernel is open to it unless the cluster has a default: no seccomp profile',
    },
  ];
}

const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

function selinuxOptions(securityContext: Container['securityContext']): readonly Found[] {
  const options = valueAt(securityContext, 'seLinuxOptions');
  return ['type', 'user', 'role'].flatMap((key) => {
    const text = textAt(options, key);
    if (text === undefined || (key === 'type' ? SELINUX_TYPES.has(text.value) : text.value === '')) return [];
    return [{ region: text.region, message: `sets the SELinux ${key} ${text.value}, which is not one for containers` }];
  });
}

function unmaskedProc({ securityContext }: Container): readonly Found[] {
  const text = textAt(securityContext, 'procMount');
  return text?.value === 'Unmasked'
    ? [{ region: text.region, message: 'sees the parts of /proc that are hidden from containers' }]
    : [];
}

function noMemoryLimit(container: Container, pod: Pod): readonly Found[] {
  const limit = valueAt(valueAt(valueAt(container.value, 'resources'), 'limits'), 'memory');
  const ofPod = valueAt(valueAt(valueAt(pod.spec, 'resources'), 'limits'), 'memory');
  if (!pod.isComplete || container.isEphemeral || container.isInit || limit !== undefined || ofPod !== undefined)
    return [];
  return [{ region: container.region, message: 'may take all memory of the node: it has no limit' }];
}
