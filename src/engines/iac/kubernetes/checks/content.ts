import rules from '../../../../../rules/iac/kubernetes/content.yml';
import type { EngineSettings } from '../../../contract.ts';
import { entriesOf, type PlacedValue, textAt, textsAt, textsBelow, valueAt } from '../../../yaml-document/placed.ts';
import type { CheckGroup } from '../../check.ts';
import { kindOfValue, namesCredential } from '../../credentials.ts';
import { strangeRegistry } from '../../image-origin.ts';
import { isNewest, lastPart, parseImage } from '../../image-reference.ts';
import type { Container, KubernetesObject, Pod } from '../objects.ts';
import { type Found, perContainer, perObject } from '../per.ts';

/** What runs in containers, and what manifests say that they should not. */
export const CONTENT: CheckGroup<KubernetesObject> = {
  rules,
  checks: {
    'kubernetes-newest-image': perContainer(newestImage),
    'kubernetes-unpinned-image': perContainer(unpinnedImage),
    'kubernetes-untrusted-registry': (object, settings) =>
      perContainer((container) => untrustedRegistry(container, settings))(object),
    'kubernetes-secret-in-environment': perContainer(secretInEnvironment),
    'kubernetes-secret-in-config-map': perObject(['ConfigMap'], secretInConfigMap),
    'kubernetes-tiller': perContainer(tiller),
    'kubernetes-weak-control-plane': perContainer(weakControlPlane),
    'kubernetes-probe-to-other-host': perContainer(probeToOtherHost),
  },
};

function imageOf({ image }: Container) {
  const reference = image === undefined ? undefined : parseImage(image.value);
  return image === undefined || reference === undefined ? undefined : { image, reference };
}

function newestImage(container: Container): readonly Found[] {
  const found = imageOf(container);
  if (found === undefined || !isNewest(found.reference)) return [];
  return [
    {
      region: found.image.region,
      message: `runs ${found.image.value}, whatever is newest when a node pulls it: two replicas may differ`,
    },
  ];
}

function unpinnedImage(container: Container): readonly Found[] {
  const found = imageOf(container);
  if (found === undefined || found.reference.digest !== undefined || isNewest(found.reference)) return [];
  return [{ region: found.image.region, message: `runs ${found.image.value} by its tag, which can be moved` }];
}

function untrustedRegistry({ image }: Container, settings: EngineSettings): readonly Found[] {
  const registry = image === undefined ? undefined : strangeRegistry(image.value, settings);
  return image === undefined || registry === undefined
    ? []
    : [{ region: image.region, message: `runs an image of ${registry}, which is none of the trusted registries` }];
}

function secretInEnvironment({ value }: Container): readonly Found[] {
  const env = valueAt(value, 'env');
  return (env?.kind === 'list' ? env.items : []).flatMap((item): readonly Found[] => {
    const name = textAt(item, 'name')?.value ?? '';
    const literal = textAt(item, 'value');
    return literal === undefined
      ? []
      : credential(
          name,
          literal.value,
          literal.region,
          'stands in the manifest, for everyone who may read the repository or the pod',
        );
  });
}

function secretInConfigMap({ value }: KubernetesObject): readonly Found[] {
  return entriesOf(valueAt(value, 'data')).flatMap(({ key, value: item }) =>
    item.kind === 'text' && !item.value.includes('\n')
      ? credential(key.value, item.value, item.region, 'stands in a ConfigMap, which is not kept like a Secret')
      : [],
  );
}

function credential(name: string, value: string, region: Found['region'], what: string): readonly Found[] {
  const kind = namesCredential(name) ? kindOfValue(value) : 'none';
  if (kind === 'none') return [];
  return [{ region, message: `${name} ${what}`, sensitive: true, ...(kind === 'stand-in' && { severity: 'low' }) }];
}

function tiller(container: Container): readonly Found[] {
  const found = imageOf(container);
  return found !== undefined && lastPart(found.reference) === 'tiller'
    ? [
        {
          region: found.image.region,
          message:
            'runs Tiller, through which everyone in the cluster installs what he likes; it has had no updates since 2020',
        },
      ]
    : [];
}

/** Flags of the control plane that let in whoever asks (the CIS benchmark's public chapters cite these pages of the components). */
const WEAK_FLAGS: readonly { readonly program: RegExp; readonly flag: RegExp; readonly what: string }[] = [
  {
    program: /^(?:kube-apiserver|kubelet)$/,
    flag: /^--authorization-mode=(?:.*,)?AlwaysAllow/,
    what: 'allows everything to everyone who is known',
  },
  {
    program: /^(?:kube-apiserver|kubelet)$/,
    flag: /^--anonymous-auth=true$/,
    what: 'takes requests of people it does not know',
  },
  {
    program: /^kube-apiserver$/,
    flag: /^--(?:basic-auth-file|token-auth-file)=/,
    what: 'knows passwords from a file that never change',
  },
  { program: /^kube-apiserver$/, flag: /^--insecure-(?:port=[1-9]|bind-address=)/, what: 'serves without any log-in' },
  { program: /^kube-apiserver$/, flag: /^--enable-admission-plugins=(?:.*,)?AlwaysAdmit/, what: 'admits everything' },
  { program: /^kube-apiserver$/, flag: /^--kubelet-https=false$/, what: 'talks to nodes in the clear' },
  {
    program: /^(?:etcd|kube-apiserver)$/,
    flag: /^--(?:client-cert-auth|peer-client-cert-auth)=false$/,
    what: 'takes clients without a certificate',
  },
  { program: /^etcd$/, flag: /^--(?:peer-)?auto-tls=true$/, what: 'takes certificates that anyone may make' },
  { program: /^kubelet$/, flag: /^--read-only-port=[1-9]/, what: 'tells about its pods without any log-in' },
  {
    program: /^(?:dashboard|kubernetes-dashboard)$|^metrics-scraper$/,
    flag: /^--enable-skip-login(?:=true)?$/,
    what: 'lets everyone past the log-in',
  },
];

function weakControlPlane(container: Container): readonly Found[] {
  const { value } = container;
  const found = imageOf(container);
  const words = [...textsAt(valueAt(value, 'command')), ...textsAt(valueAt(value, 'args'))];
  const programs = [words[0]?.value.split('/').at(-1) ?? '', found === undefined ? '' : lastPart(found.reference)];
  return words.flatMap((word) =>
    WEAK_FLAGS.filter(({ program, flag }) => flag.test(word.value) && programs.some((name) => program.test(name))).map(
      ({ what }) => ({
        region: word.region,
        message: `${word.value.split('=')[0]} here ${what}`,
      }),
    ),
  );
}

/** `host` of probes and hooks makes the node's kubelet ask somewhere else (baseline since 1.34). */
function probeToOtherHost({ value }: Container, _pod: Pod): readonly Found[] {
  const hooks = valueAt(value, 'lifecycle');
  const handlers: readonly (PlacedValue | undefined)[] = [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((key) => valueAt(value, key)),
    ...['postStart', 'preStop'].map((key) => valueAt(hooks, key)),
  ];
  return handlers.flatMap((handler) =>
    ['httpGet', 'tcpSocket'].flatMap((action) => {
      const host = textAt(valueAt(handler, action), 'host');
      return host === undefined ||
        textsBelow(host).every(({ value: text }) => /^(?:|localhost|127\.0\.0\.1|::1)$/.test(text))
        ? []
        : [{ region: host.region, message: `makes the node ask ${host.value} instead of the container` }];
    }),
  );
}
