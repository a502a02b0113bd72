import type { Region } from '../../../model/location.ts';
import { entriesOf, entryAt, type PlacedEntry, type PlacedValue, textAt, valueAt } from '../../yaml-document/placed.ts';
import type { Container, KubernetesObject, Pod } from './objects.ts';

/** Where a workload keeps its pod, and which API it must be of (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/). */
const WORKLOADS: Readonly<Record<string, { readonly api: RegExp; readonly path: readonly string[] }>> = {
  Pod: { api: /^v1$/, path: [] },
  PodTemplate: { api: /^v1$/, path: ['template'] },
  ReplicationController: { api: /^v1$/, path: ['spec', 'template'] },
  Deployment: { api: /^(?:apps|extensions)\//, path: ['spec', 'template'] },
  StatefulSet: { api: /^apps\//, path: ['spec', 'template'] },
  DaemonSet: { api: /^(?:apps|extensions)\//, path: ['spec', 'template'] },
  ReplicaSet: { api: /^(?:apps|extensions)\//, path: ['spec', 'template'] },
  Job: { api: /^batch\//, path: ['spec', 'template'] },
  CronJob: { api: /^batch\//, path: ['spec', 'jobTemplate', 'spec', 'template'] },
  DeploymentConfig: { api: /^(?:apps\.openshift\.io\/|v1$)/, path: ['spec', 'template'] },
  Rollout: { api: /^argoproj\.io\//, path: ['spec', 'template'] },
};

/** Other kinds that a check looks at, and their API. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  Role: /^rbac\.authorization\.k8s\.io\//,
  ClusterRole: /^rbac\.authorization\.k8s\.io\//,
  RoleBinding: /^rbac\.authorization\.k8s\.io\//,
  ClusterRoleBinding: /^rbac\.authorization\.k8s\.io\//,
  Service: /^v1$/,
  ConfigMap: /^v1$/,
  Namespace: /^v1$/,
  ServiceAccount: /^v1$/,
  Ingress: /^(?:networking\.k8s\.io|extensions)\//,
  APIService: /^apiregistration\.k8s\.io\//,
};

const CLUSTER_WIDE = new Set(['ClusterRole', 'ClusterRoleBinding', 'Namespace', 'APIService']);

/** Kinds that are worth parsing a document for. */
export function isLookedAt(kind: string): boolean {
  return Object.hasOwn(WORKLOADS, kind) || Object.hasOwn(OTHERS, kind) || kind === 'List';
}

/** The objects of a document: itself, or the items of a List. Nothing for kinds and APIs that no check looks at. */
export function readObjects(value: PlacedValue): readonly KubernetesObject[] {
  return itemsIn(value).flatMap(readOne);
}

/** Where the workloads of a document are not shaped as their API has it, so that a part of them could not be judged: a clause each. */
export function shapeProblems(value: PlacedValue): readonly string[] {
  return itemsIn(value).flatMap((item) => shapeProblem(item) ?? []);
}

function itemsIn(value: PlacedValue): readonly PlacedValue[] {
  if (!/^(?:List|\w+List)$/.test(textAt(value, 'kind')?.value ?? '')) return [value];
  const items = valueAt(value, 'items');
  return items?.kind === 'list' ? items.items : [];
}

/** What is left out altogether may stand in another file, of which this one is a patch. */
function shapeProblem(value: PlacedValue): string | undefined {
  const kind = textAt(value, 'kind')?.value ?? '';
  const workload = Object.hasOwn(WORKLOADS, kind) ? WORKLOADS[kind] : undefined;
  if (!workload?.api.test(textAt(value, 'apiVersion')?.value ?? '')) return undefined;
  let current = value;
  for (const key of [...workload.path, 'spec']) {
    const entry = entryAt(current, key);
    if (entry === undefined || entry.value.kind === 'empty') return undefined;
    if (entry.value.kind !== 'map') return misshapen(entry, 'map');
    current = entry.value;
  }
  for (const { key } of CONTAINERS) {
    const entry = entryAt(current, key);
    if (entry === undefined || entry.value.kind === 'empty') continue;
    if (entry.value.kind !== 'list') return misshapen(entry, 'list');
    const wrong = entry.value.items.find((item) => item.kind !== 'map');
    if (wrong !== undefined) return `a container at line ${wrong.region.startLine} is no map`;
  }
  return undefined;
}

function misshapen({ key }: PlacedEntry, expected: 'map' | 'list'): string {
  return `"${key.value}" at line ${key.region.startLine} is no ${expected}`;
}

const CONTAINERS = [
  { key: 'containers', what: 'container' },
  { key: 'initContainers', what: 'init container' },
  { key: 'ephemeralContainers', what: 'ephemeral container' },
] as const;

function readOne(value: PlacedValue): readonly KubernetesObject[] {
  const kindText = textAt(value, 'kind');
  const api = textAt(value, 'apiVersion')?.value ?? '';
  const kind = kindText?.value ?? '';
  const workload = Object.hasOwn(WORKLOADS, kind) ? WORKLOADS[kind] : undefined;
  const other = Object.hasOwn(OTHERS, kind) ? OTHERS[kind] : undefined;
  if (kindText === undefined || !(workload?.api ?? other)?.test(api)) return [];
  const metadata = valueAt(value, 'metadata');
  const nameText = textAt(metadata, 'name') ?? textAt(metadata, 'generateName');
  const name = nameText?.value ?? '(no name)';
  const namespace = textAt(metadata, 'namespace')?.value ?? 'default';
  const address = CLUSTER_WIDE.has(kind) ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
  const region = (nameText ?? kindText).region;
  const template = workload?.path.reduce<PlacedValue | undefined>(valueAt, value);
  const pod = template === undefined ? undefined : readPod(template, address, region);
  return [{ kind, name, address, region, value, pod }];
}

function readPod(template: PlacedValue, address: string, region: Region): Pod | undefined {
  const spec = valueAt(template, 'spec');
  if (spec?.kind !== 'map') return undefined;
  const containers = CONTAINERS.flatMap(({ key, what }) => readContainers(spec, key, what, address));
  const os = textAt(valueAt(spec, 'os'), 'name') ?? textAt(valueAt(spec, 'nodeSelector'), 'kubernetes.io/os');
  return {
    address,
    region,
    spec,
    metadata: valueAt(template, 'metadata'),
    securityContext: valueAt(spec, 'securityContext'),
    containers,
    isComplete: containers.length > 0 && containers.every(({ image }) => image !== undefined),
    isWindows: os?.value === 'windows',
  };
}

function readContainers(spec: PlacedValue, key: string, what: string, owner: string): readonly Container[] {
  const list = valueAt(spec, key);
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((value, index): readonly Container[] => {
    if (value.kind !== 'map') return [];
    const name = textAt(value, 'name');
    return [
      {
        address: `${owner} › ${what} ${name?.value ?? index}`,
        name: name?.value ?? '',
        isEphemeral: key === 'ephemeralContainers',
        isInit: key === 'initContainers',
        region: name?.region ?? entriesOf(value)[0]?.key.region ?? value.region,
        image: textAt(value, 'image'),
        securityContext: valueAt(value, 'securityContext'),
        value,
      },
    ];
  });
}
