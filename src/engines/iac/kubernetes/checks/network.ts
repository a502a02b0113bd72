import rules from '../../../../../rules/iac/kubernetes/network.yml';
import { entriesOf, textAt, textsAt, valueAt } from '../../../yaml-document/placed.ts';
import type { CheckGroup } from '../../check.ts';
import { isTrue } from '../../edits.ts';
import type { KubernetesObject } from '../objects.ts';
import { type Found, perObject } from '../per.ts';

/** How the cluster is reached, and what a namespace lets in. */
export const NETWORK: CheckGroup<KubernetesObject> = {
  rules,
  checks: {
    'kubernetes-external-ips': perObject(['Service'], externalIps),
    'kubernetes-ingress-without-tls': perObject(['Ingress'], ingressWithoutTls),
    'kubernetes-api-service-unverified': perObject(['APIService'], apiServiceUnverified),
    'kubernetes-privileged-namespace': perObject(['Namespace'], privilegedNamespace),
  },
};

function externalIps({ value }: KubernetesObject): readonly Found[] {
  return textsAt(valueAt(valueAt(value, 'spec'), 'externalIPs'))
    .slice(0, 1)
    .map(({ region }) => ({
      region,
      message: 'takes an address of its own choice: whoever may do that can take the traffic of others',
    }));
}

/** Only where nothing of the load balancer's own says that it has certificates. */
function ingressWithoutTls({ value, region }: KubernetesObject): readonly Found[] {
  const spec = valueAt(value, 'spec');
  const annotations = entriesOf(valueAt(valueAt(value, 'metadata'), 'annotations'));
  const elsewhere = annotations.some(({ key }) => /cert|tls|ssl|listen-ports|acme|https|gateway/i.test(key.value));
  if (valueAt(spec, 'tls') !== undefined || elsewhere || valueAt(spec, 'rules') === undefined) return [];
  return [{ region, message: 'answers without TLS: everyone on the way reads and changes what is sent' }];
}

function apiServiceUnverified({ value }: KubernetesObject): readonly Found[] {
  const text = textAt(valueAt(value, 'spec'), 'insecureSkipTLSVerify');
  return text !== undefined && isTrue(text.value)
    ? [
        {
          region: text.region,
          message: 'the API server takes any certificate for this API: whoever is between answers in its place',
        },
      ]
    : [];
}

function privilegedNamespace({ value }: KubernetesObject): readonly Found[] {
  const label = textAt(valueAt(valueAt(value, 'metadata'), 'labels'), 'pod-security.kubernetes.io/enforce');
  return label?.value === 'privileged'
    ? [{ region: label.region, message: 'lets in pods of every kind, privileged ones included' }]
    : [];
}
