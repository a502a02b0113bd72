import type { Region } from '../../../model/location.ts';
import type { PlacedText, PlacedValue } from '../../yaml-document/placed.ts';

/** A Compose file (https://docs.docker.com/reference/compose-file/). */
export interface ComposeProject {
  readonly services: readonly Service[];
}

export interface Service {
  /** `service web`. */
  readonly address: string;
  readonly name: PlacedText;
  readonly image: PlacedText | undefined;
  readonly environment: readonly Variable[];
  readonly buildArguments: readonly Variable[];
  readonly mounts: readonly Mount[];
  readonly ports: readonly Port[];
  readonly value: PlacedValue;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly region: Region;
}

/** A bind mount or named volume. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly region: Region;
}

export interface Port {
  /** The address that it is published on; `undefined` for all. */
  readonly host: string | undefined;
  readonly container: string;
  readonly region: Region;
}
