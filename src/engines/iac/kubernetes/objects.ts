import type { Region } from '../../../model/location.ts';
import type { PlacedText, PlacedValue } from '../../yaml-document/placed.ts';

/** One object of a manifest (https://kubernetes.io/docs/concepts/overview/working-with-objects/). */
export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  /** `Deployment/default/web`; without a namespace for kinds that have none. */
  readonly address: string;
  /** Where it says its name, or its kind. */
  readonly region: Region;
  readonly value: PlacedValue;
  /** Of a workload: the pods that it makes. */
  readonly pod: Pod | undefined;
}

/** A pod's specification, wherever its workload keeps it. */
export interface Pod {
  readonly address: string;
  readonly region: Region;
  readonly spec: PlacedValue;
  /** The pod's own metadata: labels and annotations. */
  readonly metadata: PlacedValue | undefined;
  readonly securityContext: PlacedValue | undefined;
  readonly containers: readonly Container[];
  /** Whether what it does not say is not said: a patch (of Kustomize) names only what it changes, so its containers have no image. */
  readonly isComplete: boolean;
  readonly isWindows: boolean;
}

export interface Container {
  /** `Deployment/default/web › container app`. */
  readonly address: string;
  readonly name: string;
  readonly isEphemeral: boolean;
  readonly isInit: boolean;
  /** Where it says its name. */
  readonly region: Region;
  readonly image: PlacedText | undefined;
  readonly securityContext: PlacedValue | undefined;
  readonly value: PlacedValue;
}
