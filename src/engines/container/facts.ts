import type { ImageConfig } from '../../images/documents.ts';
import type { ImageError } from '../../images/image-error.ts';
import type { Overlay, Removal } from '../../images/overlay.ts';
import type { Distribution } from '../../inventory/distribution.ts';
import type { OsPackage } from '../../inventory/os-package.ts';
import type { ImageName } from '../../model/image-name.ts';
import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';

/** A layer as findings speak of it. */
export interface LayerFacts {
  /** From 0, the bottom one first. */
  readonly index: number;
  /** Of the blob, else of what is in it. */
  readonly digest: string;
  readonly createdBy: string;
  /** Bytes of its files. */
  readonly fileBytes: number;
}

/** Something with the layer that brought it. */
export interface InLayer<Item> {
  readonly item: Item;
  /** Index of the layer. */
  readonly layer: number;
}

/** A package of a language that is installed in an image, or named by a lockfile there. */
export interface LanguagePackage extends Package {
  readonly version: string;
  /**
   * `locked`: a lockfile says so, and nothing more. `own`: it is what was put there by hand, an application or a part of one, whose name may be that
   * of a stranger's package: no advisory is about it.
   */
  readonly origin: 'installed' | 'locked' | 'own';
}

/** All that is known of an image. */
export interface ImageFacts {
  readonly name: ImageName;
  readonly config: ImageConfig;
  readonly layers: readonly LayerFacts[];
  /** The files as a container sees them; contents only of those that `wantedKind` names. */
  readonly files: Overlay;
  /** Files that a layer took away or replaced, and that are gone at the end. */
  readonly removals: readonly Removal[];
  readonly distribution: Distribution | undefined;
  readonly osPackages: readonly InLayer<OsPackage>[];
  readonly languagePackages: readonly InLayer<LanguagePackage>[];
  /** Why layers, or the ends of layers, are missing in all of this. */
  readonly unreadLayers: readonly ImageError[];
  /** Package databases that were not (fully) understood: where, and why. */
  readonly damaged: readonly { readonly path: FilePath; readonly why: string }[];
  /** The same of lockfiles, which are a promise and no inventory. */
  readonly problems: readonly { readonly path: FilePath; readonly why: string }[];
  readonly notes: readonly string[];
}

/** Paths in an image begin with a slash where people read them. */
export function shownPath(path: FilePath): string {
  return `/${path}`;
}
