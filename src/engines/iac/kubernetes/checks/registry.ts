import type { CheckGroup } from '../../check.ts';
import type { KubernetesObject } from '../objects.ts';
import { ACCESS } from './access.ts';
import { CONTAINERS } from './containers.ts';
import { CONTENT } from './content.ts';
import { HOST } from './host.ts';
import { NETWORK } from './network.ts';

/** The checks of Kubernetes objects, a line for each group. */
export const KUBERNETES_CHECKS: readonly CheckGroup<KubernetesObject>[] = [HOST, CONTAINERS, CONTENT, ACCESS, NETWORK];
