import rules from '../../../../../rules/iac/kubernetes/access.yml';
import { type PlacedText, type PlacedValue, textAt, textsAt, valueAt } from '../../../yaml-document/placed.ts';
import type { CheckGroup } from '../../check.ts';
import type { KubernetesObject } from '../objects.ts';
import { type Found, perObject } from '../per.ts';

const ROLES = ['Role', 'ClusterRole'];
const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];

/** Who may do what (https://kubernetes.io/docs/concepts/security/rbac-good-practices/). */
export const ACCESS: CheckGroup<KubernetesObject> = {
  rules,
  checks: {
    'kubernetes-wildcard-role': perObject(ROLES, wildcardRole),
    'kubernetes-escalating-role': perObject(ROLES, escalatingRole),
    'kubernetes-reads-secrets': perObject(['ClusterRole'], readsSecrets),
    'kubernetes-node-access-role': perObject(ROLES, nodeAccessRole),
    'kubernetes-cluster-admin': perObject(BINDINGS, clusterAdmin),
    'kubernetes-anonymous-access': perObject(BINDINGS, anonymousAccess),
    'kubernetes-default-account-bound': perObject(BINDINGS, defaultAccountBound),
  },
};

interface AccessRule {
  readonly groups: readonly string[];
  readonly resources: readonly PlacedText[];
  readonly verbs: readonly PlacedText[];
  /** The rule holds for named objects only. */
  readonly isNarrow: boolean;
}

function rulesOf({ value }: KubernetesObject): readonly AccessRule[] {
  return itemsAt(value, 'rules').map((rule) => ({
    groups: textsAt(valueAt(rule, 'apiGroups')).map((text) => text.value),
    resources: textsAt(valueAt(rule, 'resources')),
    verbs: textsAt(valueAt(rule, 'verbs')),
    isNarrow: textsAt(valueAt(rule, 'resourceNames')).length > 0,
  }));
}

function itemsAt(value: PlacedValue, key: string): readonly PlacedValue[] {
  const list = valueAt(value, key);
  return list?.kind === 'list' ? list.items : [];
}

function find(texts: readonly PlacedText[], values: readonly string[]): PlacedText | undefined {
  return texts.find(({ value }) => values.includes(value));
}

function wildcardRole(object: KubernetesObject): readonly Found[] {
  return rulesOf(object).flatMap(({ groups, resources, verbs, isNarrow }): readonly Found[] => {
    const [everything, everyVerb] = [find(resources, ['*', '*/*']), find(verbs, ['*'])];
    if (isNarrow || (everything === undefined && everyVerb === undefined)) return [];
    const region = (everything ?? everyVerb)?.region ?? object.region;
    if (everything === undefined) {
      // Every verb on named resources of one's own API is what an operator works with.
      const isOwn = groups.every((group) => group.includes('.') && !group.endsWith('.k8s.io'));
      return isOwn
        ? []
        : [{ region, message: 'allows every verb, also those that come with later versions', severity: 'low' }];
    }
    const inAllGroups = groups.includes('*');
    if (everyVerb !== undefined && inAllGroups)
      return [
        {
          region,
          message: `allows everything: ${object.kind === 'Role' ? 'it owns its namespace' : 'it owns the cluster'}`,
        },
      ];
    const reads = verbs.every(({ value }) => /^(?:get|list|watch)$/.test(value));
    return [
      {
        region,
        message: `allows ${reads ? 'reading' : verbs.map(({ value }) => value).join(', ')} for every resource${inAllGroups || groups.includes('') ? ', secrets included' : ` of ${groups.join(', ')}`}`,
        severity: reads && !inAllGroups && !groups.includes('') ? 'low' : 'medium',
      },
    ];
  });
}

function escalatingRole(object: KubernetesObject): readonly Found[] {
  return rulesOf(object).flatMap(({ resources, verbs, isNarrow }) => {
    const verb = find(verbs, ['escalate', 'bind', 'impersonate']);
    const isWide = find(resources, ['roles', 'clusterroles', 'users', 'groups', 'serviceaccounts', '*']) !== undefined;
    return verb === undefined || isNarrow || !isWide
      ? []
      : [{ region: verb.region, message: `the verb ${verb.value} lets it take any right that it does not have` }];
  });
}

