import type { Check, IacResult } from '../check.ts';
import type { Container, KubernetesObject, Pod } from './objects.ts';

/** A result whose resource is the one that was looked at. */
export type Found = Omit<IacResult, 'resource'>;

/** A check of every pod. */
export function perPod(check: (pod: Pod) => readonly Found[]) {
  return ({ pod }: KubernetesObject): readonly IacResult[] =>
    pod === undefined ? [] : check(pod).map((found) => ({ resource: pod.address, ...found }));
}

/** A check of every container, init and ephemeral ones included. */
export function perContainer(check: (container: Container, pod: Pod) => readonly Found[]) {
  return ({ pod }: KubernetesObject): readonly IacResult[] =>
    pod === undefined
      ? []
      : pod.containers.flatMap((container) =>
          check(container, pod).map((found) => ({ resource: container.address, ...found })),
        );
}

/** A check of objects of some kinds. */
export function perObject(
  kinds: readonly string[],
  check: (object: KubernetesObject) => readonly Found[],
): Check<KubernetesObject> {
  return (object) =>
    kinds.includes(object.kind) ? check(object).map((found) => ({ resource: object.address, ...found })) : [];
}