function readsSecrets(object: KubernetesObject): readonly Found[] {
  return rulesOf(object).flatMap(({ groups, resources, verbs, isNarrow }) => {
    const secrets = find(resources, ['secrets']);
    const reads = find(verbs, ['get', 'list', 'watch', '*']);
    return secrets === undefined ||
      reads === undefined ||
      isNarrow ||
      !groups.some((group) => group === '' || group === '*')
      ? []
      : [
          {
            region: secrets.region,
            message: 'reads the secrets of every namespace, tokens of stronger accounts among them',
          },
        ];
  });
}

/** Ways into running containers and nodes. */
const NODE_ACCESS = [
  'pods/exec',
  'pods/attach',
  'pods/ephemeralcontainers',
  'nodes/proxy',
  'serviceaccounts/token',
  'certificatesigningrequests/approval',
];

function nodeAccessRole(object: KubernetesObject): readonly Found[] {
  return rulesOf(object).flatMap(({ resources, verbs, isNarrow }) => {
    const resource = find(resources, NODE_ACCESS);
    const writes = verbs.some(
      ({ value }) =>
        /^(?:\*|create|update|patch)$/.test(value) || (resource?.value === 'nodes/proxy' && value === 'get'),
    );
    return resource === undefined || !writes || isNarrow
      ? []
      : [
          {
            region: resource.region,
            message: `${resource.value} is a way into what already runs, with the rights that it has`,
          },
        ];
  });
}

interface Subject {
  readonly kind: string;
  readonly name: PlacedText;
}

function subjectsOf({ value }: KubernetesObject): readonly Subject[] {
  return itemsAt(value, 'subjects').flatMap((subject) => {
    const name = textAt(subject, 'name');
    return name === undefined ? [] : [{ kind: textAt(subject, 'kind')?.value ?? '', name }];
  });
}

function roleOf({ value }: KubernetesObject): PlacedText | undefined {
  return textAt(valueAt(value, 'roleRef'), 'name');
}

function clusterAdmin(object: KubernetesObject): readonly Found[] {
  const role = roleOf(object);
  if (role?.value !== 'cluster-admin') return [];
  const subjects = subjectsOf(object);
  // What Kubernetes itself sets up: the people who own the cluster.
  if (subjects.length > 0 && subjects.every(({ name }) => name.value === 'system:masters')) return [];
  const who = subjects.map(({ kind, name }) => `${kind} ${name.value}`).join(', ');
  return [
    {
      region: role.region,
      message: `gives ${who === '' ? 'somebody' : who} every right ${object.kind === 'RoleBinding' ? 'in the namespace' : 'in the cluster'}`,
    },
  ];
}

/** Roles that Kubernetes itself opens to everyone. */
const OPEN_ROLES = new Set([
  'system:public-info-viewer',
  'system:discovery',
  'system:basic-user',
  'kubeadm:bootstrap-signer-clusterinfo',
  'system:service-account-issuer-discovery',
]);

function anonymousAccess(object: KubernetesObject): readonly Found[] {
  const role = roleOf(object)?.value ?? '';
  if (OPEN_ROLES.has(role)) return [];
  return subjectsOf(object)
    .filter(({ name }) => /^system:(?:anonymous|unauthenticated|authenticated|serviceaccounts)$/.test(name.value))
    .map(({ name }) => {
      const isNobody = /anonymous|unauthenticated/.test(name.value);
      const message = `gives ${role} to ${isNobody ? 'whoever reaches the cluster, without a log-in' : 'every account of the cluster'} (${name.value})`;
      return {
        region: name.region,
        message,
        ...(!isNobody && role !== 'cluster-admin' && { severity: 'medium' as const }),
      };
    });
}

function defaultAccountBound(object: KubernetesObject): readonly Found[] {
  return subjectsOf(object)
    .filter(({ kind, name }) => kind === 'ServiceAccount' && name.value === 'default')
    .map(({ name }) => ({
      region: name.region,
      message: `gives ${roleOf(object)?.value ?? 'a role'} to every pod of the namespace that names no account of its own`,
    }));
}
